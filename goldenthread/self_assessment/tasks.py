"""What the area does in the background: sending a large round, and chasing every working night."""

from uuid import UUID

from goldenthread import jobs
from goldenthread.foundation import clock
from goldenthread.self_assessment import operations


@jobs.task("self_assessment.send", retries=2, words="Send a round of self-assessment")
def send(*, round: str) -> None:
    """Give every agency of a round its return, all or none."""
    operations.send_round(by=jobs.acting(), at=clock.now(), round=UUID(round))


@jobs.task("self_assessment.night", retries=3, words="Remind and chase self-assessments")
def night() -> None:
    """Remind those who owe a return, chase those who are late, tell whose evidence expires soon."""
    viewer, now = jobs.acting(), clock.now()
    operations.chase_due(by=viewer, at=now)
    operations.warn_of_expiry(by=viewer, at=now)
