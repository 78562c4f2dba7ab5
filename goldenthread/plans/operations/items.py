"""What a plan holds: adding, changing, moving, dropping; who leads and answers; how it is measured; what it hangs together with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.keeping import Who
from goldenthread.plans.models import Duty, Item, Measure, Plan
from goldenthread.plans.queries.scope import ITEM
from goldenthread.plans.rules.tree import Place, Tree
from goldenthread.records import operations as records
from goldenthread.records import queries as spine
from goldenthread.records import search

_DETAILS = ("number", "text", "tag", "kind", "why", "function", "starts_on", "due_on", "due_words", "standing")
_OF_MEASURE = ("words", "baseline_words", "target", "target_words", "direction", "by_on", "indicator")


@writes
def add_item(
    *,
    by: Viewer,
    at: datetime,
    plan: UUID,
    text: str,
    parent: UUID | None = None,
    number: str = "",
    tag: str = "",
    kind: str = "",
    why: str = "",
    function: str = "",
    starts_on: date | None = None,
    due_on: date | None = None,
    due_words: str = "",
    standing: bool = False,
    leads: Sequence[Who] = (),
    responsible: Sequence[Who] = (),
    accountable: Who | None = None,
    id: UUID | None = None,
) -> Item:
    """Add a priority, an outcome or whatever the plan calls it, last under its parent."""
    home = keeping.plan_to_change(by, plan)
    above = keeping.within_plan(home, parent)
    last = Item.objects.filter(plan=home.pk, parent=above).order_by("-position").first()
    row = Item(
        plan=home,
        parent=above,
        position=last.position + 1 if last else 1,
        number=clean(number)[:20],
        text=saving.words(text, "text", missing="Say what it is."),
        tag=clean(tag)[:80],
        kind=clean(kind)[:60],
        why=clean(why),
        function=clean(function)[:250],
        starts_on=starts_on,
        due_on=due_on,
        due_words=clean(due_words)[:200],
        standing=standing,
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind=ITEM,
        title=keeping.short(row.text),
        opened_on=london_day(at),
        partnership=home.partnership_id,
        owner_group=home.owner_group_id,
        owner_agency=home.owner_agency_id,
        illustrative=home.record.illustrative,
        id=id,
    )
    saving.insert(row)
    search.index(row.pk, _found_by(row))
    for role, people in _given(leads, responsible, accountable).items():
        for duty in keeping.duties(by, row, role, people):
            saving.insert(duty)
    trail.write("plans.item_added", by=by, at=at, record=row.pk, partnership=home.partnership_id, text=row.record.title)
    return row


def _given(leads: Sequence[Who], responsible: Sequence[Who], accountable: Who | None) -> dict[str, Sequence[Who]]:
    return {
        str(Duty.Role.LEAD): leads,
        str(Duty.Role.RESPONSIBLE): responsible,
        str(Duty.Role.ACCOUNTABLE): [accountable] if accountable else [],
    }


def _found_by(row: Item) -> str:
    return "\n".join(filter(None, [row.text, row.tag, row.why, row.function]))


@writes
def change_item(*, by: Viewer, at: datetime, item: UUID, seen: int, **changes: Any) -> Item:
    """Change the words, dates and number of an item."""
    current = keeping.item_to_change(by, item)
    values = saving.only(changes, *_DETAILS)
    if "text" in values:
        values["text"] = saving.words(values["text"], "text", missing="Say what it is.")
    row, changed = saving.change(Item, current.pk, seen=seen, changes=values)
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=keeping.short(row.text))
        search.index(row.pk, _found_by(row))
        _audit("plans.item_changed", row, by=by, at=at, changes=changed)
    return row


@writes
def move_item(*, by: Viewer, at: datetime, item: UUID, move: str) -> Item:
    """Move an item up or down among its neighbours, in under the one above it, or out of the one it stands under."""
    current = keeping.item_to_change(by, item)
    before = _tree(current.plan)
    _kept(current.plan, before, before.moved(current.pk, move))
    _audit("plans.item_moved", current, by=by, at=at, move=move)
    return queries.item(by, current.pk)


@writes
def put_item(*, by: Viewer, at: datetime, item: UUID, under: UUID | None) -> Item:
    """Put an item, and all that stands under it, last under another item of the plan, or at the top."""
    current = keeping.item_to_change(by, item)
    above = keeping.within_plan(current.plan, under)
    before = _tree(current.plan)
    _kept(current.plan, before, before.put(current.pk, above.pk if above else None))
    _audit("plans.item_moved", current, by=by, at=at, move="elsewhere")
    return queries.item(by, current.pk)


def _tree(plan: Plan) -> Tree[UUID]:
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = Item.objects.filter(plan=plan.pk).values_list("pk", "parent", "position", "number")
    return Tree.of(Place(*row) for row in rows)


def _kept(plan: Plan, before: Tree[UUID], after: Tree[UUID]) -> None:
    for key, place in after.places.items():
        if before.places[key] != place:
            Item.objects.filter(pk=key).update(parent=place.parent, position=place.position)


@writes
def drop_item(*, by: Viewer, at: datetime, item: UUID, seen: int, on: date, words: str) -> Item:
    """Take an item out of a plan, with the reason: it stays readable, and can be taken up again."""
    current = keeping.item_to_change(by, item)
    why = saving.words(words, "words", missing="Say why it is dropped.")
    row, _ = saving.change(Item, current.pk, seen=seen, changes={"dropped_on": on, "dropped_words": why})
    _audit("plans.item_dropped", row, by=by, at=at, words=why)
    return row


@writes
def restore_item(*, by: Viewer, at: datetime, item: UUID, seen: int) -> Item:
    """Take up again an item that was dropped."""
    current = keeping.item_to_change(by, item)
    row, changed = saving.change(Item, current.pk, seen=seen, changes={"dropped_on": None, "dropped_words": ""})
    if changed:
        _audit("plans.item_restored", row, by=by, at=at)
    return row


@writes
def set_duties(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    seen: int,
    leads: Sequence[Who] | None = None,
    responsible: Sequence[Who] | None = None,
    accountable: Sequence[Who] | None = None,
) -> Item:
    """Say who leads an item, who is responsible for it and which one body is accountable. None leaves a duty as it is."""
    current = keeping.item_to_change(by, item)
    row: Item = Item.for_edit(current.pk, seen=seen)
    if accountable is not None and len(accountable) > 1:
        raise RuleBroken("One body is accountable. Others can be responsible.", field="accountable")
    given = {Duty.Role.LEAD: leads, Duty.Role.RESPONSIBLE: responsible, Duty.Role.ACCOUNTABLE: accountable}
    told = {}
    for role, people in given.items():
        if people is None:
            continue
        row.duties.filter(role=role).delete()
        added = [saving.insert(each) for each in keeping.duties(by, row, str(role), people)]
        told[str(role)] = [duty.who for duty in added]
    row.edition += 1
    row.save(update_fields=["edition"])
    _audit("plans.duties_set", row, by=by, at=at, duties=told)
    return row


@writes
def add_measure(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    words: str,
    indicator: UUID | None = None,
    baseline_words: str = "",
    target: Any = None,
    target_words: str = "",
    direction: str = "",
    by_on: date | None = None,
) -> Measure:
    """Say how one will know that an item is reached: by an indicator, or in words."""
    current = keeping.item_to_change(by, item)
    row = Measure(
        item=current,
        position=current.measures.count() + 1,
        words=saving.words(words, "words", missing="Say what is measured."),
        indicator=None if indicator is None else spine.get(by, indicator),
        baseline_words=clean(baseline_words),
        target=target,
        target_words=clean(target_words),
        direction=direction,
        by_on=by_on,
    )
    saving.insert(row)
    _audit("plans.measure_added", current, by=by, at=at, words=row.words)
    return row


@writes
def change_measure(*, by: Viewer, at: datetime, measure: UUID, seen: int, **changes: Any) -> Measure:
    """Change how an item is measured; ``indicator`` is the id of its record."""
    held = saving.found(Measure.objects.filter(pk=measure).first(), "There is no such measure.")
    current = keeping.item_to_change(by, held.item_id)
    values = saving.only(changes, *_OF_MEASURE)
    if "indicator" in values:
        values["indicator"] = None if values["indicator"] is None else spine.get(by, values["indicator"])
    row, changed = saving.change(Measure, held.pk, seen=seen, changes=values)
    if changed:
        _audit("plans.measure_changed", current, by=by, at=at, words=row.words, changes=changed)
    return row


@writes
def remove_measure(*, by: Viewer, at: datetime, measure: UUID) -> None:
    """Take a measure away; the trail keeps its words."""
    held = saving.found(Measure.objects.filter(pk=measure).first(), "There is no such measure.")
    current = keeping.item_to_change(by, held.item_id)
    held.delete()
    _audit("plans.measure_removed", current, by=by, at=at, words=held.words)


def _audit(
    event: str, row: Item, *, by: Viewer, at: datetime, **details: Mapping[str, Any] | Iterable[Any] | str
) -> None:
    home = row.record.partnership_id
    trail.write(event, by=by, at=at, record=row.pk, partnership=home, text=keeping.short(row.text), **details)
