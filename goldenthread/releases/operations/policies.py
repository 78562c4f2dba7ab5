"""Deciding what an audience may not see."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.records import queries as records
from goldenthread.releases.models import Policy
from goldenthread.releases.rules import audiences, deciding


@writes
def decide_policy(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    audience: str,
    threshold: int,
    rounding: int,
    whole_groups: bool,
    why: str,
) -> None:
    """Decide what an audience may not see from now on. What was released before stays as it is."""
    records.get(by, partnership, kind="partnership.partnership")
    by.require(Permission.RELEASE_APPROVE, partnership=partnership)
    chosen = audiences.check(audiences.Policy(threshold, rounding, whole_groups))
    Policy.objects.create(
        partnership_id=partnership,
        audience=audiences.check_audience(audience),
        threshold=chosen.threshold,
        rounding=chosen.rounding,
        whole_groups=chosen.whole_groups,
        why=(reason := deciding.reason(why, "Say why it changes.")),
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    name = audiences.AUDIENCES[audience]
    trail.write(
        "releases.policy_decided", by=by, at=at, partnership=partnership, audience=name, rule=chosen.words, why=reason
    )
