"""Recommendations, what they rest on, and what agencies answered."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.thread.models import Addressee, RecommendationFinding, Response
from goldenthread.thread.queries.scope import NOTHING_HERE, known_findings, known_recommendations


@reads
def recommendations(
    viewer: Viewer, *, partnership: UUID | None = None, agency: UUID | None = None, period: Period | None = None
) -> QuerySet[Any]:
    """Return the recommendations the viewer may know of, newest first, with ``waits``: whether an answer is outstanding.

    ``agency``: those addressed to it. On each, ``asked`` and ``answered`` are the agencies asked and the answers that stand.
    """
    rows = known_recommendations(viewer)
    rows = rows if partnership is None else rows.filter(record__partnership=partnership)
    rows = rows if agency is None else rows.filter(addressees__agency=agency)
    if period is not None:
        rows = rows.filter(record__opened_on__range=(period.start, period.end))
    standing = Response.objects.filter(taken_back_at__isnull=True)
    return (
        rows.annotate(waits=Exists(_open_questions().filter(recommendation=OuterRef("pk"))))
        .select_related("record__partnership", "record__owner_group", "deadline")
        .prefetch_related(
            Prefetch("addressees", queryset=Addressee.objects.select_related("agency"), to_attr="asked"),
            Prefetch("responses", queryset=standing.select_related("agency"), to_attr="answered"),
        )
    )


@reads
def recommendation(viewer: Viewer, recommendation_id: UUID) -> Any:
    """Return one recommendation; raises `NotFound`. ``grounds`` on it are the findings it rests on that the viewer may know of."""
    grounds = RecommendationFinding.objects.filter(finding__in=known_findings(viewer).order_by().values("pk"))
    found = (
        recommendations(viewer)
        .prefetch_related(
            Prefetch(
                "rests_on",
                queryset=grounds.select_related("finding__record", "finding__source"),
                to_attr="grounds",
            )
        )
        .filter(pk=recommendation_id)
        .first()
    )
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found


@reads
def taken_back(viewer: Viewer, recommendation_id: UUID) -> QuerySet[Response]:
    """Return the answers to a recommendation that were taken back."""
    known = known_recommendations(viewer).order_by().filter(pk=recommendation_id).values("pk")
    return Response.objects.filter(recommendation__in=known, taken_back_at__isnull=False).select_related("agency")


@reads
def agencies_asked(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the agencies that recommendations are addressed to: (id, name), for choosing."""
    known = known_recommendations(viewer).order_by().values("pk")
    rows = Addressee.objects.filter(recommendation__in=known).order_by()
    found = rows.values_list("agency", "agency__title").distinct()
    return sorted(((str(pk), title) for pk, title in found), key=lambda row: row[1])


@reads
def unanswered(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Addressee]:
    """Return the answers that are outstanding: agency and recommendation, oldest first."""
    known = known_recommendations(viewer).order_by().values("pk")
    rows = _open_questions().filter(recommendation__in=known)
    rows = rows if partnership is None else rows.filter(recommendation__record__partnership=partnership)
    return rows.select_related("agency", "recommendation__record").order_by("recommendation__record__opened_on")


def _open_questions() -> QuerySet[Addressee]:
    given = Response.objects.filter(
        recommendation=OuterRef("recommendation"), agency=OuterRef("agency"), taken_back_at__isnull=True
    )
    return Addressee.objects.filter(~Exists(given))
