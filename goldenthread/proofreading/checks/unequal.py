"""Comparisons of unequal periods: nine months against twelve, a year with a month missing against a whole one."""

import re
from collections.abc import Iterator

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import COUNT, MONEY, MONTHS, numbers_in
from goldenthread.proofreading.sentences import sentences, shortened

_COMPARES = re.compile(
    r"\b(?:compar(?:ed|es|ison|ing)\b|against\b|than (?:the )?(?:last|previous|in)\b|the same as\b|increase\w*\b|"
    r"decrease\w*\b|reduc\w+\b|"
    r"rise|risen|fall(?:en)?\b|higher\b|lower\b|more than\b|fewer\b|up from\b|down from\b|virtually\b)",
    re.IGNORECASE,
)
_QUARTER = r"(?:q[1-4]|quarter\s+(?:[1-4]|one|two|three|four))"
_MISSING = re.compile(
    rf"\b(?:does|do|did)\s+not\s+include\s+(?:the\s+)?(?:figures?|data|numbers?|returns?)?\s*(?:for|from|of)?\s*(?:{MONTHS}|{_QUARTER})\b"
    rf"|\b(?:exclud\w+|without|minus|missing|no data for|not including)\s+(?:the\s+)?"
    rf"(?:figures?\s+|data\s+)?(?:for\s+)?(?:{MONTHS}|{_QUARTER})\b"
    rf"|\b(?:{_QUARTER}|(?:{MONTHS})(?:\s+\d{{4}})?)\s+(?:figures?|data|returns?)?\s*(?:is|are|was|were)?\s*(?:not\s+(?:reported|available|included|recorded|supplied|received)|missing|unavailable)\b",
    re.IGNORECASE,
)
_MONTHS_OF = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
_PART = re.compile(
    r"\b(?:first|last|only|these|in|over|for|the)\s+(?:the\s+)?(?:first\s+|last\s+)?(?P<months>three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})[\s-]+months?\b"
    r"(?!\s*(?:old|of age|later|earlier|ago|after|or more|plus))",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:whole|entire|full)\s+(?:of\s+)?(?:the\s+)?(?:last\s+|previous\s+)?year\b"
    r"|\b(?:whole|all)\s+of\s+(?:last|the previous)\s+year\b"
    r"|\b(?:twelve|12)[\s-]months?\b|\b(?:19|20)\d\d\s?[-–/]\s?\d\d\b|\b(?:last|previous)\s+year\b",
    re.IGNORECASE,
)


_ORDER = ["apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar"]
_MONTHS_SPAN = re.compile(
    rf"\b(?:between|from)\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<first>{MONTHS})(?:\s+(?P<y1>(?:19|20)\d\d))?\s+(?:and|to|until)\s+"
    rf"(?:the\s+end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<last>{MONTHS})(?:\s+(?P<y2>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_QUARTERS = re.compile(
    rf"\b(?:in|during|for|over|by the end of)\s+(?:the\s+)?(?:{_QUARTER}|(?:first|second|third|fourth|last)\s+quarter|first\s+half|"
    rf"(?:first\s+)?(?:two|three)\s+quarters)\b(?!\s+(?:of\s+)?(?:and|to)\b)",
    re.IGNORECASE,
)
_AGAINST_A_YEAR = re.compile(
    r"\b(?:compar\w+\s+(?:to|with)|against|than|up\s+from|down\s+from|as\s+opposed\s+to)\s+(?:the\s+)?(?:a\s+total\s+of\s+)?"
    r"(?:£\s?)?\d[\d,.]*(?:\s?(?:million|m|k))?\s+(?:[a-z’'-]+\s+){0,6}?(?:in|for|during|over|across|throughout)\s+(?:the\s+)?"
    r"(?:whole\s+of\s+|all\s+of\s+|whole\s+year\s+|year\s+)?(?:(?:19|20)\d\d\s?[-–/]\s?\d\d(?:\d\d)?\b|(?:last|previous|whole|full)\s+year\b)",
    re.IGNORECASE,
)
_NOT_COUNTED_OVER_TIME = re.compile(
    r"\b(?:average|rate|per|percentage|proportion|at\s+the\s+end|as\s+at|at\s+\d{1,2}|on\s+\d{1,2}|monthly|same\s+(?:period|months|quarter|time)|"
    r"equivalent|corresponding|pro\s+rata|annualised|forecast|projected|each)\b",
    re.IGNORECASE,
)


def check(reading: Reading) -> Iterator[Report]:
    """Yield the comparisons in which one side is shorter."""
    for block in reading.document.prose():
        told = sentences(block.text)
        for place, sentence in enumerate(told):
            near = " ".join(told[max(0, place - 1) : place + 2])
            missing = _MISSING.search(sentence)
            if missing and _COMPARES.search(near) and numbers_in(near):
                yield _report(
                    block.where,
                    near,
                    missing[0],
                    f"One side lacks a part of its period (“{missing[0]}”), and both are compared.",
                )
                break
            part = _part(sentence) or _months_or_quarters(sentence)
            if part:
                yield _report(block.where, sentence, part, f"“{part}” is compared with a whole year.")


def _months_or_quarters(sentence: str) -> str:
    """Return the months or quarters whose count a sentence holds against the count of a year; empty where it holds none."""
    against = _AGAINST_A_YEAR.search(sentence)
    if not against or _NOT_COUNTED_OVER_TIME.search(sentence) or not _counts_alone(sentence, against.start()):
        return ""
    spans = [(found[0], _months(found)) for found in _MONTHS_SPAN.finditer(sentence)]
    spans += [(found[0], 3) for found in _QUARTERS.finditer(sentence)]
    return spans[0][0] if len(spans) == 1 and 0 < spans[0][1] < 12 else ""


def _counts_alone(sentence: str, against: int) -> bool:
    """Whether what is compared is counted: percentages need no equal periods."""
    first = [number for number in numbers_in(sentence[:against]) if number.kind in {COUNT, MONEY}]
    second = next(iter(numbers_in(sentence[against:])), None)
    return bool(first) and second is not None and second.kind in {COUNT, MONEY}


def _months(found: re.Match[str]) -> int:
    """Return how many months a span has, both counted; 12 where its years are more than one apart."""
    first, last = (_ORDER.index(found[name][:3].lower()) for name in ("first", "last"))
    if found["y1"] and found["y2"] and int(found["y2"]) - int(found["y1"]) > 1:
        return 12
    return last - first + 1 if last >= first else 12


def _part(sentence: str) -> str:
    """Return the words for less than a year in a sentence that compares it with a year; empty where none does."""
    found = _PART.search(sentence)
    if not found or not _COMPARES.search(sentence) or len(numbers_in(sentence)) < 1:
        return ""
    months = _MONTHS_OF.get(found["months"].lower()) or (int(found["months"]) if found["months"].isdigit() else 12)
    rest = sentence[: found.start()] + sentence[found.end() :]
    whole = _WHOLE.search(rest)
    same = re.search(
        r"\b(?:same|equivalent|corresponding|equal)\s+(?:\w+\s+)?(?:period|months|quarter|point)\b",
        sentence,
        re.IGNORECASE,
    )
    return found[0] if 2 < months < 12 and whole and not same else ""


def _report(where: str, text: str, found: str, message: str) -> Report:
    return Report("unequal_periods", where, shortened(text, found), message, found.strip(), "equal periods", 0.75)
