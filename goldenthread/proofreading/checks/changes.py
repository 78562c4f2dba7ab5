"""Rises and falls in sentences: "from 177 to 121, a reduction of 31.6%"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, MONEY, PERCENT, POINTS, Number, numbers_in, shown
from goldenthread.proofreading.sentences import sentences, shortened

_UP = r"increas\w*|rise|rises|risen|rose|rising|grow\w*|grew|growth|climb\w*|(?:went|gone|go|goes)\s+up|up from|higher"
_DOWN = r"decreas\w*|reduc\w*|fall|falls|fell|fallen|falling|drop\w*|declin\w*|lower\w*|(?:went|gone|go|goes)\s+down|down from"
_EITHER = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:{_UP}|{_DOWN})\b[^.;%]{{0,25}}?\b(?:of|by)\s+(?P<about>(?:approximately|around|about|nearly|almost|over|just\s+over|some|more\s+than)\s+)?(?:a\s+)?$",
    re.I,
)
_NAMED = re.compile(rf"^\s*(?:\w+\s+)?(?:{_UP}|{_DOWN}|change)\b", re.IGNORECASE)
_TO = re.compile(
    r"^\s*(?:\([^)]{0,30}\)|[a-z’'&\-, ]|\x00|per\s|the\s|\d{4}){0,45}?\bto\s+(?:just\s+|only\s+|over\s+|a\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:a\s+(?:total|high|low|baseline)\s+of\s+|around\s+|just\s+|the\s+)?$", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"[;,]?\s+(?:while|whereas|whilst|but|although)\s|;")
_THAN = re.compile(
    r"^\s+(?:\w+\s+)?(?:(?P<more>more|higher)|fewer|less|lower)\s+than\s+(?:in\s+)?(?:the\s+)?(?:year\s+before|previous\s+year|last\s+year"
    r"|\x00+|\d{4}[-–/]\d\d)\s*\($",
    re.IGNORECASE,
)
_TIMES = {"doubled": Decimal(2), "trebled": Decimal(3), "tripled": Decimal(3), "halved": Decimal("0.5")}


@dataclass(frozen=True, slots=True)
class Move:
    """Two figures between which something moved."""

    before: Number
    after: Number

    @property
    def percent(self) -> Decimal:
        """The change as a percentage of where it began."""
        return (self.after.value - self.before.value) / self.before.value * 100

    @property
    def difference(self) -> Decimal:
        """The change itself."""
        return self.after.value - self.before.value


def check(reading: Reading) -> Iterator[Report]:
    """Yield the changes that their own figures contradict."""
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            numbers = sorted([*numbers_in(sentence), *_points_in_words(sentence)], key=lambda each: each.start)
            yield from _fewer(block.where, sentence, numbers)
            moves = list(moves_in(sentence, numbers))
            if len(moves) == 1 and moves[0].before.value > 0:
                yield from _told(block.where, sentence, numbers, moves[0])


def _points_in_words(sentence: str) -> Iterator[Number]:
    """Yield the percentage points that are written out: "a drop of five percentage points"."""
    if " point" not in sentence:
        return
    for number in numbers_in(sentence, words=True):
        if number.printed.isalpha() and re.match(r"\s+percentage\s+points?\b", sentence[number.end :]):
            yield replace(number, kind=POINTS)


def moves_in(text: str, numbers: list[Number]) -> Iterator[Move]:
    """Yield each "from … to …" of a sentence."""
    for first, second in pairwise(numbers):
        same = first.kind == second.kind and first.kind in {COUNT, MONEY, PERCENT}
        if same and _FROM.search(text[: first.start]) and _TO.match(text[first.end : second.start]):
            yield Move(first, second)


def _told(where: str, text: str, numbers: list[Number], move: Move) -> Iterator[Report]:
    start, end = _clause(text, move)
    others = [number for number in numbers if number not in (move.before, move.after) and start <= number.start < end]
    claims = [number for number in others if _is_claim(text, number)]
    wrong = _direction(text, move)
    if wrong:
        yield Report(
            "change", where, shortened(text, move.after.printed),
            f"From {move.before.printed} to {move.after.printed} is {wrong[1]}, not {wrong[0]}.", wrong[0], wrong[1], 0.85,
        )  # fmt: skip
        return
    if len(claims) == 1:
        yield from _amount(where, text, move, claims[0])
    yield from _times(where, text, move)


def _clause(text: str, move: Move) -> tuple[int, int]:
    """Return where the clause of a move begins and ends: beyond "while" and "but" another thing is told."""
    edges = [0, *(each.start() for each in _ANOTHER_CLAUSE.finditer(text)), len(text)]
    start = max(edge for edge in edges if edge <= move.before.start)
    return start, min(edge for edge in edges if edge >= move.after.end)


def _fewer(where: str, text: str, numbers: list[Number]) -> Iterator[Report]:
    """Yield "431 plans, 24 fewer than the year before (455)" where the three do not fit."""
    for now, difference, before in zip(numbers, numbers[1:], numbers[2:], strict=False):
        between = text[now.end : difference.start]
        found = _THAN.match(text[difference.end : before.start])
        plain = {now.kind, difference.kind, before.kind} in ({COUNT}, {MONEY}) and text[
            before.end :
        ].lstrip().startswith(")")
        if not found or not plain or len(between) > 90 or not re.search(r",\s*(?:which\s+is\s+|or\s+)?$", between):
            continue
        sign = 1 if found["more"] else -1
        expected = before.value + sign * difference.value
        if expected != now.value and abs(now.value - expected) * 4 < expected:
            words = f"{difference.printed} {'more' if sign > 0 else 'fewer'} than {before.printed} is {shown(expected, now)}"
            yield Report(
                "change", where, shortened(text, now.printed), f"{words}, not {shown(now.value, now)}.", now.printed,
                shown(expected, now), 0.85,
            )  # fmt: skip


def _is_claim(text: str, number: Number) -> bool:
    return bool(_BY.search(text[: number.start]) or _NAMED.match(text[number.end :]))


def _direction(text: str, move: Move) -> tuple[str, str] | None:
    """Return what is said and what is true when a rise is called a fall; None when one word of each kind stands nearby."""
    near = text[max(0, move.before.start - 90) : move.after.end + 40]
    ways = {"up" if found["up"] else "down" for found in _EITHER.finditer(near)}
    if len(ways) != 1 or re.search(r"\b(?:not|no|without|target|aim|slow\w*)\b", near, re.IGNORECASE):
        return None
    if ways == {"up"} and move.difference < 0:
        return "a rise", "a fall"
    if ways == {"down"} and move.difference > 0:
        return "a fall", "a rise"
    return None


def _amount(where: str, text: str, move: Move, claim: Number) -> Iterator[Report]:
    about = bool(
        re.search(
            r"(?:approximately|around|about|nearly|almost|over|some|more than)\s+(?:a\s+)?$", text[: claim.start], re.I
        )
    )
    if claim.kind == PERCENT:
        truths = [abs(move.percent)] + ([abs(move.difference)] if move.before.kind == PERCENT else [])
    elif claim.kind == POINTS or claim.kind == move.before.kind:
        truths = [abs(move.difference)]
    else:
        return
    slack = claim.slack + (Decimal(2) if about else Decimal("0.001"))
    if any(abs(truth - claim.value) <= slack for truth in truths):
        return
    sign = "%" if claim.kind == PERCENT else ""
    decimals = max(claim.decimals, 1 if sign and truths[0] < 10 else 0)
    true = truths[0].quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)
    yield Report(
        kind="change",
        where=where,
        quote=shortened(text, claim.printed),
        message=(
            f"From {move.before.printed} to {move.after.printed} is a change of {shown(true)}{sign}, "
            f"not {shown(claim.value)}{sign}."
        ),
        found=f"{shown(claim.value)}{sign}",
        expected=f"{shown(true)}{sign}",
        sure=0.92 if abs(truths[0] - claim.value) > 1 else 0.6,
    )


def _times(where: str, text: str, move: Move) -> Iterator[Report]:
    for word, times in _TIMES.items():
        if not re.search(rf"\b{word}\b", text, re.IGNORECASE) or re.search(
            rf"\b(?:nearly|almost|more than|over)\s+{word}", text, re.I
        ):
            continue
        true = move.after.value / move.before.value
        if abs(true - times) > times * Decimal("0.15"):
            shape = f"{true.quantize(Decimal('0.1'))} times"
            yield Report(
                "change", where, shortened(text, word), f"From {move.before.printed} to {move.after.printed} is {shape}.",
                word, shape, 0.8,
            )  # fmt: skip
