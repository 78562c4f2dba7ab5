"""What a sentence or a cell counts, and when: so that two of them can be known to be about the same thing."""

import re

from goldenthread.proofreading.numbers import MONTHS, Number
from goldenthread.proofreading.years import month_number

_EMPTY = frozenset(
    [
        "number",
        "numbers",
        "total",
        "overall",
        "approximately",
        "around",
        "about",
        "over",
        "under",
        "more",
        "than",
        "less",
        "were",
        "was",
        "been",
        "there",
        "with",
        "from",
        "that",
        "this",
        "these",
        "those",
        "their",
        "which",
        "have",
        "has",
        "had",
        "also",
        "other",
        "both",
        "year",
        "years",
        "end",
        "period",
        "during",
        "last",
        "only",
        "all",
        "some",
        "many",
        "being",
        "made",
        "given",
        "who",
        "whom",
        "open",
        "the",
        "and",
    ]
)
_POINT = re.compile(
    rf"\b(?:(?:as\s+)?at|by|end\s+of|of)\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{MONTHS}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_ON_LAST_DAY = re.compile(
    rf"\bon\s+(?:the\s+)?(?:28|29|30|31)(?:st|th)?\s+(?:of\s+)?(?P<month>{MONTHS}),?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:at\s+)?(?:the\s+)?end\s+of\s+(?:the\s+year\s+)?(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>\d{2,4})\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:in|during|over|for)\s+(?:the\s+year\s+)?(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>\d{2,4})\b",
    re.IGNORECASE,
)


def stems_of(text: str, abbreviations: dict[str, str]) -> frozenset[str]:
    """Return the words for a thing, without plurals and small words, abbreviations written out."""
    words: list[str] = []
    for token in re.findall(r"[A-Za-z’'-]+", text):
        whole = abbreviations.get(token.rstrip("s").upper() if token[:2].isupper() else "", "")
        words += whole.split() if whole else [token]
    stems = (re.sub(r"(?:ies|es|s|’s|'s|(?<=child)ren)$", "", word.lower()) for word in words)
    return frozenset(stem for stem in stems if len(stem) > 2 and stem not in _EMPTY and f"{stem}s" not in _EMPTY)


def moment(text: str, number: Number | None) -> str:
    """Return the moment or year a number is about: the one named nearest to it; empty when none is."""
    found = [(each.start(), f"{each['year']}-{month_number(each['month']):02d}") for each in _POINT.finditer(text)]
    found += [
        (each.start(), f"{each['year']}-{month_number(each['month']):02d}") for each in _ON_LAST_DAY.finditer(text)
    ]
    found += [(each.start(), f"{_second(each)}-03") for each in _YEAR_END.finditer(text)]
    taken = [place for place, _ in found]
    found += [
        (each.start(), f"{each['first']}/{_second(each)}")
        for each in _IN_YEAR.finditer(text)
        if each.start() not in taken
    ]
    if not found:
        return ""
    return min(found, key=lambda each: abs(each[0] - (number.start if number else 0)))[1]


def moment_of_column(head: str, above: str) -> str:
    """Return the moment or year that a column's head names; ``above`` is the corner or title that may say on which day."""
    text = head.strip()
    year = re.fullmatch(r"(?:19|20)\d\d", text)
    if year:
        day = re.search(
            rf"\b(?:at|on)\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{MONTHS})\b", above, re.IGNORECASE
        )
        return f"{year[0]}-{month_number(day['month']):02d}" if day else ""
    if re.fullmatch(r"(?:19|20)\d\d\s?[-–/]\s?\d{2,4}", text):
        day = re.search(
            r"\b(?:at|on)\s+(?:the\s+)?(?:31(?:st)?\s+march|end\s+of\s+(?:the\s+)?year|year[\s-]end)\b",
            above,
            re.IGNORECASE,
        )
        return moment(f"{'at the end of' if day else 'in'} {text}", None)
    return moment(f"at {text}", None)


def _second(found: re.Match[str]) -> int:
    last = found["last"]
    return int(last) if len(last) == 4 else int(found["first"][:2] + last)
