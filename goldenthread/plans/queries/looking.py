"""Reviews, judgements, escalations, sign-offs; events, statements, strategies; lineage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.plans.models import (
    Alignment,
    Basis,
    Cycle,
    Escalation,
    Event,
    FourPart,
    Item,
    Joint,
    Lineage,
    Plan,
    Progress,
    Review,
    Service,
    SignOff,
    Statement,
    Strategy,
)
from goldenthread.plans.queries import plans
from goldenthread.plans.queries.scope import EVENT, ITEM
from goldenthread.plans.rules import carrying
from goldenthread.records import queries as records


@reads
def cycles(viewer: Viewer, plan: Plan) -> QuerySet[Cycle]:
    """Return how often a plan is looked at, with the reviews so far."""
    return Cycle.objects.filter(plan=plan.pk).select_related("group").prefetch_related("reviews")


@reads
def cycle(viewer: Viewer, cycle_id: UUID) -> Cycle:
    """Return one round of reviews; raises `NotFound`."""
    known = plans.plans(viewer).order_by().values("pk")
    found = Cycle.objects.filter(pk=cycle_id, plan__in=known).select_related("plan").first()
    if found is None:
        raise NotFound("There is no such round of reviews, or you are not allowed to see it.")
    return found


@reads
def reviews(viewer: Viewer, *, plan: UUID | None = None) -> QuerySet[Review]:
    """Return the reviews of plans the viewer may know of."""
    known = plans.plans(viewer).order_by().values("pk")
    rows = Review.objects.filter(cycle__plan__in=known).select_related("cycle__plan__record", "cycle__group")
    return rows if plan is None else rows.filter(cycle__plan=plan)


@reads
def review(viewer: Viewer, review_id: UUID) -> Review:
    """Return one review; raises `NotFound`."""
    found = reviews(viewer).filter(pk=review_id).first()
    if found is None:
        raise NotFound("There is no such review, or you are not allowed to see it.")
    return found


def _known_items(viewer: Viewer) -> Q:
    return Q(item__record__in=records.visible(viewer, kind=ITEM))


@reads
def judgements(viewer: Viewer, item: UUID) -> QuerySet[Progress]:
    """Return how an item was judged, the newest first."""
    return Progress.objects.filter(_known_items(viewer), item=item).select_related("review__cycle")


@reads
def escalations(viewer: Viewer, *, plan: UUID | None = None, item: UUID | None = None) -> QuerySet[Escalation]:
    """Return what was escalated, the newest first."""
    rows = Escalation.objects.filter(_known_items(viewer)).select_related("item__plan", "item__record", "group")
    rows = rows if plan is None else rows.filter(item__plan=plan)
    return rows if item is None else rows.filter(item=item)


@reads
def escalation(viewer: Viewer, escalation_id: UUID) -> Escalation:
    """Return one escalation; raises `NotFound`."""
    found = escalations(viewer).filter(pk=escalation_id).first()
    if found is None:
        raise NotFound("There is no such escalation, or you are not allowed to see it.")
    return found


@reads
def sign_offs(viewer: Viewer, *, plan: UUID | None = None, item: UUID | None = None) -> QuerySet[SignOff]:
    """Return what other boards accepted or sent back."""
    rows = SignOff.objects.filter(_known_items(viewer)).select_related("item", "board")
    rows = rows if plan is None else rows.filter(item__plan=plan)
    return rows if item is None else rows.filter(item=item)


@reads
def four_parts(viewer: Viewer, *, plan: UUID | None = None, period: Period | None = None) -> QuerySet[FourPart]:
    """Return the reviews of priorities in four parts: of a plan, or of the plans of a period."""
    rows = FourPart.objects.filter(_known_items(viewer)).select_related("item__plan")
    rows = rows if plan is None else rows.filter(item__plan=plan)
    return rows if period is None else rows.filter(starts_on__lte=period.end, ends_on__gte=period.start)


@reads
def statements(viewer: Viewer, partnership: UUID, *, on: date | None = None) -> QuerySet[Statement]:
    """Return vision, values and core functions of a partnership: every version, or those that hold on a day."""
    home = records.get(viewer, partnership)
    rows = Statement.objects.filter(partnership=home.pk).select_related("parent")
    if on is not None:
        rows = rows.filter(from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return rows


@reads
def statement(viewer: Viewer, partnership: UUID, statement_id: UUID) -> Statement:
    """Return one statement of a partnership; raises `NotFound`."""
    found = statements(viewer, partnership).filter(pk=statement_id).first()
    if found is None:
        raise NotFound("There is no such statement, or you are not allowed to see it.")
    return found


@reads
def events(viewer: Viewer, *, partnership: UUID | None = None, plan: UUID | None = None) -> QuerySet[Event]:
    """Return the days on which plans were made."""
    rows = Event.objects.filter(record__in=records.visible(viewer, kind=EVENT)).select_related("record", "plan")
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows if plan is None else rows.filter(plan=plan)


@reads
def event(viewer: Viewer, event_id: UUID) -> Event:
    """Return one event with its lines; raises `NotFound`."""
    rows = events(viewer).prefetch_related("lines__record", "lines__person")
    found = rows.select_related("partnership").filter(pk=event_id).first()
    if found is None:
        raise NotFound("There is no such event, or you are not allowed to see it.")
    return found


@reads
def strategies(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Strategy]:
    """Return the strategies of other boards that plans stand beside."""
    homes = records.visible(viewer, kind="partnership.partnership").order_by().values("pk")
    rows = Strategy.objects.filter(partnership__in=homes).select_related("board", "partnership")
    return rows if partnership is None else rows.filter(partnership=partnership)


@reads
def strategy(viewer: Viewer, strategy_id: UUID) -> Strategy:
    """Return one strategy; raises `NotFound`."""
    found = strategies(viewer).filter(pk=strategy_id).first()
    if found is None:
        raise NotFound("There is no such strategy, or you are not allowed to see it.")
    return found


@reads
def beside(viewer: Viewer, rows: Sequence[Strategy]) -> list[tuple[Strategy, list[Item]]]:
    """Return strategies, each with the items that stand beside it: one query for all."""
    found = Alignment.objects.filter(strategy__in=rows).filter(_known_items(viewer)).select_related("item__plan")
    by_strategy: dict[UUID, list[Item]] = {}
    for tie in found:
        by_strategy.setdefault(tie.strategy_id, []).append(tie.item)
    return [(row, by_strategy.get(row.pk, [])) for row in rows]


@dataclass(frozen=True, slots=True)
class Ties:
    """What one item hangs together with."""

    services: tuple[Service, ...]
    joint: tuple[Joint, ...]
    alignments: tuple[Alignment, ...]
    bases: tuple[Basis, ...]
    underpinned_by: tuple[Basis, ...]
    earlier: tuple[Lineage, ...]
    later: tuple[Lineage, ...]


@reads
def ties(viewer: Viewer, item: Item) -> Ties:
    """Return what an item serves, shares, is aligned with, arises from, follows and is followed by."""
    plans_known = plans.plans(viewer).order_by().values("pk")
    return Ties(
        services=tuple(Service.objects.filter(item=item.pk).select_related("statement")),
        joint=tuple(Joint.objects.filter(item=item.pk).select_related("board")),
        alignments=tuple(Alignment.objects.filter(item=item.pk).select_related("strategy__board")),
        bases=tuple(Basis.objects.filter(records.knows(viewer, "record"), item=item.pk).select_related("record")),
        underpinned_by=tuple(
            Basis.objects.filter(record=item.pk, way=Basis.Way.UNDERPINS, item__plan__in=plans_known).select_related(
                "item__plan"
            )
        ),
        earlier=tuple(
            Lineage.objects.filter(after=item.pk, before__plan__in=plans_known).select_related("before__plan")
        ),
        later=tuple(Lineage.objects.filter(before=item.pk, plan__in=plans_known).select_related("after", "plan")),
    )


@reads
def follower(viewer: Viewer, plan: Plan) -> Plan | None:
    """Return the plan that parts of this one were carried into, or one that begins after it; None where there is none."""
    same = plans.plans(viewer, partnership=plan.partnership_id).exclude(pk=plan.pk)
    into = Lineage.objects.filter(before__plan=plan.pk).values("plan")
    carried = same.filter(pk__in=into).order_by("starts_on").first()
    later = same.filter(kind=plan.kind, starts_on__gt=plan.starts_on, owner_group=plan.owner_group_id)
    return carried or later.filter(owner_agency=plan.owner_agency_id).order_by("starts_on").first()


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of two plans side by side."""

    before: plans.Line | None
    after: plans.Line | None
    outcome: str
    words: str
    reason: str
    with_above: bool


@reads
def compared(viewer: Viewer, before: Plan, after: Plan) -> list[Compared]:
    """Lay two plans side by side: carried, changed, dropped, new; every item of both appears."""
    old = {line.item.pk: line for line in plans.lines(viewer, before, dropped=True)}
    new = {line.item.pk: line for line in plans.lines(viewer, after)}
    rows = Lineage.objects.filter(before__in=old, plan=after.pk)
    kept = [carrying.Line(row.before_id, row.after_id, row.way, row.reason) for row in rows]
    return [
        Compared(
            old.get(pair.before) if pair.before else None,
            new.get(pair.after) if pair.after else None,
            pair.outcome,
            carrying.OUTCOMES[pair.outcome],
            pair.reason,
            pair.with_above,
        )
        for pair in carrying.compared(list(old), list(new), kept, {pk: line.above for pk, line in old.items()})
    ]
