"""Who reads and who brings in. What is public serves every partnership alike, so a role held anywhere is enough."""

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed


def may_read(viewer: Viewer) -> None:
    """Raise `NotAllowed` unless the viewer sees figures anywhere, or brings in what others publish."""
    if not viewer.may_somewhere(Permission.BENCHMARK_IMPORT):
        _held(viewer, Permission.EVIDENCE_READ)


def may_import(viewer: Viewer) -> None:
    """Raise `NotAllowed` unless they may bring in what others publish."""
    _held(viewer, Permission.BENCHMARK_IMPORT)


def _held(viewer: Viewer, permission: Permission) -> None:
    if not viewer.may_somewhere(permission):
        raise NotAllowed(f"Your roles do not let you {permission.sentence}.")
