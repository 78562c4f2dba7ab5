"""Saying which indicator counts a part of what another counts."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import definition_of, kept_by, needed, of
from goldenthread.evidence.models import Containment
from goldenthread.evidence.rules import containing
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean


@writes
def declare_containment(*, by: Viewer, at: datetime, part: UUID, whole: UUID, why: str = "") -> UUID:
    """Say that what one indicator counts is among what another counts. Returns its id.

    Both belong to one partnership and count the same unit. A figure of the part that is larger than that of the whole is told
    from then on by the data checks, by returns, and as a signal.
    """
    one, other = kept_by(by, part), kept_by(by, whole)
    if one.partnership_id != other.partnership_id:
        raise RuleBroken("Choose two indicators of one partnership.", field="whole")
    containing.check(definition_of(one, london_day(at)), definition_of(other, london_day(at)))
    known = [(each.part_code, each.whole_code) for each in queries.contains(by, one.partnership_id)]
    if (one.code, other.code) in known:
        raise RuleBroken("This is known already.", field="whole")
    containing.check_no_circle(one.code, other.code, known)
    made = Containment.objects.create(
        part=one, whole=other, why=clean(why), said_at=at, said_by=by.user_id, said_by_name=by.name[:200]
    )
    trail.write("evidence.contained", by=by, at=at, **of(one), whole=other.name)
    return made.pk


@writes
def withdraw_containment(*, by: Viewer, at: datetime, containment: UUID, why: str) -> None:
    """Take such a declaration back, with the reason."""
    found = queries.containment(by, containment)
    row = kept_by(by, found.part_id)
    reason = needed(why, "why", "Say why it is taken back.")
    Containment.objects.filter(pk=found.pk).delete()
    trail.write("evidence.containment_withdrawn", by=by, at=at, **of(row), whole=found.whole.name, why=reason)
