"""Indicators and figures for tests, made by the product's own operations."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from goldenthread.evidence import operations
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.partnership import operations as partnerships
from tests.factories import viewers
from tests.factories.partnership import agency, partnership

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


class Home:
    """A partnership with one area, one supplier, and those who keep and sign its figures."""

    def __init__(self, *codes: str) -> None:
        self.place = partnership().pk
        self.supplier = agency("Example children's social care", partnership=self.place).pk
        self.by = viewers.holding("qa_officer", partnership=self.place)
        self.ids = {code: self.choose(code) for code in codes}

    def choose(self, code: str, **fields: Any) -> UUID:
        """Choose an indicator of the library."""
        return operations.choose_indicator(by=self.by, at=AT, partnership=self.place, code=code, **fields)

    def supply(self, code: str, period: Period | str, numerator: Any, denominator: Any = None, **fields: Any) -> UUID:
        """Supply a figure the day after its period."""
        when = year_from_april(period) if isinstance(period, str) else period
        fields.setdefault("by", self.by)
        fields.setdefault("supplier", self.supplier)
        fields.setdefault("supplied_on", when.end + timedelta(days=1))
        return operations.supply(
            at=AT,
            partnership=self.place,
            indicator=code,
            period=when,
            numerator=numerator,
            denominator=denominator,
            **fields,
        )

    def people(self, year: int, count: int, **fields: Any) -> None:
        """Keep a population of the area; the area is covered from the first time on."""
        by = viewers.viewer(viewers.grant("system_administrator"))
        code = f"E{self.place.int % 10**8:08d}"
        if not hasattr(self, "area"):
            self.area = partnerships.add_area(by=by, at=AT, code=code, name=f"Exampleshire {code}").pk
            partnerships.cover_area(by=by, at=AT, partnership=self.place, area=self.area, from_on=date(2010, 4, 1))
        fields.setdefault("source", "Office for National Statistics")
        fields.setdefault("vintage", "June 2018")
        partnerships.add_population(by=by, at=AT, area=self.area, year=year, count=count, **fields)


def quarter(year: int, number: int) -> Period:
    """Return a quarter of a year from April: ``quarter(2017, 4)`` is January to March 2018."""
    month = 4 + (number - 1) * 3
    start = date(year + (month > 12), (month - 1) % 12 + 1, 1)
    after = month + 3
    return Period(start, date(year + (after > 12), (after - 1) % 12 + 1, 1) - timedelta(days=1))


def day(text: str) -> Period:
    """Return the period of one day."""
    at = date.fromisoformat(text)
    return Period(at, at)
