"""Explaining a missed date, and accepting the explanation."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import rules
from goldenthread.clocks.keeping import What, due_of, held, told
from goldenthread.clocks.models import Breach, Deadline
from goldenthread.clocks.rules.shapes import BREACH_REASONS
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean


@writes
def explain_breach(
    *, by: Viewer, at: datetime, deadline: UUID, reason: str, words: str = "", allowed: bool = False
) -> None:
    """Say why a date was missed. Until somebody approves it, it may be said again in other words."""
    row = held(by, deadline, allowed=allowed)
    if row.status == Deadline.Status.CANCELLED or not rules.is_late(due_of(row), row.completed_at or at):
        raise RuleBroken("This date has not been missed, so there is nothing to explain.")
    if reason not in BREACH_REASONS:
        raise RuleBroken("Choose a reason from the list.", field="reason")
    said = clean(words)
    if reason == "other" and not said:
        raise RuleBroken("Say what the reason was.", field="words")
    if Breach.objects.filter(deadline=row, approved_at__isnull=False).exists():
        raise RuleBroken("The reason has been approved, so it can no longer be changed.")
    Breach.objects.update_or_create(
        deadline=row,
        defaults={
            "cause": reason,
            "words": said,
            "explained_at": at,
            "explained_by": by.user_id,
            "explained_by_name": by.name[:200],
        },
    )
    told(row, What.EXPLAINED, by=by, at=at, words=f"{BREACH_REASONS[reason]}. {said}".strip())
    _audit("clocks.breach_explained", row, by=by, at=at, reason=reason)


@writes
def approve_breach(*, by: Viewer, at: datetime, deadline: UUID) -> None:
    """Accept the reason given for a missed date. Nobody approves their own."""
    row = held(by, deadline, Permission.BREACH_APPROVE)
    breach = Breach.objects.select_for_update().filter(deadline=row).first()
    if breach is None:
        raise RuleBroken("No reason has been given yet.")
    if breach.approved_at is not None:
        raise RuleBroken(f"{breach.approved_by_name} approved the reason already.")
    if breach.explained_by == by.user_id:
        raise NotAllowed("You gave this reason yourself: somebody else must approve it.")
    breach.approved_at, breach.approved_by, breach.approved_by_name = at, by.user_id, by.name[:200]
    breach.save(update_fields=["approved_at", "approved_by", "approved_by_name"])
    told(row, What.APPROVED, by=by, at=at)
    _audit("clocks.breach_approved", row, by=by, at=at, reason=breach.cause)


def _audit(event: str, row: Deadline, *, by: Viewer, at: datetime, reason: str) -> None:
    trail.write(
        event,
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        reason=reason,
    )
