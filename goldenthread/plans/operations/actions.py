"""Actions of a plan: each is an action of the thread, demanded by the item under which it stands."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import saving
from goldenthread.plans import keeping
from goldenthread.plans.models import Item, PlanAction
from goldenthread.plans.rules.tree import DOWN, UP
from goldenthread.records import queries as spine
from goldenthread.thread import operations as thread
from goldenthread.thread import queries as threads

_REASON = "It stands under this in the plan."


@writes
def add_action(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    text: str,
    owner_agency: UUID | None = None,
    owner_group: UUID | None = None,
    owner_person: UUID | None = None,
    owner_words: str = "",
    due: date | None = None,
    due_words: str = "",
    number: str = "",
    parent: UUID | None = None,
    administrative: bool = False,
    reason: str = "",
    opened_on: date | None = None,
) -> PlanAction:
    """Open an action of the thread under an item, last in its row; ``parent`` is the plan's action it is part of.

    ``owner_words`` keeps several owners as they were written.
    """
    row = keeping.item_to_change(by, item)
    words = saving.words(text, "text", missing="Say what is to be done.")
    plan = row.plan
    opened = thread.open_action(
        by=by,
        at=at,
        partnership=plan.partnership_id,
        title=keeping.short(words),
        text=words,
        owner_agency=owner_agency or plan.owner_agency_id,
        owner_group=owner_group or plan.owner_group_id,
        owner_person=owner_person,
        due=due,
        due_words=due_words,
        demanded_by=[(row.pk, clean(reason) or _REASON)],
        administrative=administrative,
        illustrative=plan.record.illustrative,
        opened_on=opened_on,
    )
    return _placed(by, at, row, opened, parent=parent, number=number, owner_words=owner_words)


@writes
def attach_action(
    *, by: Viewer, at: datetime, item: UUID, action: UUID, reason: str = "", parent: UUID | None = None
) -> PlanAction:
    """Let an action that exists serve an item too: one action can serve several."""
    row = keeping.item_to_change(by, item)
    known = threads.action(by, action)
    if not threads.actions(by, demanded_by=row.pk).filter(pk=known.pk).exists():
        thread.demand(by=by, at=at, action=known.pk, record=row.pk, reason=clean(reason) or _REASON)
    return _placed(by, at, row, known.pk, parent=parent)


def _placed(
    by: Viewer, at: datetime, item: Item, action: UUID, *, parent: UUID | None, number: str = "", owner_words: str = ""
) -> PlanAction:
    above = None
    if parent is not None:
        there = PlanAction.objects.filter(item=item.pk, pk=parent).first()
        above = saving.found(there, "There is no such action under this item.")
    row = saving.insert(
        PlanAction(
            item=item,
            action=spine.get(by, action),
            parent=above,
            position=item.actions.count() + 1,
            number=clean(number)[:20],
            owner_words=clean(owner_words)[:300],
        )
    )
    _audit("plans.action_placed", item, row, by=by, at=at)
    return row


@writes
def detach_action(*, by: Viewer, at: datetime, item: UUID, action: UUID, why: str = "") -> None:
    """Take an action out from under an item. The action itself goes on where else it is demanded."""
    row = keeping.item_to_change(by, item)
    found = PlanAction.objects.filter(item=row.pk, action=action).first()
    placed: PlanAction = saving.found(found, "There is no such action under this item.")
    placed.parts.update(parent=placed.parent)
    thread.undemand(by=by, at=at, action=action, record=row.pk, why=why)
    placed.delete()
    _audit("plans.action_taken_out", row, placed, by=by, at=at)


@writes
def move_action(*, by: Viewer, at: datetime, item: UUID, action: UUID, move: str) -> None:
    """Move an action up or down among those of its row."""
    row = keeping.item_to_change(by, item)
    found = PlanAction.objects.filter(item=row.pk, action=action).first()
    placed: PlanAction = saving.found(found, "There is no such action under this item.")
    if move not in (UP, DOWN):
        raise RuleBroken("An action can move up or down.", field="move")
    others = row.actions.filter(parent=placed.parent_id)
    if move == UP:
        beside = others.filter(position__lt=placed.position).order_by("-position").first()
    else:
        beside = others.filter(position__gt=placed.position).order_by("position").first()
    if beside is None:
        raise RuleBroken(f"It is the {'first' if move == UP else 'last'} already.", field="move")
    placed.position, beside.position = beside.position, placed.position
    for each in (placed, beside):
        each.save(update_fields=["position"])
    _audit("plans.action_moved", row, placed, by=by, at=at, move=move)


def _audit(event: str, item: Item, placed: PlanAction, *, by: Viewer, at: datetime, **details: Any) -> None:
    trail.write(
        event,
        by=by,
        at=at,
        record=item.pk,
        partnership=item.record.partnership_id,
        text=keeping.short(item.text),
        reference=placed.action.reference,
        **details,
    )
