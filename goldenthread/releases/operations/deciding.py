"""A second person releases an edition or sends it back; what is out can be taken down."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.releases import queries
from goldenthread.releases.holding import about
from goldenthread.releases.models import Decision, Edition, Release, Withdrawal
from goldenthread.releases.rules import audiences, deciding


@writes
def set_out(*, by: Viewer, at: datetime, edition: UUID, why: str) -> None:
    """Release an edition to its audience, as a second person.

    The tables are drawn and proved once more, with everything that was released since they were prepared: raises
    `RuleBroken` when figures have changed or a hidden number can be worked out.
    """
    row = _undecided(by, edition)
    reason = deciding.reason(why, "Say why it is released.")
    queries.check_again(by, row)
    _decide(by, at, row, True, reason)
    audience = audiences.AUDIENCES[row.release.audience]
    trail.write(
        "releases.released", by=by, at=at, **about(row.release), number=row.number, audience=audience, why=reason
    )


@writes
def send_back(*, by: Viewer, at: datetime, edition: UUID, why: str) -> None:
    """Send a prepared edition back, with a reason. It is kept, and goes to nobody."""
    row = _undecided(by, edition)
    reason = deciding.reason(why, "Say what should be different.")
    _decide(by, at, row, False, reason)
    trail.write("releases.sent_back", by=by, at=at, **about(row.release), number=row.number, why=reason)


@writes
def withdraw(*, by: Viewer, at: datetime, edition: UUID, why: str) -> None:
    """Take a released edition down, with a reason that its readers see. What it said stays known to later checks."""
    row = queries.edition(by, edition)
    by.require(Permission.RELEASE_APPROVE, partnership=row.release.partnership_id)
    if row.state != deciding.OUT:
        raise RuleBroken("Only what is out can be taken down.")
    reason = deciding.reason(why, "Say why it is taken down.")
    Withdrawal.objects.create(edition=row, why=reason, at=at, by=by.user_id, by_name=by.name[:200])
    trail.write("releases.withdrawn", by=by, at=at, **about(row.release), number=row.number, why=reason)


def _undecided(by: Viewer, edition: UUID) -> Edition:
    row = queries.edition(by, edition)
    by.require(Permission.RELEASE_APPROVE, partnership=row.release.partnership_id)
    Release.objects.select_for_update(of=("self",)).get(pk=row.release_id)  # two who decide wait for each other
    deciding.check_second_person(row.prepared_by, by.user_id)
    deciding.check_undecided(row.state)
    return row


def _decide(by: Viewer, at: datetime, row: Edition, released: bool, why: str) -> None:
    Decision.objects.create(edition=row, released=released, why=why, at=at, by=by.user_id, by_name=by.name[:200])
