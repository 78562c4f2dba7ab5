"""What the operations of plans share: finding what is to be changed, and checking that it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as register
from goldenthread.plans import queries
from goldenthread.plans.models import Duty, Item, Plan
from goldenthread.records import queries as records

BODIES = ("partnership.agency", "partnership.group")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who leads, is responsible or accountable: one of these."""

    body: UUID | None = None
    person: UUID | None = None
    board: UUID | None = None
    words: str = ""


def require(by: Viewer, permission: Permission, plan: Plan) -> None:
    """Raise `NotAllowed` unless a permission is held for a plan."""
    if not queries.may(by, permission, plan):
        raise NotAllowed(f"Your roles do not let you {permission.sentence} here.")


def plan_to_change(by: Viewer, plan: UUID, *, also_closed: bool = False) -> Plan:
    """Return a plan that the viewer may change; raises `RuleBroken` for one that is closed."""
    row = queries.plan(by, plan)
    require(by, Permission.PLAN_EDIT, row)
    if row.status == "closed" and not also_closed:
        raise RuleBroken("The plan is closed. Open it again before you change it.")
    return row


def item_to_change(by: Viewer, item: UUID) -> Item:
    """Return an item of a plan that the viewer may change."""
    row = queries.item(by, item)
    plan_to_change(by, row.plan_id)
    return row


def item_to_judge(by: Viewer, item: UUID) -> Item:
    """Return an item the viewer may judge: by the places of its plan, or because their agency or group has a duty in it."""
    row = queries.item(by, item)
    if not queries.may_judge(by, row):
        raise NotAllowed(f"Your roles do not let you {Permission.PLAN_PROGRESS.sentence} here.")
    return row


def duties(by: Viewer, item: Item, role: str, people: Sequence[Who]) -> list[Duty]:
    """Return rows for those who hold a duty, each known to the viewer."""
    return [duty(by, item, role, place, each) for place, each in enumerate(people, 1)]


def duty(by: Viewer, item: Item, role: str, place: int, who: Who) -> Duty:
    """Return the row for one who holds a duty."""
    row = Duty(item=item, role=role, position=place, words=clean(who.words)[:200])
    if who.body is not None:
        row.body = records.get(by, who.body)
        if row.body.kind not in BODIES:
            raise RuleBroken("Choose an agency or a group.", field=role)
    if who.person is not None:
        row.person = register.person(by, who.person)
    if who.board is not None:
        row.board = register.board(by, who.board)
    return row


def board_of(by: Viewer, board: UUID | None) -> Any:
    """Return a board that the viewer may know of, or None."""
    return None if board is None else register.board(by, board)


def within_plan(plan: Plan, item: UUID | None) -> Item | None:
    """Return an item of a plan, or None where none is named; raises `NotFound` for one of another plan."""
    if item is None:
        return None
    found = Item.objects.filter(plan=plan.pk, pk=item).first()
    if found is None:
        raise NotFound("There is no such part in this plan.")
    return found


def day(value: date | None) -> str:
    """Return a day as the trail keeps it."""
    return value.isoformat() if value else ""


def short(text: str) -> str:
    """Return words as a title on the spine: one line, at most 250 characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= 250 else f"{line[:249].rstrip()}…"
