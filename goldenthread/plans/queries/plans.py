"""Plans and what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.serving import Purpose
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.plans.models import Duty, Escalation, Item, Measure, Note, Plan, Progress
from goldenthread.plans.queries.scope import ITEM, PLAN
from goldenthread.plans.rules.tree import Place, Row, Tree
from goldenthread.records import queries as records

NO_PLAN = "There is no such plan, or you are not allowed to see it."


@reads
def plans(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Plan]:
    """Return the plans the viewer may know of, the newest first."""
    rows = Plan.objects.filter(record__in=records.visible(viewer, kind=PLAN)).select_related(
        "record", "partnership", "owner_group", "owner_agency", "within"
    )
    return rows if partnership is None else rows.filter(partnership=partnership)


@reads
def with_counts(viewer: Viewer) -> QuerySet[Plan]:
    """Return plans with the number of their priorities (``tops``) and of all their parts (``parts``)."""
    return plans(viewer).annotate(
        tops=Count("items", filter=Q(items__parent__isnull=True, items__dropped_on__isnull=True), distinct=True),
        parts=Count("items", distinct=True),
    )


@reads
def plan(viewer: Viewer, plan_id: UUID) -> Plan:
    """Return one plan; raises `NotFound`, also when the viewer may not know of it."""
    found = plans(viewer).filter(pk=plan_id).first()
    if found is None:
        raise NotFound(NO_PLAN)
    return found


@reads
def current(viewer: Viewer, partnership: UUID, on: date) -> Plan | None:
    """Return the agreed plan of a partnership that holds on a day: the longest, where one year of it is a plan of its own."""
    rows = plans(viewer, partnership=partnership).filter(
        kind=Plan.Kind.BUSINESS, starts_on__lte=on, ends_on__gte=on, status__in=("agreed", "closed")
    )
    return rows.order_by("starts_on").first()


@reads
def in_period(viewer: Viewer, partnership: UUID, period: Period) -> QuerySet[Plan]:
    """Return the plans of a partnership that share a day with a period and were agreed."""
    return plans(viewer, partnership=partnership).filter(
        starts_on__lte=period.end, ends_on__gte=period.start, status__in=("agreed", "closed")
    )


@reads
def items(viewer: Viewer, *, plan: UUID | None = None) -> QuerySet[Item]:
    """Return the items the viewer may know of, with who leads and answers for them, and how they are measured."""
    rows = Item.objects.filter(record__in=records.visible(viewer, kind=ITEM)).select_related("record", "plan")
    rows = rows if plan is None else rows.filter(plan=plan)
    return rows.prefetch_related(
        Prefetch("duties", queryset=Duty.objects.select_related("body", "person", "board")),
        Prefetch("measures", queryset=Measure.objects.select_related("indicator")),
    )


@reads
def item(viewer: Viewer, item_id: UUID) -> Item:
    """Return one item; raises `NotFound`."""
    found = items(viewer).select_related("plan__partnership", "plan__record", "parent").filter(pk=item_id).first()
    if found is None:
        raise NotFound("There is no such part of a plan, or you are not allowed to see it.")
    return found


@reads
def served(viewer: Viewer, partnership: UUID) -> list[Purpose]:
    """Return the priorities of the plans in force that are measured by indicators, each with those of all that stands below it."""
    known = items(viewer).filter(plan__partnership=partnership, plan__status="agreed")
    listed = known.order_by("plan__starts_on", "position").values_list("pk", "parent", "record__title")
    above: dict[UUID, Any] = {pk: parent for pk, parent, _ in listed}
    found: dict[UUID, set[UUID]] = {pk: set() for pk, parent in above.items() if parent not in above}
    measured = Measure.objects.filter(item__in=known.order_by().values("pk"), indicator__isnull=False)
    for item, indicator in measured.values_list("item", "indicator"):
        top = item
        while (parent := above[top]) in above:
            top = parent
        found[top].add(indicator)
    titles = {pk: title for pk, _, title in listed}
    return [Purpose(str(pk), titles[pk], frozenset(held)) for pk, held in found.items() if held]


@reads
def measure(viewer: Viewer, measure_id: UUID) -> Measure:
    """Return one measure; raises `NotFound`."""
    known = Item.objects.filter(record__in=records.visible(viewer, kind=ITEM)).values("pk")
    found = Measure.objects.filter(pk=measure_id, item__in=known).first()
    if found is None:
        raise NotFound("There is no such measure, or you are not allowed to see it.")
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One item in the order of reading: its row of the tree, its level's name, and how it was last judged."""

    item: Item
    depth: int
    number: str
    level: str
    first: bool
    last: bool
    progress: Progress | None = None
    escalated: bool = False
    above: tuple[UUID, ...] = ()

    @property
    def leads(self) -> list[Duty]:
        """Who leads it."""
        return self.item.held_by(Duty.Role.LEAD)

    @property
    def responsible(self) -> list[Duty]:
        """Who is responsible for it."""
        return self.item.held_by(Duty.Role.RESPONSIBLE)

    @property
    def accountable(self) -> Duty | None:
        """Who is accountable for it."""
        return next(iter(self.item.held_by(Duty.Role.ACCOUNTABLE)), None)


@reads
def tree(viewer: Viewer, plan: Plan) -> Tree[UUID]:
    """Return the order and depth of what a plan holds."""
    rows = Item.objects.filter(plan=plan.pk).values_list("pk", "parent", "position", "number")
    return Tree.of(Place(*row) for row in rows)


@reads
def lines(viewer: Viewer, plan: Plan, *, on: date | None = None, dropped: bool = False) -> list[Line]:
    """Return a plan's items in the order of reading, numbered, each with how it was last judged (up to a day).

    What was dropped, and all under it, is left out unless ``dropped``; the numbers stay those of the whole plan.
    """
    rows = {row.pk: row for row in items(viewer, plan=plan.pk)}
    there = Tree.of(Place(row.pk, row.parent_id, row.position, row.number) for row in rows.values())
    scheme = plan.scheme
    judged = latest_progress(viewer, list(rows), on=on)
    open_ = set(Escalation.objects.filter(item__in=list(rows), answered_at__isnull=True).values_list("item", flat=True))

    def line(row: Row[UUID]) -> Line:
        level = scheme[min(row.depth, len(scheme) - 1)].name
        return Line(
            rows[row.key],
            row.depth,
            row.number,
            rows[row.key].kind or level,
            row.first,
            row.last,
            judged.get(row.key),
            row.key in open_,
            tuple(there.above(row.key)),
        )

    gone = set() if dropped else {pk for pk, row in rows.items() if row.dropped_on is not None}
    found = [line(row) for row in there.walk(scheme)]
    return [each for each in found if each.item.pk not in gone and not gone & set(each.above)]


@reads
def latest_progress(viewer: Viewer, wanted: Sequence[UUID], *, on: date | None = None) -> dict[UUID, Progress]:
    """Return the last judgement of each of some items, up to a day: one query."""
    rows = Progress.objects.filter(item__in=wanted).order_by("on", "at")
    rows = rows if on is None else rows.filter(on__lte=on)
    return {row.item_id: row for row in rows}


@reads
def notes(viewer: Viewer, plan: Plan, *sorts: str) -> QuerySet[Note]:
    """Return the notes of a plan, of all sorts or of some."""
    rows = Note.objects.filter(plan=plan.pk).select_related("item")
    return rows.filter(sort__in=sorts) if sorts else rows
