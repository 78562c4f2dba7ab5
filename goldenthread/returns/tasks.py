"""What the area does by itself: reminders, chasing and locking, every working night."""

from goldenthread import jobs
from goldenthread.foundation import clock
from goldenthread.returns import operations


@jobs.task("returns.night", retries=3, words="Remind, chase and lock returns")
def night() -> None:
    """Remind those who owe a return, chase those who are late, lock what is past."""
    viewer, now = jobs.acting(), clock.now()
    operations.lock_due(by=viewer, at=now)
    operations.chase_due(by=viewer, at=now)
