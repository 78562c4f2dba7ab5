"""Who may do what to a deadline: a right held in any place that the deadline or its record belongs to."""

from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks.models import Deadline
from goldenthread.foundation.errors import NotAllowed


def may_somewhere_here(viewer: Viewer, permission: Permission, *places: UUID | None) -> bool:
    """Say whether the permission is held everywhere or in one of these places, of whatever kind they are."""
    reach = viewer.reach(permission)
    held = reach.partnerships | reach.groups | reach.agencies
    return reach.everywhere or bool(held & {place for place in places if place})


def require_somewhere_here(viewer: Viewer, permission: Permission, *places: UUID | None) -> None:
    """Raise `NotAllowed` unless `may_somewhere_here` says yes."""
    if not may_somewhere_here(viewer, permission, *places):
        raise NotAllowed(f"Your roles do not let you {permission.sentence} here.")


def places_of(deadline: Deadline) -> list[UUID | None]:
    """Return the places whose people look after a deadline: its record's and its own."""
    record = deadline.record
    own = [deadline.owner_agency_id, deadline.owner_group_id]
    return [record.pk, record.partnership_id, record.owner_agency_id, record.owner_group_id, *own]
