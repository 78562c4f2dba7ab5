"""What the area does by itself: writing of safety concerns at once, and telling more people when nobody acknowledges them."""

from uuid import UUID

from goldenthread import jobs
from goldenthread.case_audits import operations
from goldenthread.foundation import clock


@jobs.task("case_audits.tell", retries=8, words="Write of a safety concern")
def tell(*, concern: str) -> None:
    """Write to the two leads who must acknowledge a concern."""
    operations.tell_of_concern(by=jobs.acting(), at=clock.now(), concern=UUID(concern))


@jobs.task("case_audits.escalate", retries=3, words="Escalate safety concerns nobody has acknowledged")
def escalate() -> None:
    """Tell more people of every concern that was not acknowledged in time."""
    operations.escalate_due(by=jobs.acting(), at=clock.now())
