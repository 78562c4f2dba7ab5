"""What each audience may not see."""

from collections.abc import Sequence
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.records import queries as records
from goldenthread.releases.models import Policy
from goldenthread.releases.rules import audiences


@reads
def policies(viewer: Viewer, partnership: UUID) -> Sequence[Policy]:
    """Return every decision of a partnership about its audiences, newest first."""
    known = records.visible(viewer, kind="partnership.partnership").filter(pk=partnership).values("pk")
    return list(Policy.objects.filter(partnership__in=known))


@reads
def policy(viewer: Viewer, partnership: UUID, audience: str) -> audiences.Policy:
    """Return what an audience may not see now: as decided, or 1 to 5 while nobody has decided."""
    for each in policies(viewer, partnership):
        if each.audience == audience:
            return audiences.Policy(each.threshold, each.rounding, each.whole_groups)
    return audiences.Policy()
