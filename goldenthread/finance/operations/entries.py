"""Money received and paid. Entries are never changed, only reversed."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.finance import queries, rules
from goldenthread.finance.holding import of, open_for
from goldenthread.finance.models import Entry
from goldenthread.foundation.errors import RuleBroken


@writes
def enter(*, by: Viewer, at: datetime, line: UUID, on: date, amount: Decimal, words: str) -> UUID:
    """Enter what was received or paid on a line: the whole amount, also where boards share it. Returns its id."""
    found = queries.line(by, line)
    held = open_for(by, found.year_id)
    moved = rules.money(amount, "amount")
    if not moved:
        raise RuleBroken("Enter an amount above £0.", field="amount")
    row = Entry.objects.create(
        line=found,
        on=rules.in_year(on, held.period),
        amount=moved,
        words=rules.words(words, "words", "Say what it was: the invoice, the receipt or the account it stands in.")[
            :500
        ],
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    trail.write("finance.entered", by=by, at=at, **of(held), heading=found.heading, amount=str(moved))
    return row.pk


@writes
def reverse(*, by: Viewer, at: datetime, entry: UUID, why: str) -> UUID:
    """Take a wrong entry back by one of the opposite amount, with a reason. Returns the id of that one."""
    found = queries.entry(by, entry)
    held = open_for(by, found.line.year_id)
    if found.reverses_id is not None:
        raise RuleBroken("This entry takes another back. Enter the amount again instead.")
    if Entry.objects.filter(reverses=found).exists():
        raise RuleBroken("This entry has been taken back already.")
    reason = rules.words(why, "why", "Say why the entry is taken back.")
    row = Entry.objects.create(
        line=found.line,
        on=found.on,
        amount=-found.amount,
        words=reason[:500],
        reverses=found,
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    trail.write(
        "finance.reversed", by=by, at=at, **of(held), heading=found.line.heading, amount=str(found.amount), why=reason
    )
    return row.pk
