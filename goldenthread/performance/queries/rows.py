"""Profiles that partnerships made, and the partnerships whose figures a viewer may look at."""

from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.performance.models import Profile
from goldenthread.records import queries as records

KIND = "performance.profile"


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of profiles that the viewer may know of."""
    reach = viewer.reach(Permission.EVIDENCE_READ)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def profiles(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[Profile]:
    """Return the profiles the viewer may know of, the newest period first."""
    found = Profile.objects.filter(record__in=records.visible(viewer, kind=KIND).order_by().values("pk"))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    return found.select_related("record", "partnership")


@reads
def profile(viewer: Viewer, pk: UUID) -> Profile:
    """Return one profile; raises `NotFound`, also when the viewer may not know of it."""
    found = profiles(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such profile, or you are not allowed to see it.")
    return found


@reads
def places(viewer: Viewer, permission: Permission = Permission.EVIDENCE_READ) -> list[tuple[str, str]]:
    """Return the partnerships around the places in which the viewer holds a permission: (id, name)."""
    reach = viewer.reach(permission)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.around)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]
