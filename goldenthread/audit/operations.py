"""What is done with the trail as a whole; each leaves a row of its own."""

from datetime import datetime

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail


@writes
def verify(*, by: Viewer, at: datetime, checkpoint: tuple[int, str] | None = None) -> trail.Verdict:
    """Check every seal, for somebody who may read the whole trail, and note that it was checked.

    ``checkpoint`` is a number and a seal that an earlier check printed: that row must still stand.
    """
    by.require(Permission.AUDIT_VIEW)
    verdict = trail.verify(checkpoint=checkpoint)
    trail.write("audit.verified", by=by, at=at, rows=verdict.rows)
    return verdict
