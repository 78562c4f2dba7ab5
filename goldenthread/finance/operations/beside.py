"""What stands beside the money: contributions in kind, printed totals, promises to hold contributions level."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.finance import queries, rules
from goldenthread.finance.holding import of, open_for
from goldenthread.finance.models import Commitment, InKind, PrintedTotal
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records


@writes
def add_in_kind(
    *,
    by: Viewer,
    at: datetime,
    year: UUID,
    words: str,
    agency: UUID | None = None,
    quantity: Decimal | None = None,
    unit: str = "",
    value: Decimal | None = None,
    value_source: str = "",
) -> UUID:
    """Note what an agency gives that is not money. Returns its id."""
    held = open_for(by, year)
    row = InKind.objects.create(year=held, **_in_kind(by, words, agency, quantity, unit, value, value_source))
    trail.write("finance.in_kind_added", by=by, at=at, **of(held), words=row.words)
    return row.pk


@writes
def change_in_kind(
    *,
    by: Viewer,
    at: datetime,
    in_kind: UUID,
    seen: int,
    words: str,
    agency: UUID | None = None,
    quantity: Decimal | None = None,
    unit: str = "",
    value: Decimal | None = None,
    value_source: str = "",
) -> None:
    """Change a contribution in kind."""
    found = queries.in_kind(by, in_kind)
    held = open_for(by, found.year_id)
    row = InKind.for_edit(found.pk, seen=seen)
    changed = row.apply(_in_kind(by, words, agency, quantity, unit, value, value_source))
    trail.write("finance.in_kind_changed", by=by, at=at, **of(held), words=row.words, changes=changed)


@writes
def remove_in_kind(*, by: Viewer, at: datetime, in_kind: UUID) -> None:
    """Remove a contribution in kind that was noted by mistake."""
    found = queries.in_kind(by, in_kind)
    held = open_for(by, found.year_id)
    InKind.objects.filter(pk=found.pk).delete()
    trail.write("finance.in_kind_removed", by=by, at=at, **of(held), words=found.words)


@writes
def keep_printed(
    *, by: Viewer, at: datetime, year: UUID, what: str, amount: Decimal, where: str, explained: str = ""
) -> UUID:
    """Keep a total as it was printed, with where, beside the one that follows from the lines. Returns its id.

    ``amount`` may be negative: an overspend. It is allowed in a year that was signed off: it changes nothing in it.
    """
    held = queries.year(by, year)
    by.require(Permission.FINANCE_EDIT, partnership=held.partnership_id)
    if what not in rules.TOTALS:
        raise RuleBroken("Choose which total was printed.", field="what")
    row = PrintedTotal.objects.create(
        year=held,
        what=what,
        amount=amount,
        where=rules.words(where, "where", "Say where it was printed: the document and the page.")[:300],
        explained=explained.strip(),
    )
    trail.write("finance.printed_kept", by=by, at=at, **of(held), what=rules.TOTALS[what], amount=str(amount))
    return row.pk


@writes
def remove_printed(*, by: Viewer, at: datetime, printed: UUID) -> None:
    """Remove a printed total that was kept by mistake."""
    found = queries.printed(by, printed)
    by.require(Permission.FINANCE_EDIT, partnership=found.year.partnership_id)
    PrintedTotal.objects.filter(pk=found.pk).delete()
    trail.write(
        "finance.printed_removed",
        by=by,
        at=at,
        **of(found.year),
        what=rules.TOTALS[found.what],
        amount=str(found.amount),
    )


@writes
def commit_level(*, by: Viewer, at: datetime, partnership: UUID, start: date, end: date, words: str) -> UUID:
    """Note that partners promised to hold their contributions level from one day to another. Returns its id."""
    by.require(Permission.FINANCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    period = Period(start, end)
    row = Commitment.objects.create(
        partnership_id=partnership,
        start=start,
        end=end,
        words=rules.words(words, "words", "Say what was promised, and where that is written.")[:500],
    )
    trail.write("finance.level_promised", by=by, at=at, partnership=partnership, period=period.name, words=row.words)
    return row.pk


@writes
def withdraw_commitment(*, by: Viewer, at: datetime, commitment: UUID) -> None:
    """Remove a promise that was noted by mistake."""
    found = Commitment.objects.filter(pk=commitment).first()
    if found is None or not queries.commitments(by, found.partnership_id).filter(pk=commitment).exists():
        raise NotFound("There is no such promise, or you are not allowed to see it.")
    by.require(Permission.FINANCE_EDIT, partnership=found.partnership_id)
    found.delete()
    trail.write("finance.promise_withdrawn", by=by, at=at, partnership=found.partnership_id, words=found.words)


def _in_kind(
    by: Viewer,
    words: str,
    agency: UUID | None,
    quantity: Decimal | None,
    unit: str,
    value: Decimal | None,
    value_source: str,
) -> dict[str, Any]:
    if agency is not None:
        records.get(by, agency, kind="partnership.agency")
    amount = rules.money(value, "value", needed=False)
    if amount is not None and not value_source.strip():
        raise RuleBroken("Say how the value was worked out.", field="value_source")
    if quantity is not None and not unit.strip():
        raise RuleBroken("Say what the quantity counts: days, hours, sessions.", field="unit")
    return {
        "words": rules.words(words, "words", "Say what was given: trainers, rooms, staff time.")[:500],
        "agency_id": agency,
        "quantity": quantity,
        "unit": unit.strip()[:50] if quantity is not None else "",
        "value": amount,
        "value_source": value_source.strip()[:500] if amount is not None else "",
    }
