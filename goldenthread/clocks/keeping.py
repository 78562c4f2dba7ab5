"""What the operations on deadlines share."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries
from goldenthread.clocks.models import Deadline, DeadlineChange
from goldenthread.clocks.rights import places_of, require_somewhere_here
from goldenthread.clocks.rules import Calendar, Due
from goldenthread.foundation.errors import RuleBroken

What = DeadlineChange.What


@dataclass(frozen=True, slots=True)
class DeadlineRef:
    """What the starter of a clock gets back."""

    id: UUID
    due_on: date
    due_at: datetime | None
    rule: str
    version: str
    unverified: bool


def reference(deadline: Deadline) -> DeadlineRef:
    """Return the reference to a deadline."""
    row = deadline.rule_version
    return DeadlineRef(
        deadline.pk,
        deadline.due_on,
        deadline.due_at,
        row.rule if row else "",
        row.version if row else "",
        deadline.unverified,
    )


def held(
    by: Viewer, deadline: UUID, permission: Permission = Permission.DEADLINE_EDIT, *, allowed: bool = False
) -> Deadline:
    """Return a deadline the viewer may know of and change, locked until the transaction ends.

    ``allowed``: the calling operation has already checked that the viewer may.
    """
    queries.deadline(by, deadline)  # not found and not allowed to know are the same
    row = (
        Deadline.objects.select_for_update(of=("self",))
        .select_related("record", "rule_version", "term_calendar")
        .get(pk=deadline)
    )
    if not allowed:
        require_somewhere_here(by, permission, *places_of(row))
    return row


def must_run(deadline: Deadline) -> None:
    """Raise `RuleBroken` unless the deadline is still to be met."""
    if not deadline.is_running:
        raise RuleBroken(f"This is {deadline.get_status_display().lower()} already, so it cannot be changed.")


def told(
    deadline: Deadline, what: str, *, by: Viewer, at: datetime, before: date | None = None, words: str = ""
) -> None:
    """Keep a line of the deadline's history."""
    DeadlineChange.objects.create(
        deadline=deadline,
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
        what=what,
        due_before=before,
        due_after=deadline.due_on if before is not None or what == What.STARTED else None,
        words=words,
    )


def calendar_of(by: Viewer, deadline: Deadline) -> Calendar:
    """Return the calendar a deadline is reckoned with."""
    return queries.calendar(by, terms=deadline.term_calendar_id)


def due_of(deadline: Deadline) -> Due:
    """Return when a deadline is due, as the rules say it."""
    return Due(deadline.due_on, deadline.due_at)


def date_words(deadline: Deadline) -> str:
    """Return the date for the audit trail."""
    return (deadline.due_at or deadline.due_on).isoformat()
