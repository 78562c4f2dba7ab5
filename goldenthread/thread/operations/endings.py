"""Ending an action otherwise than by closing it: each needs a reason and somebody who approved it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.thread import keeping
from goldenthread.thread.models import Action, Demand, Shortfall
from goldenthread.thread.rules import statuses, words


@writes
def withdraw(*, by: Viewer, at: datetime, action: UUID, reason: str, approver: UUID, seen: int | None = None) -> None:
    """Withdraw an action: it is no longer wanted."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    _end(row, statuses.WITHDRAWN, reason, approver, by=by, at=at)
    keeping.to_trail("thread.action_withdrawn", row, by=by, at=at, why=row.ended_reason)


@writes
def supersede(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    reason: str,
    approver: UUID,
    into: UUID | None = None,
    seen: int | None = None,
) -> None:
    """Let an action be overtaken by events or by another action (``into``)."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    other = _other(by, row, into) if into else None
    _end(row, statuses.SUPERSEDED, reason, approver, by=by, at=at, went_into=other)
    keeping.to_trail("thread.action_superseded", row, by=by, at=at, why=row.ended_reason, into=str(into or ""))


@writes
def merge(
    *, by: Viewer, at: datetime, action: UUID, into: UUID, reason: str, approver: UUID, seen: int | None = None
) -> None:
    """Merge an action into another, which from now on answers what demanded this one."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    other = _other(by, row, into)
    if other.status in statuses.SETTLED:
        raise RuleBroken(f"The other action is “{other.status_words}”: choose one that is open.", field="into")
    demanded_already = Demand.objects.filter(action=other).values("record")
    for each in Demand.objects.filter(action=row).exclude(
        record__in=list(demanded_already.values_list("record", flat=True))
    ):
        Demand.objects.create(action=other, record_id=each.record_id, reason=each.reason, **keeping.who(by, at))
    Demand.objects.filter(action=row).delete()
    _end(row, statuses.MERGED, reason, approver, by=by, at=at, went_into=other)
    keeping.to_trail("thread.action_merged", row, by=by, at=at, why=row.ended_reason, into=other.pk)


def _other(by: Viewer, row: Action, into: UUID) -> Action:
    if into == row.pk:
        raise RuleBroken("Choose another action than this one.", field="into")
    other = keeping.locked_action(by, into, Permission.ACTION_OPEN)
    if other.record.partnership_id != row.record.partnership_id:
        raise RuleBroken("Choose an action of the same partnership.", field="into")
    return other


def _end(
    row: Action, status: str, reason: str, approver: UUID, *, by: Viewer, at: datetime, went_into: Action | None = None
) -> None:
    statuses.check_can_move(row.status, status)
    why = words.needed(reason, "reason", "Say why it ends.")
    person = partnerships.person(by, approver)
    day = keeping.day_of(None, at)
    for deadline in (row.deadline, row.look_again):
        keeping.drop(deadline, why=f"{statuses.WORDS[status]}: {why}", by=by, at=at)
    Shortfall.objects.filter(action=row, ended_on__isnull=True).update(ended_on=day)
    keeping.said(row, status=status, note=why, on=day, by=by, at=at)
    spine.close_record(by=by, at=at, record=row.pk, on=day)
    changes: dict[str, Any] = {"status": status, "updated_on": day, "ended_reason": why, "ended_approver": person}
    row.apply({**changes, "went_into": went_into})
