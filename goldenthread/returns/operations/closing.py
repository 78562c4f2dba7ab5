"""Closing a call: the partnership works with what has come, and what still comes is taken as late."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.records import operations as spine
from goldenthread.returns import keeping
from goldenthread.returns.models import Call


@writes
def close_call(*, by: Viewer, at: datetime, call: UUID) -> int:
    """Close a call: nobody is chased any more, and what was not signed counts as missing. Returns how many returns are missing.

    Nothing is locked: an answer that still comes is taken, and says that it came after the call was closed.
    """
    row = keeping.call_of(by, call)
    if row.sent_at is None:
        raise RuleBroken("The call is not sent. Nobody was asked, so there is nothing to close.")
    if row.closed_at is not None:
        raise RuleBroken("This call is closed already.")
    row.apply({"closed_at": at, "closed_by": by.user_id, "closed_by_name": by.name[:200]})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    missing: int = row.answers.filter(version=0).count()
    _tell("returns.call_closed", row, by=by, at=at, missing=missing)
    return missing


@writes
def reopen_call(*, by: Viewer, at: datetime, call: UUID, why: str) -> None:
    """Open a closed call again, for a reason: what is late is chased once more, and nothing came after its closing."""
    row = keeping.call_of(by, call)
    if row.closed_at is None:
        raise RuleBroken("This call is open.")
    words = keeping.needed(why, "why", "Say why it is opened again.")
    row.apply({"closed_at": None, "closed_by": None, "closed_by_name": ""})
    spine.reopen_record(by=by, at=at, record=row.pk)
    _tell("returns.call_reopened", row, by=by, at=at, why=words)


def _tell(event: str, row: Call, *, by: Viewer, at: datetime, **details: Any) -> None:
    trail.write(event, by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.record.title, **details)
