"""Years of accounts and the funds money is carried in."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.finance import queries, rules
from goldenthread.finance.holding import of, open_for
from goldenthread.finance.models import FinancialYear, Fund, Line
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.records import operations as spine
from goldenthread.records import queries as records


@writes
def open_year(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    start: date,
    end: date,
    keeper: UUID | None = None,
    copy_from: UUID | None = None,
    opening: Decimal | None = None,
    opening_source: str = "",
    illustrative: bool = False,
) -> UUID:
    """Open a year of accounts. Returns its id.

    ``keeper`` is the agency that keeps the books. ``copy_from``: its lines become this year's budget, contributions to be
    confirmed at the same amount. ``opening`` is the general reserve on the first day of a partnership's first year, with where
    that is known from; later openings are worked out.
    """
    by.require(Permission.FINANCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    period = Period(start, end)
    rules.check_year(period)
    _check_free(by, partnership, period)
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.KIND,
        title=rules.title(period),
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    if keeper is not None:
        records.get(by, keeper, kind="partnership.agency")
    row = FinancialYear.objects.create(
        record=record, partnership_id=partnership, start=start, end=end, keeper_id=keeper
    )
    _general_reserve(partnership, start, opening, opening_source)
    trail.write("finance.year_opened", by=by, at=at, **of(row))
    if copy_from is not None:
        _copy(queries.year(by, copy_from), row)
    return record.pk


@writes
def set_keeper(
    *, by: Viewer, at: datetime, year: UUID, keeper: UUID | None, note: str = "", seen: int | None = None
) -> None:
    """Say which agency keeps the books of a year, with a note for its readers."""
    held = open_for(by, year)
    if keeper is not None:
        records.get(by, keeper, kind="partnership.agency")
    row = FinancialYear.for_edit(held.pk, seen=held.edition if seen is None else seen)
    changed = row.apply({"keeper_id": keeper, "note": note.strip()})
    trail.write("finance.keeper_set", by=by, at=at, **of(row), changes=changed)


@writes
def sign_off(*, by: Viewer, at: datetime, year: UUID, seen: int) -> None:
    """Sign a year's accounts off: nothing in it changes any more. Raises `RuleBroken` before the year has ended."""
    held = open_for(by, year, Permission.FINANCE_SIGN_OFF)
    if london_day(at) <= held.end:
        raise RuleBroken(f"The year ends on {held.end:%-d %B %Y}. Sign it off after that.")
    row = FinancialYear.for_edit(held.pk, seen=seen)
    row.apply({"signed_off_at": at, "signed_off_by": by.user_id, "signed_off_by_name": by.name[:200]})
    trail.write("finance.year_signed_off", by=by, at=at, **of(row))


@writes
def reopen(*, by: Viewer, at: datetime, year: UUID, why: str, seen: int) -> None:
    """Open a signed-off year again, with a reason."""
    found = queries.year(by, year)
    by.require(Permission.FINANCE_SIGN_OFF, partnership=found.partnership_id)
    reason = rules.words(why, "why", "Say why the year is opened again.")
    row = FinancialYear.for_edit(found.pk, seen=seen)
    if row.signed_off_at is None:
        raise RuleBroken("This year is open.")
    row.apply({"signed_off_at": None, "signed_off_by": None, "signed_off_by_name": ""})
    trail.write("finance.year_reopened", by=by, at=at, **of(row), why=reason)


@writes
def add_fund(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    purpose: str,
    opening: Decimal,
    opening_on: date,
    opening_source: str,
) -> UUID:
    """Add a ring-fenced fund, with what it holds on its first day and where that is known from. Returns its id."""
    by.require(Permission.FINANCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    called = rules.words(name, "name", "Enter the name of the fund.")
    if queries.funds(by, partnership).filter(name__iexact=called).exists():
        raise RuleBroken("There is a fund of this name.", field="name")
    row = Fund.objects.create(
        partnership_id=partnership,
        name=called,
        purpose=rules.words(purpose, "purpose", "Say what the money may be spent on."),
        opening=rules.money(opening, "opening") or rules.NOTHING,
        opening_on=opening_on,
        opening_source=rules.words(opening_source, "opening_source", "Say where the opening balance is known from."),
    )
    trail.write("finance.fund_added", by=by, at=at, partnership=partnership, name=called, opening=str(opening))
    return row.pk


@writes
def change_fund(
    *,
    by: Viewer,
    at: datetime,
    fund: UUID,
    name: str,
    purpose: str,
    opening: Decimal,
    opening_on: date,
    opening_source: str,
    seen: int,
) -> None:
    """Change a fund's name, purpose or opening balance. Every balance that follows from it changes too."""
    found = queries.fund(by, fund)
    by.require(Permission.FINANCE_EDIT, partnership=found.partnership_id)
    called = rules.words(name, "name", "Enter the name of the fund.")
    if queries.funds(by, found.partnership_id).filter(name__iexact=called).exclude(pk=found.pk).exists():
        raise RuleBroken("There is a fund of this name.", field="name")
    row = Fund.for_edit(found.pk, seen=seen)
    source = rules.words(opening_source, "opening_source", "Say where the opening balance is known from.")
    changed = row.apply(
        {
            "name": called,
            "purpose": purpose.strip(),
            "opening": rules.money(opening, "opening"),
            "opening_on": opening_on,
            "opening_source": source,
        }
    )
    trail.write("finance.fund_changed", by=by, at=at, partnership=row.partnership_id, name=called, changes=changed)


def _check_free(by: Viewer, partnership: UUID, period: Period) -> None:
    met = queries.years(by, partnership=partnership).filter(start__lte=period.end, end__gte=period.start).first()
    if met is not None:
        raise RuleBroken(f"The year {met.period.name} has some of these days already.", field="start")


def _general_reserve(partnership: UUID, start: date, opening: Decimal | None, source: str) -> None:
    """Make the general reserve with a partnership's first year; earlier years do not move its opening."""
    if Fund.objects.filter(partnership=partnership, general=True).exists():
        if opening is not None:
            raise RuleBroken(
                "The general reserve has an opening balance already. Change the fund instead.", field="opening"
            )
        return
    Fund.objects.create(
        partnership_id=partnership,
        name="General reserve",
        purpose="Carried from year to year",
        general=True,
        opening=rules.money(opening, "opening", needed=False) or rules.NOTHING,
        opening_on=start,
        opening_source=source.strip() or "Not known: taken as nothing",
    )


def _copy(source: FinancialYear, row: FinancialYear) -> None:
    if source.partnership_id != row.partnership_id:
        raise RuleBroken("Copy the lines of a year of the same partnership.", field="copy_from")
    for line in source.lines.order_by("position", "pk"):
        contribution = line.kind == rules.CONTRIBUTION
        Line.objects.create(
            year=row,
            kind=line.kind,
            heading=line.heading,
            detail=line.detail,
            agency_id=line.agency_id,
            fund_id=line.fund_id,
            state=(rules.NIL if line.state == rules.NIL else rules.TO_CONFIRM) if contribution else "",
            budget=line.budget,
            ours=line.ours,
            of=line.of,
            shared_with=line.shared_with,
            position=line.position,
        )
