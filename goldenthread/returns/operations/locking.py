"""Locking returns when their day has come, and opening one again."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.returns import keeping


@writes
def lock(*, by: Viewer, at: datetime, answer: UUID) -> None:
    """Close a return to typing. What is missing then stays missing."""
    row = keeping.held(by, answer)
    by.require(Permission.RETURN_CHASE, partnership=row.call.partnership_id)
    if row.locked_at is not None:
        raise RuleBroken("This return is locked already.")
    row.apply({"locked_at": at, "locked_by": by.user_id, "locked_by_name": by.name[:200], "open_until": None})
    trail.write("returns.locked", by=by, at=at, **keeping.about(row))


@writes
def unlock(*, by: Viewer, at: datetime, answer: UUID, until: date, why: str) -> None:
    """Open one locked return again, until a day and for a reason: for a late answer, or to put a figure right."""
    row = keeping.held(by, answer)
    by.require(Permission.RETURN_CALL, partnership=row.call.partnership_id)
    if row.locked_at is None:
        raise RuleBroken("This return is not locked.")
    words = keeping.needed(why, "why", "Say why it is opened again.")
    if until < london_day(at):
        raise RuleBroken("It is open until today or a later day.", field="until")
    row.apply({"locked_at": None, "locked_by": None, "locked_by_name": "", "open_until": until})
    trail.write("returns.unlocked", by=by, at=at, **keeping.about(row), until=str(until), why=words)
