"""Checking a supplied figure and keeping it, for every operation that does."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.holding import definition_of
from goldenthread.evidence.models import Indicator, Reading
from goldenthread.evidence.rules import defining, deriving
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records


@dataclass(frozen=True, slots=True)
class Given:
    """What is supplied of one figure."""

    period: Period
    numerator: Decimal
    denominator: Decimal | None
    cut: str
    supplier: UUID
    supplied_on: date
    coverage: Coverage | None = None
    source: str = ""
    vintage: str = ""
    illustrative: bool = False


def may_supply(by: Viewer, row: Indicator, supplier: UUID) -> str:
    """Return the name of the agency; raises `NotFound` or `NotAllowed` unless ``by`` may supply figures of it."""
    found = records.get(by, supplier, kind="partnership.agency")
    by.require(Permission.EVIDENCE_SUPPLY, partnership=row.partnership_id, agency=supplier)
    return found.title


def keep(by: Viewer, at: datetime, row: Indicator, given: Given) -> Reading:
    """Check a figure and keep it, inside the caller's transaction."""
    period, details = given.period, definition_of(row, given.period.end)
    parts = deriving.check_parts(given.numerator, given.denominator, details)
    if period.end > london_day(at):
        raise RuleBroken("The period has not ended yet.", field="end")
    if not period.end <= given.supplied_on <= london_day(at):
        raise RuleBroken(
            "The day it was supplied must lie after the period, and not in the future.", field="supplied_on"
        )
    if given.vintage and details.denominator_from != defining.POPULATION:
        raise RuleBroken("Only a rate of the population names the release of a population.", field="vintage")
    Indicator.objects.select_for_update(of=("self",)).get(
        pk=row.pk
    )  # two who supply the same figure wait for each other
    if Reading.objects.filter(indicator=row, start=period.start, end=period.end, cut=given.cut, current=True).exists():
        raise RuleBroken(
            "There is a figure for this period and breakdown already. Restate it if it was wrong.", field="period"
        )
    return Reading.objects.create(
        indicator=row,
        start=period.start,
        end=period.end,
        cut=given.cut,
        numerator=parts.numerator,
        denominator=parts.denominator,
        **covered(given.coverage),
        supplier_id=given.supplier,
        supplied_on=given.supplied_on,
        source=clean(given.source)[:300],
        vintage=clean(given.vintage)[:60],
        illustrative=given.illustrative,
        **entered(by, at),
    )


def covered(coverage: Coverage | None) -> dict[str, int | None]:
    """Return how a reading stores its coverage."""
    return {"covered": coverage.months if coverage else None, "covered_of": coverage.of if coverage else None}


def entered(by: Viewer, at: datetime) -> dict[str, Any]:
    """Return who entered a reading, and when."""
    return {"entered_at": at, "entered_by": by.user_id, "entered_by_name": by.name[:200]}
