"""Actions: what is to be done, what demands it, how it goes and what shows the difference."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.thread.models import (
    Action,
    ActionUpdate,
    Demand,
    FindingTheme,
    ImpactEvidence,
    Judgement,
    Recommendation,
    RecommendationFinding,
    Shortfall,
)
from goldenthread.thread.queries.scope import (
    FINDING,
    NOTHING_HERE,
    RECOMMENDATION,
    hinting_kinds,
    in_reach,
    known_actions,
    known_recommendations,
    source_known,
)

RESTRICTED = "Restricted source"
MOST_DEMANDING = 300


@reads
def actions(
    viewer: Viewer,
    *,
    partnership: UUID | None = None,
    status: Collection[str] = (),
    owner_agency: UUID | None = None,
    owner_group: UUID | None = None,
    demanded_by: UUID | None = None,
    theme: UUID | None = None,
) -> QuerySet[Action]:
    """Return the actions the viewer may know of, with what lists show of them: one question.

    ``demanded_by``: those that a record demands, itself. ``theme``: those that its findings led to, by themselves or by a
    recommendation.
    """
    rows = known_actions(viewer)
    wanted = {
        "record__partnership": partnership,
        "record__owner_agency": owner_agency,
        "record__owner_group": owner_group,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    rows = rows.filter(status__in=status) if status else rows
    rows = rows if demanded_by is None else rows.filter(asked_for_by(viewer, demanded_by))
    rows = rows if theme is None else rows.filter(on_theme(viewer, theme))
    return rows.select_related(
        "record__partnership",
        "record__owner_agency",
        "record__owner_group",
        "owner_person",
        "deadline",
        "look_again",
        "closing_judgement",
    )


@reads
def action(viewer: Viewer, action_id: UUID) -> Action:
    """Return one action; raises `NotFound`."""
    found = actions(viewer).select_related("ended_approver", "went_into__record").filter(pk=action_id).first()
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found


@reads
def asked_for_by(viewer: Viewer, record: UUID) -> Q:
    """Return the condition on actions that a record demands, itself; none for a record the viewer may not know of."""
    if not records.visible_among(viewer, [record]).exists():
        return Q(pk__in=[])
    return Q(pk__in=list(Demand.objects.filter(record=record).order_by().values_list("action", flat=True)))


@reads
def on_theme(viewer: Viewer, theme: UUID) -> Q:
    """Return the condition on actions that findings of a theme led to, by themselves or by a recommendation.

    Both ways ask of the finding on their own: one question inside another would soon go too deep for SQLite.
    """
    known = in_reach(viewer, "finding__record__"), source_known(viewer, "finding__source")
    findings = FindingTheme.objects.filter(*known, theme=theme).values("finding")
    advice = RecommendationFinding.objects.filter(*known, finding__finding_themes__theme=theme).values("recommendation")
    return Q(pk__in=Demand.objects.filter(Q(record__in=findings) | Q(record__in=advice)).values("action"))


@reads
def demanding(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the records that demand actions and are neither findings nor recommendations: (id, words), for choosing."""
    known = records.visible(viewer, besides=(FINDING, RECOMMENDATION)).order_by()
    asking = known.filter(Exists(Demand.objects.filter(record=OuterRef("pk"))))
    found = asking.values_list("pk", "reference", "title")[:MOST_DEMANDING]
    return [(str(pk), f"{title} ({reference})") for pk, reference, title in sorted(found, key=lambda row: row[1])]


@dataclass(frozen=True, slots=True)
class Demander:
    """A record that demands an action, and why. ``record`` is None for one the viewer is only told of by its reference."""

    id: UUID
    record: Any
    reference: str
    title: str
    reason: str
    by_name: str


@reads
def demands_of(viewer: Viewer, action_id: UUID) -> list[Demander]:
    """Return what demands an action. Of what the viewer may not know of nothing is said, or what its kind allows: a reference."""
    rows = list(Demand.objects.filter(action__in=_known(viewer, action_id)).select_related("record"))
    seen = set(records.visible_among(viewer, [row.record_id for row in rows]).order_by().values_list("pk", flat=True))
    told = [
        Demander(row.pk, row.record, row.record.reference, row.record.title, row.reason, row.by_name)
        for row in rows
        if row.record_id in seen
    ]
    hidden = {row.record_id: row.pk for row in rows if row.record_id not in seen}
    hinted = records.hinted(viewer, hidden, hinting_kinds(viewer)) if hidden else {}
    told += [Demander(hidden[pk], None, reference, RESTRICTED, "", "") for pk, reference in hinted.items()]
    return sorted(told, key=lambda each: each.reference)


@reads
def counts_by_status(viewer: Viewer, demanding: Iterable[UUID]) -> Mapping[UUID, Counter[str]]:
    """Return, for each of these records, how many of the actions it demands stand where: one question for all.

    Records that the viewer may not know of count nothing.
    """
    ids = list(demanding)
    counts: dict[UUID, Counter[str]] = {each: Counter() for each in ids}
    rows = Demand.objects.filter(
        record__in=records.visible(viewer).filter(pk__in=ids).order_by(),
        action__in=known_actions(viewer).order_by().values("pk"),
    )
    for record, status, number in rows.order_by().values_list("record", "action__status").annotate(Count("pk")):
        counts[record][status] = number
    return counts


@reads
def updates_of(viewer: Viewer, action_id: UUID) -> QuerySet[ActionUpdate]:
    """Return what was said of an action, oldest first."""
    return ActionUpdate.objects.filter(action__in=_known(viewer, action_id))


@reads
def evidence_of(viewer: Viewer, action_id: UUID, *, withdrawn: bool = False) -> QuerySet[ImpactEvidence]:
    """Return the evidence of the difference an action made: words, and records the viewer may know of."""
    rows = ImpactEvidence.objects.filter(action__in=_known(viewer, action_id))
    rows = rows if withdrawn else rows.filter(withdrawn_at__isnull=True)
    proving = set(rows.order_by().exclude(record=None).values_list("record", flat=True))
    known = records.visible_among(viewer, proving).order_by().values("pk") if proving else []
    return rows.filter(Q(record__isnull=True) | Q(record__in=known)).select_related("record")


@reads
def tests_of(viewer: Viewer, action_id: UUID) -> list[Recommendation]:
    """Return the recommendations that demand an action and say what will show the change: the test it is judged by."""
    demanding = Demand.objects.filter(action__in=_known(viewer, action_id)).values("record")
    rows = known_recommendations(viewer).filter(pk__in=demanding).exclude(measure="")
    return list(rows.select_related("record"))


@reads
def judgements_of(viewer: Viewer, action_id: UUID) -> QuerySet[Judgement]:
    """Return what was judged of an action, oldest first: the last one counts."""
    rows = Judgement.objects.filter(action__in=_known(viewer, action_id))
    return rows.select_related("person", "group")


@reads
def shortfalls_of(viewer: Viewer, action_id: UUID) -> QuerySet[Shortfall]:
    """Return the shortfalls that were accepted, newest first."""
    return Shortfall.objects.filter(action__in=_known(viewer, action_id)).select_related("owner")


def _known(viewer: Viewer, action_id: UUID) -> QuerySet[Any]:
    """The action, if the viewer may know of it, as a part of another question."""
    return known_actions(viewer).order_by().filter(pk=action_id).values("pk")
