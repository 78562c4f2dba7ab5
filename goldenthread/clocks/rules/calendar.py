"""Which days count. A calendar is built once from plain dates; nothing here asks a network or a database."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from goldenthread.foundation.errors import RuleBroken

LONDON = ZoneInfo("Europe/London")
_SATURDAY = 5


class BeyondCalendar(RuleBroken):
    """A date lies outside the years for which the bank holidays, or the term dates, are known."""


@dataclass(frozen=True, slots=True)
class Term:
    """Days when schools are open: the first and the last, both included. A half-term break lies between two of them."""

    first: date
    last: date
    name: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """Bank holidays of one division, and the terms of one set of schools where they are known.

    Without ``terms`` every working day counts as a school day: a date so reckoned can be too early, never too late.
    """

    name: str
    first: date
    last: date
    bank_holidays: Mapping[date, str]
    terms: tuple[Term, ...] | None = None
    closures: Mapping[date, str] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Say whether a day is neither Saturday, Sunday, Christmas Day, Good Friday nor another bank holiday."""
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def is_school_day(self, day: date) -> bool:
        """Say whether schools are open, as far as the terms are known."""
        if not self.is_working_day(day):
            return False
        return self.terms is None or any(day in term for term in self.terms)

    def why_not_counted(self, day: date) -> str:
        """Say why a day is no working day, or nothing."""
        if day in self.bank_holidays:
            return self.bank_holidays[day]
        return "Weekend" if day.weekday() >= _SATURDAY else ""

    @property
    def knows_terms(self) -> bool:
        """Whether school days are counted by real terms."""
        return self.terms is not None

    @cached_property
    def _working(self) -> list[int]:
        return [day.toordinal() for day in self._days(self.first, self.last) if self.is_working_day(day)]

    @cached_property
    def _school(self) -> list[int]:
        if self.terms is None:
            return self._working
        return sorted(
            {
                day.toordinal()
                for term in self.terms
                for day in self._days(term.first, term.last)
                if self.is_school_day(day)
            }
        )

    @staticmethod
    def _days(first: date, last: date) -> list[date]:
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def counted(self, *, school: bool) -> Sequence[int]:
        """Return the days that count, as ordinals in order."""
        return self._school if school else self._working

    def step(self, start: date, number: int, *, school: bool = False, include_start: bool = False) -> date:
        """Return the ``number``-th day that counts after ``start``, or before it for a negative number.

        This one function says where counting begins: day one is the first counted day *after* the start, whatever day the
        start is. A Friday, the Saturday after it and a bank holiday on the Monday therefore all have Tuesday as day one.
        With ``include_start`` the start itself is day one if it counts. Nought is refused: no rule gives no day.
        """
        if number == 0:
            raise ValueError("Count at least one day.")
        days, here = self.counted(school=school), start.toordinal()
        if number > 0:
            index = (bisect_left if include_start else bisect_right)(days, here) + number - 1
        else:
            index = (bisect_right if include_start else bisect_left)(days, here) + number
        self._check_known(start)
        if not 0 <= index < len(days):
            raise self._beyond(school)
        return date.fromordinal(days[index])

    def between(self, after: date, until: date, *, school: bool = False) -> int:
        """Count the days that count after one day, up to and with another; negative when ``until`` is the earlier."""
        self._check_known(after)
        self._check_known(until)
        days = self.counted(school=school)
        return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())

    def with_bank_holidays(self, holidays: Mapping[date, str]) -> "Calendar":
        """Return the same calendar with other bank holidays."""
        return Calendar(self.name, self.first, self.last, dict(holidays), self.terms, self.closures)

    def with_terms(self, name: str, terms: Sequence[Term]) -> "Calendar":
        """Return the same bank holidays with the terms of some schools."""
        return Calendar(name, self.first, self.last, self.bank_holidays, tuple(terms), self.closures)

    def _check_known(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise self._beyond(school=False)

    def _beyond(self, school: bool) -> BeyondCalendar:
        if school and self.terms is not None:
            return BeyondCalendar(f"The term dates of {self.name} do not reach far enough. Add the next terms.")
        return BeyondCalendar(
            f"Bank holidays are known from {self.first.year} to {self.last.year} only, so this date cannot be worked out."
        )
