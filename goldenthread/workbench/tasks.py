"""What the workbench does by itself: the nightly checks, reminders and digests, and tidying."""

from goldenthread import jobs
from goldenthread.foundation import clock
from goldenthread.workbench import limits, mailing
from goldenthread.workbench.operations.checks import run_checks
from goldenthread.workbench.operations.drafts import drop_old_drafts


@jobs.task("workbench.checks", retries=2, words="Run the data checks")
def nightly_checks() -> None:
    """Run every data check."""
    run_checks(by=jobs.acting(), at=clock.now())


@jobs.task("workbench.mail_about_work", retries=5, atomic=False, words="Write reminders and digests")
def mail_about_work() -> None:
    """Write to everybody who wants it about what is due."""
    mailing.write_all(clock.now())


@jobs.task("workbench.tidy", retries=2, words="Delete old drafts and counts")
def tidy() -> None:
    """Delete what nobody needs any more."""
    now = clock.now()
    drop_old_drafts(by=jobs.acting(), at=now)
    limits.forget(now)
