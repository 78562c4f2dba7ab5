"""Reading views of lists: one's own, and those shared in one's partnerships."""

from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.workbench.models import SavedView


@reads
def saved_views(viewer: Viewer, list_code: str) -> QuerySet[SavedView]:
    """Return the views of a list that the viewer has or shares, by name."""
    reach = viewer.reach(Permission.WORK_VIEW)
    shared = Q(partnership__isnull=False) if reach.everywhere else Q(partnership__in=reach.around)
    return SavedView.objects.filter(Q(user_id=viewer.user_id) | shared, list_code=list_code)


@reads
def saved_view(viewer: Viewer, view: UUID) -> SavedView:
    """Return one of the viewer's own views."""
    found = SavedView.objects.filter(pk=view, user_id=viewer.user_id).first()
    if found is None:
        raise NotFound("There is no such view among yours.")
    return found


@reads
def default_view(viewer: Viewer, list_code: str) -> SavedView | None:
    """Return the view that a list opens with for this viewer, if one was chosen."""
    return SavedView.objects.filter(user_id=viewer.user_id, list_code=list_code, is_default=True).first()
