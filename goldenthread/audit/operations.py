"""What is done with the trail as a whole; each leaves a row of its own."""

from datetime import datetime

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import exporting, trail


@writes
def verify(*, by: Viewer, at: datetime, checkpoint: tuple[int, str] | None = None) -> trail.Verdict:
    """Check every seal, for somebody who may read the whole trail, and note that it was checked.

    ``checkpoint`` is a number and a seal that an earlier check printed: that row must still stand.
    """
    by.require(Permission.AUDIT_VIEW)
    verdict = trail.verify(checkpoint=checkpoint)
    trail.write("audit.verified", by=by, at=at, rows=verdict.rows)
    return verdict


@writes
def note_search(*, by: Viewer, at: datetime, query: str) -> None:
    """Note that somebody looked for something in the trail."""
    if not by.may_somewhere(Permission.AUDIT_VIEW):
        by.require(Permission.AUDIT_VIEW)
    trail.write(
        "audit.searched", by=by, at=at, query=query[:500], partnership=exporting.home_of(by, Permission.AUDIT_VIEW)
    )
