"""The actions of a plan, as the thread knows them, and how far they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.plans.models import Plan, PlanAction
from goldenthread.plans.queries.plans import Line
from goldenthread.plans.rules.counting import Counted, counted
from goldenthread.plans.rules.levels import Level
from goldenthread.plans.rules.tree import Place, Tree
from goldenthread.thread import queries as threads

NO_NUMBER = (Level("Action", "", None),)


@dataclass(frozen=True, slots=True)
class Placed:
    """An action where it stands in a plan: the thread's own row, its number, and how deep among actions (0 or more)."""

    placed: PlanAction
    action: Any
    depth: int
    number: str
    late: bool

    @property
    def owner(self) -> str:
        """Who does it: agency, group or person, and the words that were written."""
        record = self.action.record
        named = [body.title for body in (record.owner_agency, record.owner_group) if body is not None]
        named += [self.action.owner_person.name] if self.action.owner_person else []
        if self.placed.owner_words and self.placed.owner_words not in named:
            named = [self.placed.owner_words] if not named else [*named, f"said as “{self.placed.owner_words}”"]
        return ", ".join(named)

    @property
    def due_on(self) -> date | None:
        """The day by which it must be done."""
        return self.action.deadline.due_on if self.action.deadline else None


@reads
def actions_under(viewer: Viewer, items: Sequence[UUID], *, on: date) -> Mapping[UUID, list[Placed]]:
    """Return the actions under some items, in order, parts after what they are part of: two queries.

    Actions the viewer may not know of are not there. ``on`` is the day by which lateness is told.
    """
    rows = list(PlanAction.objects.filter(item__in=items))
    known = {row.pk: row for row in threads.actions(viewer).filter(pk__in=[row.action_id for row in rows])}
    by_item: dict[UUID, dict[UUID, PlanAction]] = defaultdict(dict)
    for row in rows:
        if row.action_id in known:
            by_item[row.item_id][row.pk] = row
    found: dict[UUID, list[Placed]] = {}
    for item, mine in by_item.items():
        there = Tree.of(Place(row.pk, row.parent_id, row.position, row.number) for row in mine.values())
        found[item] = [
            _placed(mine[line.key], known[mine[line.key].action_id], line.depth, on) for line in there.walk(NO_NUMBER)
        ]
    return found


def _placed(row: PlanAction, action: Any, depth: int, on: date) -> Placed:
    late = bool(action.is_running and action.deadline and action.deadline.due_on < on)
    return Placed(row, action, depth, row.number, late)


@reads
def progress(
    viewer: Viewer, plan: Plan, lines: Iterable[Line], *, on: date
) -> tuple[Mapping[UUID, list[Placed]], Mapping[UUID, Counted]]:
    """Return the actions under each item of a plan, and how far those under it and all below it are."""
    every = list(lines)
    under = actions_under(viewer, [line.item.pk for line in every], on=on)
    gathered: dict[UUID, dict[UUID, tuple[str, bool]]] = defaultdict(dict)
    for line in every:
        for one in under.get(line.item.pk, ()):
            for key in (line.item.pk, *line.above):
                gathered[key][one.action.pk] = (one.action.status, one.late)
    return under, {line.item.pk: counted(gathered[line.item.pk].values()) for line in every}


@reads
def placed_in(viewer: Viewer, action: UUID) -> list[PlanAction]:
    """Return where an action stands in plans."""
    return list(PlanAction.objects.filter(action=action).select_related("item__plan"))
