"""Spreadsheets on their way into the register."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import RegisterFile
from goldenthread.partnership.queries import scope


@reads
def register_file(viewer: Viewer, file_id: UUID) -> RegisterFile:
    """Return a spreadsheet that was read, to those who may add people there; raises `NotFound`."""
    mine = scope.of_partnerships(viewer, Permission.PERSON_EDIT, to_change=True, field="partnership")
    found = RegisterFile.objects.filter(mine, pk=file_id).select_related("partnership").first()
    if found is None:
        raise NotFound("There is no such file, or you are not allowed to see it.")
    return found
