"""Which period a call is about, and the one after it."""

from calendar import monthrange
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april


def quarter(year: str, number: int) -> Period:
    """Return a quarter of a year from April: ``quarter("2017-18", 4)`` is January to March 2018. Raises `RuleBroken`."""
    first = year_from_april(year).start
    if not 1 <= number <= 4:
        raise RuleBroken("Choose a quarter from 1 to 4.", field="quarter")
    return _months(date(first.year, first.month, 1), (number - 1) * 3, 3)


def following(period: Period) -> Period:
    """Return the period as long as this one that comes next; whole months stay whole months."""
    if period.months:
        return _months(date(period.start.year, period.start.month, 1), period.months, period.months)
    after = period.end.toordinal() + 1
    return Period(date.fromordinal(after), date.fromordinal(after + period.days - 1))


def same_day_after(day: date, months: int) -> date:
    """Return the day so many months later; the last of the month where that month is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(first: date, skip: int, count: int) -> Period:
    start = same_day_after(first, skip)
    return Period(start, date.fromordinal(same_day_after(start, count).toordinal() - 1))
