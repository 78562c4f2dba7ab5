"""Taking away more than board papers show."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.performance import queries


@writes
def take_internal(*, by: Viewer, at: datetime, partnership: UUID, what: str, why: str) -> None:
    """Keep who takes a paper or its data with every small number in it, and why. Raises `RuleBroken` without a reason."""
    if str(partnership) not in dict(queries.places(by, Permission.EVIDENCE_VIEW)):
        raise NotFound("There is no such partnership, or you are not allowed to see its figures.")
    by.require(Permission.LIST_EXPORT, partnership=partnership)
    reason = clean(why)
    if not reason:
        raise RuleBroken("Say what you need the small numbers for.", field="why")
    trail.write("performance.taken_internal", by=by, at=at, partnership=partnership, what=what, why=reason)
