"""Lines of a year: what each partner gives, what else comes in, what is to be spent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.finance import queries, rules
from goldenthread.finance.holding import of, open_for
from goldenthread.finance.models import FinancialYear, Fund, Line
from goldenthread.finance.rules import LineDetails
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.records import queries as records


@writes
def add_line(*, by: Viewer, at: datetime, year: UUID, kind: str, details: LineDetails) -> UUID:
    """Add a line to a year. Returns its id.

    A contribution names its agency (or a heading where several are known together only) and its state. Without a fund it
    belongs to the general reserve.
    """
    held = open_for(by, year)
    values = _values(by, held, kind, details)
    row = Line.objects.create(year=held, kind=kind, position=held.lines.count() + 1, **values)
    trail.write(
        "finance.line_added", by=by, at=at, **of(held), kind=kind, heading=row.heading, budget=str(row.budget or "")
    )
    return row.pk


@writes
def change_line(*, by: Viewer, at: datetime, line: UUID, details: LineDetails, seen: int) -> None:
    """Change a line. A confirmation falls away when the amount changes or the contribution is confirmed no more."""
    found = queries.line(by, line)
    held = open_for(by, found.year_id)
    values = _values(by, held, found.kind, details)
    row = Line.for_edit(found.pk, seen=seen)
    if row.confirmed_at is not None and (values["state"] != rules.CONFIRMED or values["budget"] != row.budget):
        values |= {"confirmed_at": None, "confirmed_by": None, "confirmed_by_name": ""}
    changed = row.apply(values)
    trail.write("finance.line_changed", by=by, at=at, **of(held), heading=row.heading, changes=changed)


@writes
def remove_line(*, by: Viewer, at: datetime, line: UUID) -> None:
    """Remove a line on which nothing has moved."""
    found = queries.line(by, line)
    held = open_for(by, found.year_id)
    if found.entries.exists():
        raise RuleBroken(
            "Money has moved on this line, so it stays. Reverse its entries and set its budget to nothing."
        )
    heading = found.heading
    Line.objects.filter(pk=found.pk).delete()
    trail.write(
        "finance.line_removed",
        by=by,
        at=at,
        **of(held),
        kind=found.kind,
        heading=heading,
        budget=str(found.budget or ""),
    )


@writes
def confirm(*, by: Viewer, at: datetime, line: UUID, budget: Decimal, seen: int) -> None:
    """Confirm what an agency will contribute: by the agency itself, or by those who keep the books.

    Whatever the agency was asked to confirm for the year is met.
    """
    found = queries.line(by, line)
    if found.kind != rules.CONTRIBUTION:
        raise RuleBroken("Only a contribution is confirmed.")
    rules.check_open(found.year.signed_off_at is not None)
    by.require(Permission.FINANCE_CONFIRM, partnership=found.year.partnership_id, agency=found.agency_id)
    amount = rules.money(budget, "budget")
    row = Line.for_edit(found.pk, seen=seen)
    row.apply(
        {
            "state": rules.CONFIRMED if amount else rules.NIL,
            "budget": amount,
            "confirmed_at": at,
            "confirmed_by": by.user_id,
            "confirmed_by_name": by.name[:200],
        }
    )
    if found.agency_id is not None:
        for deadline in _asked(by, found.year_id, found.agency_id):
            clocks.complete(by=by, at=at, deadline=deadline.pk, allowed=True)
    trail.write(
        "finance.contribution_confirmed", by=by, at=at, **of(found.year), heading=row.heading, budget=str(amount)
    )


@writes
def ask_to_confirm(*, by: Viewer, at: datetime, year: UUID, due: date) -> int:
    """Ask every agency whose contribution is not confirmed to confirm it by a day. Returns how many were asked."""
    held = open_for(by, year)
    if due < london_day(at):
        raise RuleBroken("The day must be today or later.", field="due")
    waiting = held.lines.filter(kind=rules.CONTRIBUTION).exclude(state__in=[rules.CONFIRMED, rules.NIL])
    asked = 0
    for agency in sorted({line.agency_id for line in waiting if line.agency_id}, key=str):
        if _asked(by, held.pk, agency):
            continue
        clocks.start(
            by=by,
            at=at,
            record=held.pk,
            trigger=at,
            title=f"Confirm the contribution for {held.period.name}",
            due=due,
            why="Asked by the partnership",
            owner_agency=agency,
            allowed=True,
        )
        asked += 1
    if asked:
        trail.write("finance.asked_to_confirm", by=by, at=at, **of(held), agencies=asked, due=due.isoformat())
    return asked


def _asked(by: Viewer, year: UUID, agency: UUID) -> list[Any]:
    return list(deadlines.of_record(by, year).filter(status="open", owner_agency=agency))


def _values(by: Viewer, held: FinancialYear, kind: str, details: LineDetails) -> dict[str, Any]:
    """Return what a line stores of what was said; raises `RuleBroken`."""
    if kind not in rules.KINDS:
        raise RuleBroken("Say whether it is a contribution, other income or expenditure.", field="kind")
    called = details.heading.strip()
    if details.agency is not None:
        called = called or records.get(by, details.agency, kind="partnership.agency").title
    contribution = kind == rules.CONTRIBUTION
    ours, of, shared_with = rules.parts(details.ours, details.of, details.shared_with)
    return {
        "heading": rules.words(called, "heading", "Choose an agency, or enter what the line is for.")[:200],
        "detail": details.detail.strip()[:500],
        "agency_id": details.agency,
        "fund_id": _fund(by, held, details.fund),
        "state": details.state if contribution else "",
        "budget": rules.contribution(details.state, details.budget)
        if contribution
        else rules.money(details.budget, "budget"),
        "forecast": rules.money(details.forecast, "forecast", needed=False),
        "ours": ours,
        "of": of,
        "shared_with": shared_with[:200],
    }


def _fund(by: Viewer, held: FinancialYear, fund: UUID | None) -> UUID:
    if fund is None:
        return Fund.objects.get(partnership=held.partnership_id, general=True).pk
    found = queries.fund(by, fund)
    if found.partnership_id != held.partnership_id:
        raise RuleBroken("Choose a fund of this partnership.", field="fund")
    return found.pk
