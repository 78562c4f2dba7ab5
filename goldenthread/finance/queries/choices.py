"""What forms let people choose from."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records


@reads
def places_to_open(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships whose money the viewer keeps: (id, name)."""
    reach = viewer.reach(Permission.FINANCE_EDIT)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def agencies_to_choose(viewer: Viewer, partnership: UUID) -> list[tuple[str, str]]:
    """Return the agencies of a partnership: (id, name)."""
    known = partnerships.agencies(viewer, partnership=partnership).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]


@reads
def groups_to_choose(viewer: Viewer, partnership: UUID) -> list[tuple[str, str]]:
    """Return the groups of a partnership: (id, name)."""
    known = partnerships.groups(viewer, partnership=partnership).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]
