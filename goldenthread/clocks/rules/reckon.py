"""When a thing is due. Day one is the day after the trigger, unless the rule says otherwise."""

import calendar as months_of
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from goldenthread.clocks.rules.calendar import LONDON, BeyondCalendar, Calendar
from goldenthread.clocks.rules.shapes import STEPPING, Direction, Rule, Unit
from goldenthread.foundation.errors import RuleBroken

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The day something is due and, for rules in hours, the moment, as clocks in London show it."""

    on: date
    at: datetime | None = None

    def __str__(self) -> str:
        return self.at.isoformat() if self.at else self.on.isoformat()


def local(moment: Moment) -> datetime:
    """Return a moment as a clock in London shows it.

    A moment without a zone is London's. A date is its very beginning, the strictest reading. A time that the change to summer
    time skips is moved on by the hour skipped; one that the change back repeats is the earlier.
    """
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    return moment.astimezone(UTC).astimezone(LONDON)


def local_day(moment: Moment) -> date:
    """Return the date in London at a moment; a date is itself."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def due(rule: Rule, start: Moment, calendar: Calendar) -> Due:
    """Return when a rule is first due for a clock that starts at ``start``; for rules that look back, ``start`` is the event.

    Raises `RuleBroken` for a rule without a number and `BeyondCalendar` outside the years known.
    """
    if not rule.has_date:
        raise RuleBroken(
            f"{rule.rule} gives no number of days or hours, so it has no date. It is a duty: {rule.title}."
        )
    return _reckon(rule, start, rule.amount or 0, rule.unit, calendar)


def following(rule: Rule, last: Moment, calendar: Calendar) -> Due:
    """Return when a repeating rule is next due after it was last done at ``last``."""
    amount = rule.amount if rule.then_amount is None else rule.then_amount
    if not rule.repeats or amount is None:
        raise RuleBroken(f"{rule.rule} does not repeat.")
    return _reckon(rule, last, amount, rule.then_unit or rule.unit, calendar)


def upcoming(rule: Rule, start: Moment, calendar: Calendar, *, count: int = 6) -> list[Due]:
    """Return the next ``count`` dates of a repeating rule, each counted from the one before, as if each were kept to the day."""
    dates = [due(rule, start, calendar)]
    while len(dates) < count:
        dates.append(following(rule, dates[-1].at or dates[-1].on, calendar))
    return dates


def as_following(rule: Rule) -> Rule:
    """Return a repeating rule as it reads for all dates but the first, to be said in words."""
    amount = rule.amount if rule.then_amount is None else rule.then_amount
    return replace(rule, amount=amount, unit=rule.then_unit or rule.unit, then_amount=None, then_unit=None)


def variant_after(rule: Rule, series_began: date, on: date) -> str:
    """Return the variant for the next date of a series: another one once the series has lasted as long as the rule says."""
    if rule.changes_after is None or rule.changes_after_unit is None:
        return rule.variant
    return rule.changes_to if on >= _PLAIN[rule.changes_after_unit](series_began, rule.changes_after) else rule.variant


def resumed(rule_unit: Unit, was_due: Due, *, paused: datetime, resumed: datetime, calendar: Calendar) -> Due:
    """Return the date after a pause: as much later as the clock stood still, in the unit it counts in.

    Hours move by the time that passed; working and school days by the days that would have counted; all else by calendar days.
    """
    if was_due.at is not None:
        stood_for = resumed.astimezone(UTC) - paused.astimezone(UTC)  # in UTC: over a change of clocks walls mislead
        moved = local(was_due.at.astimezone(UTC) + stood_for)
        return Due(moved.date(), moved)
    first, last = local_day(paused), local_day(resumed)
    if rule_unit in STEPPING:
        school = rule_unit is Unit.SCHOOL_DAYS
        stood = calendar.between(first, last, school=school)
        return Due(calendar.step(was_due.on, stood, school=school)) if stood else was_due
    return Due(was_due.on + (last - first))


def redated(rule: Rule, was_due: date, *, start: date, changed: date, added: bool, calendar: Calendar) -> date:
    """Return a working-day or school-day clock's date after one bank holiday was added or taken away.

    ``calendar`` is the new one. The date moves only if the changed day lay between start and date; then by exactly one counted
    day, so pauses before or after stay as they were.
    """
    if not rule.steps or changed.weekday() >= 5:
        return was_due
    school = rule.unit is Unit.SCHOOL_DAYS
    backwards = rule.direction is Direction.AT_LEAST_BEFORE
    inside = was_due <= changed < start if backwards else start < changed <= was_due
    if not inside or (school and not added and not calendar.is_school_day(changed)):
        return was_due
    if school and added and not _was_school_day(calendar, changed):
        return was_due
    outward = -1 if backwards else 1
    return calendar.step(was_due, outward if added else -outward, school=school)


def _was_school_day(calendar: Calendar, day: date) -> bool:
    return calendar.terms is None or any(day in term for term in calendar.terms)


def _reckon(rule: Rule, start: Moment, amount: int, unit: Unit, calendar: Calendar) -> Due:
    signed = -amount if rule.direction is Direction.AT_LEAST_BEFORE else amount
    try:
        return _count(rule, start, signed, unit, calendar)
    except (OverflowError, ValueError):
        raise BeyondCalendar("The date lies outside the years that a calendar knows.") from None


def _count(rule: Rule, start: Moment, number: int, unit: Unit, calendar: Calendar) -> Due:
    if unit is Unit.CLOCK_HOURS:
        moment = local(local(start).astimezone(UTC) + timedelta(hours=number))
        return Due(moment.date(), moment)
    day = local_day(start)
    if unit is Unit.FIXED_DATE:
        return Due(rule.fixed_on or _yearly(day, *(rule.month_day or (1, 1))))
    if unit in STEPPING:
        return Due(_stepped(rule, start, number, calendar, school=unit is Unit.SCHOOL_DAYS))
    if rule.counts_trigger_day and unit is Unit.CALENDAR_DAYS:
        number -= 1
    return Due(_PLAIN[unit](day, number))


def _stepped(rule: Rule, start: Moment, number: int, calendar: Calendar, *, school: bool) -> date:
    """Step over the days that do not count; see `Calendar.step` for where counting begins.

    A rule "before the start of the next school day" that is triggered in the small hours of a school day means that same day.
    """
    include = rule.counts_trigger_day
    if rule.before_start_of_day and isinstance(start, datetime):
        include = local(start).time() < rule.before_start_of_day
    return calendar.step(local_day(start), number, school=school, include_start=include)


def _yearly(start: date, month: int, day: int) -> date:
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else date(start.year + 1, month, day)


def add_months(day: date, number: int) -> date:
    """Return the same day of the month some months on (or back); the month's last day where there is no such day."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


_PLAIN: dict[Unit, Callable[[date, int], date]] = {
    Unit.CALENDAR_DAYS: lambda day, number: day + timedelta(days=number),
    Unit.WEEKS: lambda day, number: day + timedelta(weeks=number),
    Unit.MONTHS: add_months,
    Unit.YEARS: lambda day, number: add_months(day, 12 * number),
}
