"""A stretch of days that figures, plans and reports are about."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken

_YEAR = re.compile(r"^(\d{4})-(\d{2}|\d{4})$")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the last, both included. Raises `RuleBroken` if it ends before it begins."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise RuleBroken("The period must end on or after the day it begins.", field="end")

    @property
    def name(self) -> str:
        """The words of the period: "2017-18" for a year from April, "2018" for a calendar year, else both days."""
        if _is_whole_years(self, 4):
            return f"{self.start.year}-{self.end.year % 100:02d}"
        if _is_whole_years(self, 1) and self.start.year == self.end.year:
            return str(self.start.year)
        return f"{words(self.start)} to {words(self.end)}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.end.toordinal() - self.start.toordinal() + 1

    @property
    def months(self) -> int | None:
        """How many whole months it has; None when it does not begin on a first and end on a last day of a month."""
        if self.start.day != 1 or self.end.day != monthrange(self.end.year, self.end.month)[1]:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end

    def covers(self, other: "Period") -> bool:
        """Whether another period lies wholly in it."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Period") -> bool:
        """Whether it shares a day with another."""
        return self.start <= other.end and other.start <= self.end


def _is_whole_years(period: Period, month: int) -> bool:
    begins = period.start.day == 1 and period.start.month == month
    return begins and (period.months or 0) > 0 and (period.months or 0) % 12 == 0


def words(day: date) -> str:
    """Return a day as "31 March 2018"."""
    return f"{day.day} {day:%B %Y}"


def year_from_april(name: str) -> Period:
    """Return the year that "2017-18" (or "2017-2018") names: 1 April to 31 March.

    Raises `RuleBroken` for words that name no such year, or two years that do not follow each other.
    """
    found = _YEAR.match(name.strip().replace("/", "-").replace("–", "-"))
    if not found:
        raise RuleBroken(f"“{name}” is not a year. Write it as 2017-18.", field="year")
    first, second = int(found[1]), found[2]
    if int(second) % 100 != (first + 1) % 100 or (len(second) == 4 and int(second) != first + 1):
        raise RuleBroken(f"“{name}” does not name two years that follow each other. Write it as 2017-18.", field="year")
    return Period(date(first, 4, 1), date(first + 1, 3, 31))
