"""The period a report is about, and years as people name them."""

import re
from collections import Counter
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.proofreading.model import Document, Heading
from goldenthread.proofreading.numbers import MONTHS

_NAMES = {name[:3]: number for number, name in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
_YEARS = re.compile(r"(?<![\w/.-])(?P<first>(?:19|20)\d\d)\s?[-–—/]\s?(?P<last>(?:19|20)\d\d|\d\d)\b(?!\s?[-–/]\s?\d)")
_SPAN = re.compile(
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>"
    + MONTHS
    + r"),?\s+(?P<y1>\d{4})\s+(?:to|until|-|–|—|and)\s+(?:the\s+)?"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>" + MONTHS + r"),?\s+(?P<y2>\d{4})",
    re.IGNORECASE,
)
_MONTH_SPAN = re.compile(
    r"\b(?P<m1>" + MONTHS + r"),?\s+(?P<y1>\d{4})\s+(?:to|until|-|–|—)\s+(?P<m2>" + MONTHS + r"),?\s+(?P<y2>\d{4})",
    re.IGNORECASE,
)


def month_number(name: str) -> int:
    """Return the number of a month by its English name or its first letters."""
    return _NAMES[name[:3].lower()]


def years_named(text: str) -> list[tuple[int, int]]:
    """Return the first and last year of each "2017-18" in a text, as they are printed, right or wrong."""
    found = []
    for each in _YEARS.finditer(re.sub(r"(?:https?://|www\.)\S+", "", text)):
        first, last = int(each["first"]), int(each["last"])
        found.append(
            (first, last if last > 99 else first // 100 * 100 + last + (100 if last < first % 100 - 50 else 0))
        )
    return found


def spans_in(text: str) -> list[Period]:
    """Return the periods a text gives by both of their days, or both of their months."""
    found = []
    for each in _SPAN.finditer(text):
        try:
            start = date(int(each["y1"]), month_number(each["m1"]), int(each["d1"]))
            found.append(Period(start, date(int(each["y2"]), month_number(each["m2"]), int(each["d2"]))))
        except (ValueError, RuleBroken):
            continue
    for each in _MONTH_SPAN.finditer(text):
        first, last = (int(each["y1"]), month_number(each["m1"])), (int(each["y2"]), month_number(each["m2"]))
        if first <= last:
            found.append(Period(date(*first, 1), _last_day(*last)))
    return found


def infer(document: Document) -> Period | None:
    """Return the period a document is about, or None where it does not say.

    What it says of itself comes first ("covers the period 1 April 2017 to 31 March 2018"), then the year in its title and
    first headings, then the year it names most, the later of two that it names about as often.
    """
    for block in document.prose():
        if re.search(r"\b(covers?|covering|period)\b", block.text, re.IGNORECASE):
            whole = [span for span in spans_in(block.text) if 300 <= span.days <= 400]
            if whole:
                return whole[0]
    head = [document.title] + [block.text for block in document.blocks[:40] if isinstance(block, Heading)]
    for text in head:
        whole = [span for span in spans_in(text) if 300 <= span.days <= 400]
        if whole:
            return whole[0]
    for text in head:
        for first, last in years_named(text):
            if last == first + 1:
                return Period(date(first, 4, 1), date(last, 3, 31))
    named = Counter(pair for text, _ in document.words() for pair in years_named(text) if pair[1] == pair[0] + 1)
    if not named:
        return None
    often = max(named.values())
    first, last = max(pair for pair, times in named.items() if times >= often * 0.8)
    return Period(date(first, 4, 1), date(last, 3, 31)) if often >= 3 else None


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
