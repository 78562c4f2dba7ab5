"""What demands an action: findings, recommendations, risks, outcomes of a plan, any record."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records
from goldenthread.thread import keeping
from goldenthread.thread.models import Demand
from goldenthread.thread.rules import statuses


@writes
def demand(*, by: Viewer, at: datetime, action: UUID, record: UUID, reason: str = "") -> UUID:
    """Say that a record demands an action, and why. Returns the id of the demand."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN)
    if row.status in statuses.ENDED:
        raise RuleBroken(f"This action is “{row.status_words}”: choose another, or open it again.", field="action")
    demanding = records.get(by, record)
    if demanding.pk == row.pk:
        raise RuleBroken("An action cannot demand itself.", field="record")
    if Demand.objects.filter(action=row, record=demanding).exists():
        raise RuleBroken("It demands this action already.", field="record")
    made = Demand.objects.create(action=row, record=demanding, reason=clean(reason), **keeping.who(by, at))
    keeping.to_trail("thread.demanded", row, by=by, at=at, demanding=demanding.pk)
    return made.pk


@writes
def undemand(*, by: Viewer, at: datetime, action: UUID, record: UUID, why: str = "") -> None:
    """Say that a record no longer demands an action."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN)
    demanding = records.get(by, record)
    gone, _ = Demand.objects.filter(action=row, record=demanding).delete()
    if not gone:
        raise RuleBroken("It does not demand this action.", field="record")
    keeping.to_trail("thread.no_longer_demanded", row, by=by, at=at, demanding=demanding.pk, why=clean(why))
