"""Files that somebody is bringing in."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.plans.models import PlanImport


@reads
def imports(viewer: Viewer) -> QuerySet[PlanImport]:
    """Return the files this viewer is reading and has not kept, the newest first, without their bytes."""
    rows = PlanImport.objects.filter(started_by=viewer.user_id, kept_at__isnull=True)
    return rows.select_related("partnership").defer("content")


@reads
def being_read(viewer: Viewer, planimport: UUID) -> PlanImport:
    """Return one file this viewer is reading; raises `NotFound`."""
    found = imports(viewer).filter(pk=planimport).first()
    if found is None:
        raise NotFound("There is no such file being read, or somebody else is reading it.")
    return found
