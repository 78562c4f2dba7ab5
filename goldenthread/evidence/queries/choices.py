"""What forms let people choose from."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records

Choices = list[tuple[str, str]]


@reads
def places_to_keep(viewer: Viewer, permission: Permission = Permission.EVIDENCE_EDIT) -> Choices:
    """Return the partnerships in which the viewer holds a permission, directly or through an agency: (id, name)."""
    reach = viewer.reach(permission)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.around if permission is Permission.EVIDENCE_SUPPLY else reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def agencies_to_choose(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the agencies of a partnership for which the viewer may supply figures: (id, name)."""
    known = partnerships.agencies(viewer, partnership=partnership).order_by("name")
    if not viewer.may(Permission.EVIDENCE_SUPPLY, partnership=partnership):
        known = known.filter(pk__in=viewer.reach(Permission.EVIDENCE_SUPPLY).agencies)
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]


@reads
def signers(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the people of a partnership, who could have signed a figure off: (id, name)."""
    known = partnerships.people(viewer, partnership=partnership).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")]
