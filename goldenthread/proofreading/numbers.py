"""Numbers as reports print them: which digits are a figure, of which kind, and how far they were rounded.

Dates, years, ages, references (section 11, page 6, Q3), telephone numbers and addresses hold digits that are no figures.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

COUNT, PERCENT, MONEY, POINTS = "count", "percent", "money", "points"

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_SCALES = {
    "k": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "thousand": 1_000,
}

_KEPT = 8192  # sentences; a report of 100 pages has some 2,500
_DIGIT = re.compile(r"\d")
_MOST_DIGITS = 18  # with commas; what is longer is a reference, no figure

_MASKS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+"  # addresses
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:" + MONTHS + r")\b(?:,?\s+\d{4})?"  # 3rd April 2018
    r"|\b(?:" + MONTHS + r")\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?"  # April 3
    r"|\b(?:" + MONTHS + r")\s+(?:to|-|–|and)\s+(?:" + MONTHS + r")\s+\d{4}\b"
    r"|\b(?:" + MONTHS + r"),?\s*(?:19|20)\d\d\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b"
    r"|\b(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)\b"  # 2017-18
    r"|\b(?:19|20)\d\d\b(?!,\d)(?!\s*%)"  # a year
    r"|\b(?:sections?|s\.?|ss\.?|chapters?|pages?|pp?\.|priorit(?:y|ies)|regulations?|appendix|annex|quarters?|q|level|levels|tier|"
    r"stage|phase|part|year|years|key stage|schedule|article|articles|term|step|figure|fig\.?|table|no\.|number|objective|outcome|"
    r"recommendation|standard|paragraph|para|version|v|week|band|grade|ref|item|question|group|board|no|circular|children)\s?"
    r"\d+[a-z]?(?:\.\d+)*(?:\s?(?:,|and|&|to|-|–|/)\s?\d+(?:\.\d+)*[a-z]?)*\b(?=[^%\d]|$)"
    r"|\b(?:aged?|ages|under|over|between|age of)\s+\d{1,2}(?:\s?(?:-|–|to|and)\s?\d{1,2})?"
    r"(?=\s*(?:years?|$|[,.;)]|and|to|who|or|in|are|were|with))"
    r"|\b\d{1,2}\s?(?:-|–|to|and)\s?\d{1,2}[- ]years?\b|\b\d{1,2}[- ]years?[- ](?:olds?|of)\b|\b\d{1,2}\s?[-–]\s?\d{1,2}s?\b"
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b|\b\d{1,2}[:.]\d\d\s?(?:am|pm)\b|\b\d{1,2}\s?(?:am|pm)\b"
    r"|\b24/7\b|\b\d+:\d+\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w.,/£-])(?P<open>\()?(?P<pound>-?\s?£\s?)?(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<scale>\s?(?:million|billion|thousand)\b|k\b|m\b|bn\b)?"
    r"(?P<percent>\s?(?:%|per\s?cent\b|percentage\s+points?\b))?(?![\w/]|,\d|\.\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?:" + "|".join(WORDS) + r")\b(?!-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a text: its value, its kind, where it stands, as printed, and how many decimals were printed."""

    value: Decimal
    kind: str
    start: int
    end: int
    printed: str
    decimals: int

    @property
    def slack(self) -> Decimal:
        """How far the true value may lie from the printed one."""
        return Decimal("0.5") * Decimal(10) ** -self.decimals


@lru_cache(maxsize=_KEPT)
def masked(text: str) -> str:
    """Return the text with everything that holds digits but is no figure blotted out, at the same length."""
    return _MASKS.sub(lambda found: "\x00" * len(found[0]), text) if _DIGIT.search(text) else text


def numbers_in(text: str, *, words: bool = False) -> list[Number]:
    """Return the figures of a text, in order; with ``words``, also those written out ("seven")."""
    return list(_numbers_in(text, words))


@lru_cache(maxsize=_KEPT)
def _numbers_in(text: str, words: bool) -> tuple[Number, ...]:
    """Find the figures of a text once: many checks ask for those of the same sentence."""
    clear = masked(text)
    figures = _FIGURE.finditer(clear) if _DIGIT.search(clear) else ()
    found = [number for each in figures if (number := _number(each)) is not None]
    if words:
        taken = [(each.start, each.end) for each in found]
        for each in _WORD.finditer(clear):
            if not any(start <= each.start() < end for start, end in taken):
                value = Decimal(WORDS[each[0].lower()])
                found.append(Number(value, COUNT, each.start(), each.end(), each[0], 0))
    return tuple(sorted(found, key=lambda each: each.start))


def _number(found: re.Match[str]) -> Number | None:
    if len(found["digits"]) > _MOST_DIGITS:
        return None
    try:
        value = Decimal(found["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    decimals = len(found["digits"].partition(".")[2])
    scale = (found["scale"] or "").strip().lower()
    if scale:
        factor = _SCALES[scale]
        value, decimals = _plain(value * factor), decimals - len(str(factor)) + 1
    percent = (found["percent"] or "").strip().lower()
    kind = POINTS if "point" in percent else PERCENT if percent else MONEY if found["pound"] else COUNT
    if found["pound"] and "-" in found["pound"]:
        value = -value
    start = found.start() + (1 if found["open"] else 0)
    printed = found[0][1:] if found["open"] else found[0]
    return Number(value, kind, start, found.end(), printed.strip(), decimals)


def _plain(value: Decimal) -> Decimal:
    """Return a whole value without decimals."""
    whole = value.to_integral_value()
    return whole if whole == value else value


_CELL = re.compile(
    r"^(?P<minus>[-–−]\s?)?(?P<open>\()?(?P<minus2>[-–−]\s?)?(?P<pound>£\s?)?(?P<minus3>[-–−]\s?)?"
    r"(?P<digits>(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?)(?P<scale>\s?(?:k|m|million))?"
    r"(?P<close>\))?\s?(?P<percent>%|per cent)?\s?[*†¹²³r]?$",
    re.IGNORECASE,
)
_NOTHING = {"", "-", "–", "—", "n/a", "na", "nil", ".", "−"}


def cell_number(text: str) -> Number | None:
    """Return the one figure a cell of a table holds; None when it holds none, or something else besides."""
    found = _CELL.match(text.strip())
    if not found or len(found["digits"]) > _MOST_DIGITS:
        return None
    digits = found["digits"].replace(",", "").replace(" ", "")
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    if found["scale"]:
        factor = _SCALES[found["scale"].strip().lower()]
        value, decimals = value * factor, decimals - len(str(factor)) + 1
    bracketed = bool(found["open"] and found["close"])
    if bracketed or found["minus"] or found["minus2"] or found["minus3"]:
        value = -value
    kind = PERCENT if found["percent"] else MONEY if found["pound"] else COUNT
    return Number(value, kind, 0, len(text), text.strip(), decimals)


def is_nothing(text: str) -> bool:
    """Whether a cell is empty or says so: it adds nothing to a total."""
    return text.strip().lower() in _NOTHING


def shown(value: Decimal, like: Number | None = None) -> str:
    """Return a value as the figure beside it is printed: pounds with their sign, percentages with theirs."""
    decimals = max(like.decimals, 0) if like else max(-int(value.normalize().as_tuple().exponent), 0)
    words = f"{abs(value):,.{decimals}f}"
    if like and like.kind == MONEY:
        words = f"£{words}"
    if like and like.kind == PERCENT:
        words = f"{words}%"
    return f"-{words}" if value < 0 else words
