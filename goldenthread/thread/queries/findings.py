"""Findings, and the themes that run through them."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.thread.models import Finding, FindingAgency, FindingTheme, Theme
from goldenthread.thread.queries.scope import NOTHING_HERE, known_findings, known_themes


@reads
def findings(
    viewer: Viewer,
    *,
    partnership: UUID | None = None,
    source: UUID | None = None,
    theme: UUID | None = None,
    agency: UUID | None = None,
    kind: str = "",
    period: Period | None = None,
) -> QuerySet[Finding]:
    """Return the findings the viewer may know of, newest first.

    ``agency``: those that concern it by name; ``period``: those recorded in it.
    """
    rows = known_findings(viewer)
    wanted = {
        "record__partnership": partnership,
        "source": source,
        "finding_themes__theme": theme,
        "concerns__agency": agency,
    }
    for name, value in wanted.items():
        rows = rows if value is None else rows.filter(**{name: value})
    rows = rows.filter(kind=kind) if kind else rows
    if period is not None:
        rows = rows.filter(record__opened_on__range=(period.start, period.end))
    themed = Prefetch("finding_themes", queryset=FindingTheme.objects.select_related("theme").order_by("theme__name"))
    concerning = Prefetch("concerns", queryset=FindingAgency.objects.select_related("agency"))
    rows = rows.select_related("record__partnership", "record__owner_group", "source")
    return rows.prefetch_related(themed, concerning)


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
    rows = known_themes(viewer, partnership)
    seen = Q(finding_themes__finding__in=known_findings(viewer).order_by().values("pk"))
    return rows.annotate(number=Count("finding_themes", filter=seen))


@reads
def themes_to_choose(viewer: Viewer, partnership: UUID | None = None) -> list[tuple[str, str]]:
    """Return the themes by name, to choose one: (id, name). Nothing is counted."""
    return [
        (str(pk), name) for pk, name in known_themes(viewer, partnership).order_by("name").values_list("pk", "name")
    ]


@reads
def theme(viewer: Viewer, theme_id: UUID) -> Theme:
    """Return one theme; raises `NotFound`."""
    found = known_themes(viewer, None).filter(pk=theme_id).first()
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found
