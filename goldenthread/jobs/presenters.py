"""Wording for background work and mail."""

from goldenthread.foundation.text import counted, moment
from goldenthread.jobs import registry
from goldenthread.jobs.models import Job, OutgoingMail
from goldenthread.ui.progress import Progress

_JOB_TONES = {"waiting": "grey", "running": "open", "done": "green", "failed": "red"}
_MAIL_TONES = {"waiting": "grey", "sent": "green", "failed": "red", "kept": "amber"}


def title(job: Job) -> str:
    """Say what a job does."""
    return registry.words_for(job.code)


def job_tag(job: Job) -> tuple[str, str]:
    """Return words and tone of where a job stands."""
    again = job.status == Job.Status.WAITING and job.attempts
    return ("Will be tried again" if again else Job.Status(job.status).label), _JOB_TONES[job.status]


def mail_tag(mail: OutgoingMail) -> tuple[str, str]:
    """Return words and tone of where a message stands."""
    return OutgoingMail.Status(mail.status).label, _MAIL_TONES[mail.status]


def words(job: Job) -> str:
    """Say how far a job is, in one or two sentences."""
    if job.status == Job.Status.DONE:
        return f"Done {moment(job.finished_at)}." if job.finished_at else "Done."
    if job.status == Job.Status.FAILED:
        return f"It did not work after {counted(job.attempts, 'try', 'tries')}: {job.problem}"
    if job.status == Job.Status.WAITING and job.next_at:
        return f"It did not work yet: {job.problem} It is tried again {moment(job.next_at)}."
    if job.of:
        return f"{job.done:,} of {job.of:,} {job.doing}".strip() + "."
    return "It has begun." if job.status == Job.Status.RUNNING else "It waits for its turn."


def leads(job: Job) -> tuple[str, str] | None:
    """Return where to go once a job is done or laid aside, if it leads anywhere."""
    known = registry.find(job.code)
    if job.status not in (Job.Status.DONE, Job.Status.FAILED) or known is None or known.leads is None:
        return None
    return known.leads(job.payload, job.result)


def progress(job: Job) -> Progress:
    """Return the state of a job for the progress page."""
    return Progress(
        title=title(job),
        words=words(job),
        done=job.done,
        of=job.of,
        finished=job.status == Job.Status.DONE,
        failed=job.status == Job.Status.FAILED,
    )
