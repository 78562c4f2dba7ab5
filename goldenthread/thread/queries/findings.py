"""Findings, and the themes that run through them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.thread.models import Demand, Finding, FindingTheme, RecommendationFinding, Theme
from goldenthread.thread.queries.scope import NOTHING_HERE, in_reach, known_findings, source_known
from goldenthread.thread.rules import recurrence

FEW_LINKS = 2_000  # with more, it is quicker to look at all closed actions of the partnership


@reads
def findings(
    viewer: Viewer,
    *,
    partnership: UUID | None = None,
    source: UUID | None = None,
    theme: UUID | None = None,
    kind: str = "",
    period: Period | None = None,
) -> QuerySet[Finding]:
    """Return the findings the viewer may know of, newest first; ``period``: those recorded in it."""
    rows = known_findings(viewer)
    for name, value in (("record__partnership", partnership), ("source", source), ("finding_themes__theme", theme)):
        rows = rows if value is None else rows.filter(**{name: value})
    rows = rows.filter(kind=kind) if kind else rows
    if period is not None:
        rows = rows.filter(record__opened_on__range=(period.start, period.end))
    themed = Prefetch("finding_themes", queryset=FindingTheme.objects.select_related("theme").order_by("theme__name"))
    return rows.select_related("record__partnership", "record__owner_group", "source").prefetch_related(themed)


@reads
def finding(viewer: Viewer, finding_id: UUID) -> Finding:
    """Return one finding; raises `NotFound`, also when the viewer may not know of its source."""
    found = findings(viewer).filter(pk=finding_id).first()
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found


@reads
def themes(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Theme]:
    """Return the themes of the partnerships whose thread the viewer may see, with ``number``: the findings they may know of."""
    rows = _themes(viewer, partnership)
    seen = Q(finding_themes__finding__in=known_findings(viewer).order_by().values("pk"))
    return rows.annotate(number=Count("finding_themes", filter=seen))


@reads
def themes_to_choose(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the themes by name, to choose one: (id, name). Nothing is counted."""
    return [(str(pk), name) for pk, name in _themes(viewer, None).order_by("name").values_list("pk", "name")]


@reads
def theme(viewer: Viewer, theme_id: UUID) -> Theme:
    """Return one theme; raises `NotFound`."""
    found = _themes(viewer, None).filter(pk=theme_id).first()
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found


@dataclass(frozen=True, slots=True)
class Recurring:
    """A theme with where and when it was seen, and whether it came back after an action on it was closed."""

    theme: Theme
    seen: recurrence.Seen


@reads
def themes_recurring(
    viewer: Viewer,
    *,
    partnership: UUID | None = None,
    period: Period | None = None,
    only: Iterable[UUID] | None = None,
    guarded: bool = True,
) -> list[Recurring]:
    """Return every theme with its recurrence, most often seen first, in four questions however many there are.

    With ``period``, only themes seen in it; their whole history is told. ``guarded`` False leaves out what came from restricted
    and walled sources, for readers other than the viewer.
    """
    rows = _themes(viewer, partnership)
    chosen = list(rows if only is None else rows.filter(pk__in=list(only)))
    sightings: dict[UUID, list[recurrence.Sighting]] = {each.pk: [] for each in chosen}
    seen = FindingTheme.objects.filter(
        in_reach(viewer, "finding__record__"), source_known(viewer, "finding__source"), theme__in=chosen
    )
    seen = seen if guarded else seen.exclude(finding__record__sensitivity__in=["restricted", "walled"])
    columns = seen.values_list("theme", "finding", "finding__source", "finding__record__opened_on", "finding__kind")
    for theme_id, finding_id, source, on, kind in columns:
        sightings[theme_id].append(recurrence.Sighting(finding_id, source, on, kind))
    closed = _closed_on(chosen)
    told = [Recurring(each, recurrence.seen(sightings[each.pk], closed)) for each in chosen]
    if period is not None:
        told = [each for each in told if any(period.holds(sighting.on) for sighting in sightings[each.theme.pk])]
    return sorted(told, key=lambda each: (-each.seen.sources, -each.seen.findings, each.theme.name))


def _themes(viewer: Viewer, partnership: UUID | None) -> QuerySet[Theme]:
    reach = viewer.reach(Permission.THREAD_VIEW)
    rows = Theme.objects.all() if reach.everywhere else Theme.objects.filter(partnership__in=reach.around)
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows.select_related("partnership")


def _closed_on(chosen: list[Theme]) -> dict[UUID, date]:
    """When an action that a finding on one of these themes led to, by itself or by a recommendation, was first closed."""
    links = list(
        RecommendationFinding.objects.filter(finding__finding_themes__theme__in=chosen).values_list(
            "finding", "recommendation"
        )
    )
    ended = Demand.objects.filter(
        action__status="closed",
        action__record__closed_on__isnull=False,
        action__record__partnership__in={theme.partnership_id for theme in chosen},
    )
    if len(links) <= FEW_LINKS:
        of_theme = FindingTheme.objects.filter(theme__in=chosen).values("finding")
        ended = ended.filter(Q(record__in=[each for _, each in links]) | Q(record__in=of_theme))
    first = dict(ended.order_by().values_list("record").annotate(Min("action__record__closed_on")))
    closed: dict[UUID, date] = dict(first)
    for finding_id, recommendation in links:
        on = first.get(recommendation)
        if on is not None:
            closed[finding_id] = min(on, closed.get(finding_id, on))
    return closed
