"""Every list that leaves as a file stands in the trail, before it leaves."""

from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.ui.lists.exports import ExportMade


def note(made: ExportMade) -> None:
    """Note that a list left as a file; the list's page calls this before the file goes."""
    trail.write(
        "lists.exported",
        by=made.viewer,
        at=made.at,
        partnership=home_of(made.viewer, Permission.LIST_EXPORT),
        code=made.code,
        title=made.title,
        format=made.format,
        rows=made.rows,
        filters=list(made.filters),
    )


def home_of(viewer: Viewer, permission: Permission) -> UUID | None:
    """Return the one partnership where the viewer holds a permission, so that its own manager can read the line."""
    reach = viewer.reach(permission)
    places = reach.partnerships | reach.around
    return next(iter(places)) if len(places) == 1 and not reach.everywhere else None
