"""Partnerships, their areas and populations, what came before and after them."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Area, Coverage, Partnership, PartnershipLink, Population, on_day
from goldenthread.partnership.queries import scope


@reads
def partnerships(viewer: Viewer, *, on: date | None = None) -> QuerySet[Partnership]:
    """Return the partnerships the viewer may know of; with ``on``, those that exist on that day."""
    found = Partnership.objects.filter(scope.of_partnerships(viewer)).select_related("kind", "record")
    return found if on is None else found.filter(on_day(on))


@reads
def partnership(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return one partnership; raises `NotFound` when the viewer may not know of it."""
    found = partnerships(viewer).filter(pk=partnership_id).first()
    if found is None:
        raise NotFound("There is no such partnership, or you are not allowed to see it.")
    return found


@reads
def partnership_of_slug(viewer: Viewer, slug: str) -> Partnership:
    """Return one partnership by the name in its address; raises `NotFound`."""
    found = partnerships(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no partnership called {slug}, or you are not allowed to see it.")
    return found


@reads
def areas(viewer: Viewer) -> QuerySet[Area]:
    """Return every local authority area: public facts."""
    return Area.objects.all()


@reads
def coverage(viewer: Viewer, partnership_id: UUID | None = None, *, on: date | None = None) -> QuerySet[Coverage]:
    """Return the areas that a partnership covers, or covered, with dates."""
    rows = Coverage.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership_id is None else rows.filter(partnership=partnership_id)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("area", "partnership").order_by("area__name", "from_on")


@reads
def populations(viewer: Viewer, partnership_id: UUID) -> QuerySet[Population]:
    """Return the populations of the areas that a partnership covers, newest first."""
    covered = coverage(viewer, partnership_id).order_by().values("area")
    return (
        Population.objects.filter(area__in=covered).select_related("area").order_by("area__name", "-year", "age_from")
    )


@reads
def links(viewer: Viewer, partnership_id: UUID) -> QuerySet[PartnershipLink]:
    """Return what came before and after a partnership, where the viewer may know of both."""
    both = scope.of_partnerships(viewer, field="before") & scope.of_partnerships(viewer, field="after")
    rows = PartnershipLink.objects.filter(both, Q(before=partnership_id) | Q(after=partnership_id))
    return rows.select_related("before", "after")
