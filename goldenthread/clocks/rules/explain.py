"""Why a date is what it is, in sentences a tired person can follow, and day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.clocks.rules.calendar import Calendar
from goldenthread.clocks.rules.reckon import Due, Moment, local, local_day
from goldenthread.clocks.rules.shapes import Direction, Rule, Unit, count_words

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day between the start of a clock and its date. ``number`` is None for a day that does not count; ``why_not`` says why."""

    day: date
    number: int | None
    why_not: str = ""


def explain(rule: Rule, start: Moment, due: Due, calendar: Calendar) -> str:
    """Say how a date was reckoned: what was counted, from where, what day one was and what was stepped over."""
    said = [f"{_upper(count_words(rule))}{_joint(rule)} {in_words(start)}."]
    if rule.steps:
        days = list(day_by_day(rule, start, due, calendar))
        one = next((each.day for each in days if each.number == 1), None)
        if one is not None:
            said.append(f"Day one is {in_words(one)}.")
        skipped = [
            f"{each.why_not} ({_short(each.day)})" for each in days if each.why_not and each.why_not != "Weekend"
        ]
        if skipped:
            said.append(f"Not counted: {'; '.join(skipped)}.")
    elif rule.unit in (Unit.MONTHS, Unit.YEARS) and due.on.day != local_day(start).day:
        said.append("That month has no such day, so it is the month's last day.")
    if rule.unit is Unit.SCHOOL_DAYS and not calendar.knows_terms:
        said.append(
            "No term dates are known, so every working day is counted as a school day: the true date may be later."
        )
    return " ".join(said)


def day_by_day(rule: Rule, start: Moment, due: Due, calendar: Calendar) -> Iterator[CountedDay]:
    """Return each day after the start, up to and with the date, with its number. Looking back, numbers grow towards the past."""
    school = rule.unit is Unit.SCHOOL_DAYS
    backwards = rule.direction is Direction.AT_LEAST_BEFORE
    first, last = local_day(start), due.on
    step = -_ONE_DAY if backwards else _ONE_DAY
    day, number = first if rule.counts_trigger_day or first == last else first + step, 0
    while (day >= last) if backwards else (day <= last):
        counts = calendar.is_school_day(day) if school else calendar.is_working_day(day)
        number += counts
        yield CountedDay(
            day, number if counts else None, "" if counts else calendar.why_not_counted(day) or "School closed"
        )
        day += step


def is_late(due: Due, done: datetime) -> bool:
    """Say whether something done at a moment was done after its date, or after its time for rules in hours."""
    return done > due.at if due.at is not None else local(done).date() > due.on


def in_words(when: Moment) -> str:
    """Say ``Thursday 2 April 2026``, with the time if there is one."""
    words = f"{when:%A} {when.day} {when:%B %Y}"
    if not isinstance(when, datetime):
        return words
    here = local(when)
    return f"{here:%A} {here.day} {here:%B %Y} at {here:%H:%M}"


def _joint(rule: Rule) -> str:
    if rule.unit is Unit.FIXED_DATE:
        return ", for a clock that began on"
    return "" if rule.direction is Direction.AT_LEAST_BEFORE else " from"


def _short(day: date) -> str:
    return f"{day.day} {day:%B}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
