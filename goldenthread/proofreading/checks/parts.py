"""Lists of parts in a sentence or below one: "31 from police, 19 from health and 14 from schools", "police 31, health 19"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from goldenthread.proofreading.numbers import COUNT, MONEY, Number, masked, numbers_in

_SPLIT = re.compile(r"\s*(?:[,;](?!\d)|\band\b|&|\bplus\b)\s*", re.IGNORECASE)
_LEADS = re.compile(r"^(?:from|by|with|in|for|to)\s+(?=[a-z£\d])", re.IGNORECASE)
_JOINED = re.compile(
    r"^(?P<number>\S+\s+(?:[\w’'-]+\s+){0,4}?)?(?P<how>from|in|by|for|at|to|were|was)\b", re.IGNORECASE
)
_FOUR_QUARTERS = re.compile(r"\bfirst\s+quarter\b.*\bsecond\b.*\bthird\b.*\bfourth\b[^,;]*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MOST_WORDS = 8
SERIES = re.compile(
    r"\x00|\b(?:last|previous|earlier|following|compared|target|average|quarter|month|week|(?<!early )year)s?\b",
    re.IGNORECASE,
)


def parts_of(text: str) -> list[Decimal]:
    """Return the numbers of a list in which every point is one number with its words, all in one order; else nothing."""
    if SERIES.search(masked(text)) and not _FOUR_QUARTERS.search(text):
        return []  # the same thing at several times adds up to nothing
    pieces = [piece for piece in _SPLIT.split(_LEADS.sub("", text.strip())) if piece.strip()]
    return _in_order(pieces, first=True) or _in_order(pieces, first=False)


def joined_alike(text: str) -> bool:
    """Whether every part is joined to its words in one way ("31 from …, 19 from …"), so that they are parts of one thing."""
    ways = [found["how"].lower() for piece in _SPLIT.split(text.strip()) if (found := _JOINED.match(piece))]
    return len(ways) >= 2 and len(ways) == len(parts_of(text)) and len(set(ways)) == 1


def number_of_point(text: str) -> Decimal | None:
    """Return the one count of a point of a list ("Health: 19", "19 from health (30%)"); None where it has none, or several."""
    counts = [number for number in numbers_in(text) if number.kind in {COUNT, MONEY}]
    if len(counts) != 1 or SERIES.search(masked(text)) or len(text.split()) > _MOST_WORDS + 4:
        return None
    before, after = text[: counts[0].start].strip(), text[counts[0].end :].strip()
    last = bool(before) and bool(re.fullmatch(r"(?:[(\[].*|[.;,]|and|)", after))
    return counts[0].value if not before or last else None


def _in_order(pieces: Sequence[str], *, first: bool) -> list[Decimal]:
    """Return the numbers of pieces that all begin, or all end, with theirs; words without one go to their neighbour."""
    found: list[Decimal] = []
    waiting = ""
    for piece in pieces:
        number = _only_number(piece)
        if number is None and not numbers_in(piece, words=True):
            if first and not found:
                return []
            waiting = piece
            continue
        if (
            number is None
            or not _LETTERS.search(piece)
            or not (_begins(piece, number) if first else _ends(piece, number))
        ):
            return []
        if len(piece.split()) + (0 if first else len(waiting.split())) > _MOST_WORDS:
            return []
        found.append(number.value)
        waiting = ""
    return [] if waiting and not first else found


def _only_number(piece: str) -> Number | None:
    numbers = numbers_in(piece, words=True)
    return numbers[0] if len(numbers) == 1 and numbers[0].kind in {COUNT, MONEY} else None


def _begins(piece: str, number: Number) -> bool:
    return number.start <= 2 or piece[: number.start].rstrip().endswith((":", "-", "–", "="))


def _ends(piece: str, number: Number) -> bool:
    """Whether a piece is words and then its number: not a number alone, and nothing after it."""
    return number.start > 2 and not piece[number.end :].strip(" .)")
