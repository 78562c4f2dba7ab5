"""Populations as denominators: which mid-year, whose release."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import population_year
from goldenthread.evidence.rules.sheet import People


@dataclass(frozen=True, slots=True)
class Place:
    """The areas of a partnership with the populations kept for them."""

    coverage: tuple[Any, ...]
    populations: dict[tuple[UUID, int, int, int], list[Any]]

    def people(self, end: date, details: Details, vintage: str = "") -> People | None:
        """Return the population a rate that ends on a day stands on: all areas together, newest release unless one is named."""
        year = population_year(end)
        areas = sorted({each.area_id for each in self.coverage if _held(each, end)}, key=str)
        found = []
        for area in areas:
            rows = self.populations.get((area, year, details.age_from, details.age_to), [])
            chosen = [each for each in rows if not vintage or each.vintage == vintage]
            if not chosen:
                return None
            found.append(chosen[-1])
        if not found:
            return None
        return People(
            count=sum(each.count for each in found),
            year=year,
            source=", ".join(dict.fromkeys(each.source for each in found)),
            vintage=", ".join(dict.fromkeys(each.vintage for each in found)),
            approximate=any(each.approximate for each in found),
        )


def _held(coverage: Any, day: date) -> bool:
    """An area counts also for the years before the partnership was set up: figures of its forerunners are shown with ours."""
    return coverage.until_on is None or day <= coverage.until_on
