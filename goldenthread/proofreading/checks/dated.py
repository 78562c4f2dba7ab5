"""Days and years that cannot be right, or lie outside the period a report is about."""

import re
from collections.abc import Iterator
from datetime import date

from goldenthread.foundation.periods import Period, words
from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.model import Heading, Report
from goldenthread.proofreading.numbers import MONTHS
from goldenthread.proofreading.sentences import sentences, shortened
from goldenthread.proofreading.years import month_number, spans_in, years_named

_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAYS}),?\s+(?:the\s+)?)?(?<![\d.,/-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTHS})\b(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(delivered|held|took place|attended|completed|undertaken|undertook|carried out|met|visited|trained|ran|hosted|"
    r"launched|convened|"
    r"organised|facilitated)\b",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(since|until|will|plan\w*|future|next|previous\w*|last year|prior|before|after|following|publish\w*|"
    r"act|law|guidance|inspect\w*|"
    r"ofsted|establish\w*|born|review\w*|compar\w*|first|began|commenc\w*|ago|earlier|history|background|subsequent\w*|due|from)\b",
    re.IGNORECASE,
)
_LAST_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def check(reading: Reading) -> Iterator[Report]:
    """Yield days that do not exist, wrong weekdays, years that run backwards, and events outside the period."""
    for block in reading.document.prose():
        for sentence in sentences(block.text):
            yield from _days(sentence, block.where, reading.period)
            yield from _years(sentence, block.where)
    yield from _own_period(reading)


def _days(sentence: str, where: str, period: Period | None) -> Iterator[Report]:
    for found in _DAY.finditer(sentence):
        if found["month"].islower():
            continue  # "2 may be"
        day, month, year = (
            int(found["day"]),
            month_number(found["month"]),
            int(found["year"]) if found["year"] else None,
        )
        if day == 0 or day > _LAST_DAYS[month] or (year and not _exists(year, month, day)):
            last = _LAST_DAYS[month] if not year or month != 2 else (29 if _exists(year, 2, 29) else 28)
            yield _made(
                where,
                sentence,
                found[0],
                f"There is no {found[0].strip()}: the month has {last} days.",
                f"day 1 to {last}",
                0.95,
            )
            continue
        if year is None:
            continue
        on = date(year, month, day)
        if found["weekday"] and f"{on:%A}".lower() != found["weekday"].lower():
            yield _made(where, sentence, found[0], f"{words(on)} was a {on:%A}.", f"{on:%A} {words(on)}", 0.95)
        elif period and _outside(on, period, _others(sentence, period)) and _happened(sentence):
            message = (
                f"{words(on)} lies outside the period of this report, {words(period.start)} to {words(period.end)}."
            )
            yield _made(where, sentence, found[0], message, period.name, 0.5)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _happened(sentence: str) -> bool:
    return bool(_DONE.search(sentence)) and not _ELSEWHEN.search(sentence)


def _others(sentence: str, period: Period) -> int:
    """Return how many days of a sentence lie in the period: a list of what was held then."""
    named = [found for found in _DAY.finditer(sentence) if found["year"]]
    days = [(int(found["year"]), month_number(found["month"]), int(found["day"])) for found in named]
    return sum(_exists(*day) and period.holds(date(*day)) for day in days)


def _outside(day: date, period: Period, others: int) -> bool:
    """Whether a day lies outside, but near: history and plans are told with days far away, unless ``others`` lie in the period."""
    before, after = period.start.toordinal() - day.toordinal(), day.toordinal() - period.end.toordinal()
    return 0 < before <= 365 or 0 < after <= (366 if others > 1 else 90)


def _years(sentence: str, where: str) -> Iterator[Report]:
    for first, last in years_named(sentence):
        if last <= first and not 1 <= last % 100 <= 12:  # 2018-11 may be a month
            printed = next(
                (
                    each
                    for each in re.findall(r"(?:19|20)\d\d\s?[-–—/]\s?\d{2,4}", sentence)
                    if each.startswith(str(first))
                ),
                "",
            )
            message = f"“{printed}” ends no later than it begins."
            yield _made(where, sentence, printed, message, f"{first}-{(first + 1) % 100:02d}", 0.85)


def _own_period(reading: Reading) -> Iterator[Report]:
    """Yield a period the report gives itself that is not the year in its title."""
    document = reading.document
    titles = [document.title] + [block.text for block in document.blocks[:12] if isinstance(block, Heading)]
    named = [pair for title in titles for pair in years_named(title) if pair[1] == pair[0] + 1]
    if not named or not re.search(r"report", " ".join(titles), re.IGNORECASE):
        return
    for block in document.prose():
        if not re.search(
            r"\b(?:this|the|annual|yearly) (?:annual )?report (?:covers|is for|relates to)\b", block.text, re.IGNORECASE
        ):
            continue
        for span in spans_in(block.text):
            if 300 <= span.days <= 400 and (span.start.year, span.end.year) not in named:
                message = f"The title says {named[0][0]}-{named[0][1] % 100:02d}; this sentence says another period."
                yield _made(block.where, block.text, "", message, f"{named[0][0]}-{named[0][1] % 100:02d}", 0.8)
                return


def _made(where: str, sentence: str, found: str, message: str, expected: str, sure: float) -> Report:
    return Report("date", where, shortened(sentence, found), message, found.strip(), expected, sure)
