"""From one plan to the next: what is carried on, what changes, what ends and why. And what a plan notes beside its items."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.keeping import Who
from goldenthread.plans.models import Duty, Item, Lineage, Measure, Note, Plan
from goldenthread.plans.operations.items import add_item, add_measure
from goldenthread.plans.operations.plans import create_plan
from goldenthread.plans.rules import carrying

_COPIED = ("text", "tag", "kind", "why", "function", "due_words", "standing")
_OF_MEASURE = ("words", "baseline_words", "target", "target_words", "direction")


@writes
def begin_next_plan(
    *, by: Viewer, at: datetime, plan: UUID, title: str, starts_on: date, ends_on: date, within: UUID | None = None
) -> Plan:
    """Begin the plan that follows one, with the same names of levels and nothing in it: items are carried one by one."""
    before = queries.plan(by, plan)
    if starts_on < before.starts_on:
        raise RuleBroken("The next plan begins after the one before it.", field="starts_on")
    return create_plan(
        by=by,
        at=at,
        partnership=before.partnership_id,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        kind=before.kind,
        owner_group=before.owner_group_id,
        owner_agency=before.owner_agency_id,
        within=within,
        levels=before.levels,
        action_name=before.action_name,
        sub_action_name=before.sub_action_name,
    )


@writes
def carry(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    into: UUID,
    way: str = carrying.CARRIED,
    after: UUID | None = None,
    reason: str = "",
    under: UUID | None = None,
) -> Item | None:
    """Decide what becomes of an item in the next plan. Returns the item that follows, None where it ends.

    Without ``after`` (an item of the next plan that is there already) a copy is made: its words, who leads and answers, its
    measures. It stands under the successor of its parent, or under ``under``.
    """
    before = queries.item(by, item)
    plan = keeping.plan_to_change(by, into)
    if plan.pk == before.plan_id:
        raise RuleBroken("Choose the plan that follows.", field="into")
    why = clean(reason)
    ends = way in carrying.ENDS
    carrying.check(way, goes_on=not ends or after is not None, reason=why)
    if Lineage.objects.filter(before=before.pk, plan=plan.pk, way__in=carrying.ENDS).exists():
        raise RuleBroken("It was decided that this one ends. Undo that first.")
    follower = None
    if not ends:
        there = keeping.within_plan(plan, after)
        follower = there or _copied(by, at, before, plan, under)
    saving.insert(
        Lineage(
            before=before,
            plan=plan,
            after=follower,
            way=way,
            reason=why,
            decided_by=by.name[:200],
            decided_at=at,
        )
    )
    trail.write(
        "plans.carried",
        by=by,
        at=at,
        record=before.pk,
        partnership=plan.partnership_id,
        text=keeping.short(before.text),
        way=carrying.WAYS[way].lower(),
        plan=plan.title,
        reason=why,
    )
    return follower


def _copied(by: Viewer, at: datetime, before: Item, plan: Plan, under: UUID | None) -> Item:
    parent = under or _parent_in(before, plan)
    copy = add_item(
        by=by,
        at=at,
        plan=plan.pk,
        parent=parent,
        leads=_who(before, Duty.Role.LEAD),
        responsible=_who(before, Duty.Role.RESPONSIBLE),
        accountable=next(iter(_who(before, Duty.Role.ACCOUNTABLE)), None),
        **{name: getattr(before, name) for name in _COPIED},
    )
    for measure in Measure.objects.filter(item=before.pk):
        values: dict[str, Any] = {name: getattr(measure, name) for name in _OF_MEASURE}
        add_measure(by=by, at=at, item=copy.pk, indicator=measure.indicator_id, **values)
    return copy


def _parent_in(before: Item, plan: Plan) -> UUID | None:
    if before.parent_id is None:
        return None
    line = Lineage.objects.filter(before=before.parent_id, plan=plan.pk, after__isnull=False).first()
    return line.after_id if line else None


def _who(item: Item, role: str) -> list[Who]:
    duties = item.held_by(role)
    return [Who(body=each.body_id, person=each.person_id, board=each.board_id, words=each.words) for each in duties]


@writes
def undo_carry(*, by: Viewer, at: datetime, item: UUID, into: UUID) -> int:
    """Take back what was decided about an item for the next plan. An item that was copied there stays, as a new one."""
    before = queries.item(by, item)
    plan = keeping.plan_to_change(by, into)
    number, _ = Lineage.objects.filter(before=before.pk, plan=plan.pk).delete()
    if number:
        trail.write(
            "plans.carry_undone",
            by=by,
            at=at,
            record=before.pk,
            partnership=plan.partnership_id,
            text=keeping.short(before.text),
            plan=plan.title,
        )
    return number


@writes
def add_note(
    *,
    by: Viewer,
    at: datetime,
    plan: UUID,
    text: str,
    sort: str = Note.Sort.NOTE,
    item: UUID | None = None,
    place: str = "",
    why: str = "",
) -> Note:
    """Note something beside a plan: the focus for next year, or what an import could not read."""
    home = keeping.plan_to_change(by, plan)
    row = saving.insert(
        Note(
            plan=home,
            item=keeping.within_plan(home, item),
            sort=sort,
            position=home.notes.filter(sort=sort).count() + 1,
            text=saving.words(text, "text", missing="Write something."),
            place=clean(place)[:200],
            why=clean(why)[:300],
            written_by=by.name[:200],
            written_at=at,
        )
    )
    trail.write(
        "plans.noted",
        by=by,
        at=at,
        record=home.pk,
        partnership=home.partnership_id,
        title=home.title,
        sort=Note.Sort(sort).label.lower(),
        text=row.text,
    )
    return row


@writes
def set_focus(*, by: Viewer, at: datetime, plan: UUID, lines: Sequence[tuple[str, UUID | None]]) -> list[Note]:
    """Say what next year is about, in order: each line with the item it belongs to, if any. The lines of before are replaced."""
    home = keeping.plan_to_change(by, plan)
    home.notes.filter(sort=Note.Sort.FOCUS).delete()
    return [
        add_note(by=by, at=at, plan=home.pk, text=text, sort=Note.Sort.FOCUS, item=item)
        for text, item in lines
        if clean(text)
    ]
