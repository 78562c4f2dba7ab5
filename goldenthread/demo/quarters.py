"""Quarters of the dataset: published ones as they are, the others marked as illustrative."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID

from goldenthread.demo.accounts import People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.evidence import operations, queries
from goldenthread.evidence.keeping import Given
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.periods import Period

_SUPPLIED, _SIGNED = 20, 28
"""Days of the month after the quarter on which a return came in, and was signed off."""


def tell(known: Known, people: People) -> None:
    """Keep the quarters of both partnerships, beside what their reports tell of years."""
    for slug, every in told("quarters").items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at}
        chosen = set(queries.indicators(who["by"], known.here).values_list("code", flat=True))
        for code in dict.fromkeys(series["code"] for series in every):
            if code not in chosen:
                operations.choose_indicator(**who, partnership=known.here, code=code, key=True)
        here = queries.readings(who["by"]).filter(indicator__partnership=known.here)
        there = set(here.values_list("indicator__code", "start", "end"))
        figures = [
            (series["code"], given)
            for series in every
            for given in _figures(known, series)
            if (series["code"], given.period.start, given.period.end) not in there
        ]
        made = operations.supply_many(**who, partnership=known.here, figures=figures)
        came: dict[date, list[UUID]] = {}
        for (_, given), reading in zip(figures, made, strict=True):
            came.setdefault(given.supplied_on, []).append(reading)
        for day, readings in came.items():
            signed = day.replace(day=_SIGNED)
            operations.sign_off_many(**who, readings=readings, person=people.persons["qa_officer"], on=signed)


def _figures(known: Known, series: dict[str, Any]) -> Iterator[Given]:
    supplier = known.agency(series["by"])
    assert supplier is not None  # noqa: S101 - the key stands in the file
    counts, of = list(chain(*series["counts"])), list(chain(*series.get("of", [])))
    for place, (quarter, count) in enumerate(zip(_quarters(series["first"]), counts, strict=False), start=1):
        if count is None:
            continue
        covered = series.get("coverage", {}).get(place)
        yield Given(
            period=Period(quarter.end, quarter.end) if series.get("ends") else quarter,
            numerator=Decimal(count),
            denominator=Decimal(of[place - 1]) if of else None,
            cut="",
            supplier=supplier,
            supplied_on=date.fromordinal(quarter.end.toordinal() + _SUPPLIED),
            coverage=Coverage(*covered) if covered else None,
            source=series["source"],
            illustrative=series.get("illustrative", False) and place not in series.get("real", ()),
        )


def _quarters(first: date) -> Iterator[Period]:
    """Yield quarters, one after the other, from the first day of one."""
    while True:
        months = first.year * 12 + first.month - 1 + 3
        after = date(months // 12, months % 12 + 1, 1)
        yield Period(first, date.fromordinal(after.toordinal() - 1))
        first = after
