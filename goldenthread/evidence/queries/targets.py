"""Targets and accepted shortfalls, with every version that was."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.models import AcceptedShortfall, Target
from goldenthread.evidence.queries.rows import indicators
from goldenthread.foundation.errors import NotFound


@reads
def targets(viewer: Viewer, indicator: UUID | None = None) -> QuerySet[Target]:
    """Return targets, newest first, with the versions that were changed since."""
    found = Target.objects.filter(indicator__in=indicators(viewer).order_by().values("pk"))
    return found.filter(indicator=indicator) if indicator else found


@reads
def target(viewer: Viewer, pk: UUID) -> Target:
    """Return one target; raises `NotFound`."""
    found = targets(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such target, or you are not allowed to see it.")
    return found


@reads
def accepted_shortfalls(viewer: Viewer, indicator: UUID | None = None) -> QuerySet[AcceptedShortfall]:
    """Return the shortfalls that were accepted, newest first, with their owners."""
    found = AcceptedShortfall.objects.filter(indicator__in=indicators(viewer).order_by().values("pk"))
    return (found.filter(indicator=indicator) if indicator else found).select_related("owner")


@reads
def accepted_shortfall(viewer: Viewer, pk: UUID) -> AcceptedShortfall:
    """Return one accepted shortfall; raises `NotFound`."""
    found = accepted_shortfalls(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such accepted shortfall, or you are not allowed to see it.")
    return found
