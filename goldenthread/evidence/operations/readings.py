"""Figures supplied, signed off and restated."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import about, definition_of, needed, of
from goldenthread.evidence.keeping import Given, entered, keep, may_supply
from goldenthread.evidence.keeping import covered as how_covered
from goldenthread.evidence.models import CompleteParts, Indicator, Reading
from goldenthread.evidence.rules import cuts, deriving
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships


@writes
def supply(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    indicator: str,
    period: Period,
    numerator: Decimal | int,
    denominator: Decimal | int | None = None,
    breakdown: dict[str, str] | None = None,
    supplier: UUID,
    supplied_on: date,
    coverage: tuple[int, int] | None = None,
    source: str = "",
    vintage: str = "",
    illustrative: bool = False,
) -> UUID:
    """Keep a figure that an agency supplied, by the code of its indicator. Returns its id.

    Never a percentage, a rate or a total that could be added: its numerator and, where it has one of its own, its denominator.
    ``coverage`` such as (9, 12) says that 9 of 12 months are in it. ``vintage`` fixes the release of the population a rate
    stands on. A data supplier may do this for their agency.
    """
    row = queries.of_code(by, partnership, indicator)
    given = Given(
        period=period,
        numerator=Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        cut=cuts.cut(breakdown),
        supplier=supplier,
        supplied_on=supplied_on,
        coverage=Coverage(*coverage) if coverage else None,
        source=source,
        vintage=vintage,
        illustrative=illustrative,
    )
    return _keep(by, at, row, given, may_supply(by, row, supplier))


@writes
def supply_many(*, by: Viewer, at: datetime, partnership: UUID, figures: Sequence[tuple[str, Given]]) -> list[UUID]:
    """Keep several figures, all or none, by the same rules as one: each with the code of its indicator. Returns their ids."""
    rows = {row.code: row for row in queries.indicators(by, partnership).prefetch_related("definitions")}
    allowed: dict[UUID, str] = {}
    made = []
    for code, given in figures:
        if code not in rows:
            raise NotFound(f"The partnership has no indicator “{code}”, or you are not allowed to see it.")
        if given.supplier not in allowed:
            allowed[given.supplier] = may_supply(by, rows[code], given.supplier)
        made.append(_keep(by, at, rows[code], given, allowed[given.supplier]))
    return made


def _keep(by: Viewer, at: datetime, row: Indicator, given: Given, supplier: str) -> UUID:
    made = keep(by, at, row, given)
    said = about(given.period, given.cut)
    trail.write("evidence.supplied", by=by, at=at, **of(row), about=said, supplier=supplier)
    return made.pk


@writes
def sign_off(*, by: Viewer, at: datetime, reading: UUID, person: UUID | None = None, on: date | None = None) -> None:
    """Sign a figure off: a named senior stands for it.

    Who holds the permission signs as themselves, in the name of the supplying agency or of the partnership. Who keeps the
    evidence records that another person signed, with the day. Whoever entered a figure does not sign it off themselves.
    """
    _sign(by, at, [queries.reading(by, reading)], person, on)


@writes
def sign_off_many(
    *, by: Viewer, at: datetime, readings: Collection[UUID], person: UUID | None = None, on: date | None = None
) -> int:
    """Sign several figures off, all or none, by the same rules as one. Returns how many."""
    found = list(queries.readings(by, current=False).filter(pk__in=readings).order_by("pk"))
    if len(found) < len(set(readings)):
        raise NotFound("One of these figures is not there, or you are not allowed to see it.")
    _sign(by, at, found, person, on)
    return len(found)


def _sign(by: Viewer, at: datetime, found: Sequence[Reading], person: UUID | None, on: date | None) -> None:
    who, day = person or by.person_id, on or london_day(at)
    for place, supplier in {(row.indicator.partnership_id, row.supplier_id) for row in found}:
        signs = by.may(Permission.EVIDENCE_SIGN_OFF, partnership=place, agency=supplier)
        if not signs or (person is not None and person != by.person_id):
            by.require(Permission.EVIDENCE_EDIT, partnership=place)
    if who is None:
        raise RuleBroken("Say who signed the figure off.", field="person")
    named = partnerships.person(by, who)
    locked = Reading.objects.select_for_update(of=("self",)).in_bulk([row.pk for row in found])
    for known in found:
        row = locked[known.pk]
        _check_signed(by, at, row, who, day)
        row.apply({"signed_by_id": named.pk, "signed_on": day})
        trail.write(
            "evidence.signed_off",
            by=by,
            at=at,
            **of(known.indicator),
            about=about(row.period, row.cut),
            person=named.name,
        )


def _check_signed(by: Viewer, at: datetime, row: Reading, who: UUID, day: date) -> None:
    if row.entered_by == by.user_id and who == by.person_id:
        raise RuleBroken("You entered this figure. Somebody else signs it off.", field="person")
    if not row.current:
        raise RuleBroken("This figure was restated. Sign off the newer one.")
    if row.signed_on is not None:
        raise RuleBroken("This figure is signed off already.")
    if not row.supplied_on <= day <= london_day(at):
        raise RuleBroken("It is signed off on or after the day it was supplied, and not in the future.", field="on")


@writes
def restate(
    *,
    by: Viewer,
    at: datetime,
    reading: UUID,
    numerator: Decimal | int,
    denominator: Decimal | int | None = None,
    reason: str,
    supplied_on: date | None = None,
    coverage: tuple[int, int] | None = None,
) -> UUID:
    """Put a new version in the place of a figure, with the reason; the old one stays to be read. Returns the new id."""
    old = Reading.objects.select_for_update(of=("self",)).get(pk=queries.reading(by, reading).pk)
    row = old.indicator
    by.require(Permission.EVIDENCE_SUPPLY, partnership=row.partnership_id, agency=old.supplier_id)
    if not old.current:
        raise RuleBroken("This figure was restated already. Restate the newer one.")
    given = None if denominator is None else Decimal(denominator)
    parts = deriving.check_parts(Decimal(numerator), given, definition_of(row, old.end))
    why = needed(reason, "reason", "Say why the figure is restated.")
    day = supplied_on or london_day(at)
    if not old.end <= day <= london_day(at):
        raise RuleBroken("The day must lie after the period, and not in the future.", field="supplied_on")
    covered = Coverage(*coverage) if coverage else None
    if (parts.numerator, parts.denominator) == (old.numerator, old.denominator) and coverage is None:
        raise RuleBroken("These are the numbers that are there already.", field="numerator")
    old.apply({"current": False})
    made = Reading.objects.create(
        indicator=row,
        start=old.start,
        end=old.end,
        cut=old.cut,
        numerator=parts.numerator,
        denominator=parts.denominator,
        **(how_covered(covered) if covered else {"covered": old.covered, "covered_of": old.covered_of}),
        supplier_id=old.supplier_id,
        supplied_on=day,
        source=old.source,
        vintage=old.vintage,
        illustrative=old.illustrative,
        version=old.version + 1,
        replaces=old,
        why_restated=why,
        **entered(by, at),
    )
    trail.write("evidence.restated", by=by, at=at, **of(row), about=about(old.period, old.cut), why=why)
    return made.pk


@writes
def declare_complete(
    *, by: Viewer, at: datetime, partnership: UUID, indicator: str, period: Period, dimension: str
) -> None:
    """Say that the parts of a breakdown make up the whole of a period. Only then are they added to a total."""
    row = queries.of_code(by, partnership, indicator)
    by.require(Permission.EVIDENCE_EDIT, partnership=partnership)
    wanted = ";".join(sorted(filter(None, (clean(each).lower() for each in dimension.split(";")))))
    held = Reading.objects.filter(indicator=row, start=period.start, end=period.end, current=True).exclude(cut="")
    if not any(cuts.dimensions(each) == wanted for each in held.values_list("cut", flat=True)):
        raise RuleBroken("No part of this breakdown was supplied for the period.", field="dimension")
    there = CompleteParts.objects.filter(indicator=row, start=period.start, end=period.end, dimensions=wanted)
    if there.exists():
        raise RuleBroken("These parts are said to be complete already.", field="dimension")
    CompleteParts.objects.create(
        indicator=row,
        start=period.start,
        end=period.end,
        dimensions=wanted,
        said_at=at,
        said_by=by.user_id,
        said_by_name=by.name[:200],
    )
    trail.write("evidence.parts_complete", by=by, at=at, **of(row), about=about(period, ""), breakdown=wanted)
