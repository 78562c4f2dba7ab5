"""What the area does in the background: sending a large round."""

from uuid import UUID

from goldenthread import jobs
from goldenthread.foundation import clock
from goldenthread.self_assessment import operations


@jobs.task("self_assessment.send", retries=2, words="Send a round of self-assessment")
def send(*, round: str) -> None:
    """Give every agency of a round its return, all or none."""
    operations.send_round(by=jobs.acting(), at=clock.now(), round=UUID(round))
