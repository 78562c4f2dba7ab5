"""Editions of the published arrangements."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Arrangements
from goldenthread.partnership.queries import scope


@reads
def editions(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Arrangements]:
    """Return the editions of arrangements of the partnerships the viewer may know of, newest first."""
    rows = Arrangements.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows.select_related("partnership", "record").order_by("partnership", "-number")


@reads
def edition(viewer: Viewer, arrangements_id: UUID) -> Arrangements:
    """Return one edition; raises `NotFound` when the viewer may not know of it."""
    found = editions(viewer).filter(pk=arrangements_id).first()
    if found is None:
        raise NotFound("There is no such edition, or you are not allowed to see it.")
    return found
