"""What the workbench says in the frame of every page."""

from django.http import HttpRequest

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import queries as records


def partnership_words(request: HttpRequest) -> str:
    """Name the partnership somebody works in; nothing for those who work in several, or in none."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        return ""
    reach = viewer.reach(Permission.PARTNERSHIP_VIEW)
    if reach.everywhere or len(reach.around) != 1:
        return ""
    found = records.visible(viewer).filter(pk__in=reach.around).values_list("title", flat=True).first()
    return found or ""
