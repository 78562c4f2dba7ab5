"""What plans put into an evidence pack: priorities, progress and next steps of the plans of a period."""

from collections.abc import Iterable
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Part, Piece


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterable[Piece]:
    """Return the tables of a period: those with a row."""
    return packs.offered(viewer, partnership, period, "plans")


PART = Part("plans", "Plans and how they go", 65, build, Permission.PLAN_VIEW)
