"""Making evidence of an accepted version, figure by figure, through the operations of the evidence."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import operations, queries
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.london import london_day
from goldenthread.returns.models import Return, Version

Numbers = tuple[Decimal, Decimal | None]


def take_over(by: Viewer, at: datetime, row: Return, version: Version) -> dict[str, int]:
    """Supply or restate every figure of a version, and record who signed it. Returns counts: supplied, restated, same."""
    period, signed = row.call.period, london_day(version.signed_at)
    ids = [UUID(line["indicator"]) for line in version.lines]
    kept = queries.readings(by).filter(indicator__in=ids, start=period.start, end=period.end)
    there = {(each.indicator_id, each.cut): each for each in kept}
    done = {"supplied": 0, "restated": 0, "same": 0}
    for line in version.lines:
        for cut, numbers in _figures(line):
            found = there.get((UUID(line["indicator"]), cut))
            reading: UUID | None
            if found is None:
                reading, how = _supply(by, at, row, version, line, cut, numbers), "supplied"
            elif _same(found, line, numbers):
                reading, how = None if found.signed_on else found.pk, "same"
            else:
                reading, how = _restate(by, at, row, version, found, line, numbers), "restated"
            done[how] += 1
            if reading is not None:
                operations.sign_off(by=by, at=at, reading=reading, person=version.signed_by_id, on=signed)
    return done


def _figures(line: dict[str, Any]) -> list[tuple[str, Numbers]]:
    """The figures of a frozen line, each under the cut it is kept with."""
    base = cuts.breakdown(line["base"])
    return [
        (
            cuts.cut(base | cuts.breakdown(cut)),
            (Decimal(numerator), None if denominator is None else Decimal(denominator)),
        )
        for cut, numerator, denominator in line["cells"]
    ]


def _supply(
    by: Viewer, at: datetime, row: Return, version: Version, line: dict[str, Any], cut: str, numbers: Numbers
) -> UUID:
    return operations.supply(
        by=by,
        at=at,
        partnership=row.call.partnership_id,
        indicator=line["code"],
        period=row.call.period,
        numerator=numbers[0],
        denominator=numbers[1],
        breakdown=cuts.breakdown(cut),
        supplier=row.agency_id,
        supplied_on=london_day(version.signed_at),
        coverage=tuple(line["covered"]) if line["covered"] else None,
        source=f"Return {row.record.reference}",
        illustrative=row.record.illustrative,
    )


def _same(found: Any, line: dict[str, Any], numbers: Numbers) -> bool:
    covered = [found.covered, found.covered_of] if found.covered else None
    return (found.numerator, found.denominator) == numbers and covered == line["covered"]


def _restate(
    by: Viewer, at: datetime, row: Return, version: Version, found: Any, line: dict[str, Any], numbers: Numbers
) -> UUID:
    covered = tuple(line["covered"]) if line["covered"] else None
    if covered is None and found.covered:
        covered = (found.covered_of, found.covered_of)  # the missing months have come
    return operations.restate(
        by=by,
        at=at,
        reading=found.pk,
        numerator=numbers[0],
        denominator=numbers[1],
        reason=version.why or f"As signed in the return {row.record.reference} for {say(row.call.period)}.",
        supplied_on=london_day(version.signed_at),
        coverage=covered,
    )
