"""Taking up again what was laid aside."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.jobs import mail as outgoing
from goldenthread.jobs import queue, registry
from goldenthread.jobs.models import Job, OutgoingMail


@writes
def run_again(*, by: Viewer, at: datetime, job: UUID) -> None:
    """Queue a job that was laid aside once more, with all its tries."""
    by.require(Permission.JOB_VIEW)
    row = Job.objects.select_for_update().filter(pk=job).first()
    if row is None:
        raise NotFound("There is no such work.")
    if row.status != Job.Status.FAILED:
        raise RuleBroken("Only work that failed can be run again.")
    if registry.find(row.code) is None:
        raise RuleBroken("This installation no longer knows how to do this work.")
    row.attempts = 0
    row.save(update_fields=["attempts"])
    queue.hand_ticket(row)
    trail.write("jobs.rerun", by=by, at=at, job=str(row.id), task=registry.words_for(row.code))


@writes
def send_again(*, by: Viewer, at: datetime, mail: UUID) -> None:
    """Queue a message that was not sent once more."""
    by.require(Permission.JOB_VIEW)
    row = OutgoingMail.objects.select_for_update().filter(pk=mail).first()
    if row is None:
        raise NotFound("There is no such mail.")
    if row.status == OutgoingMail.Status.SENT:
        raise RuleBroken("This mail was sent already.")
    if not outgoing.is_configured():
        raise RuleBroken("This installation has no mail server. Set GOLDENTHREAD_EMAIL_URL, then send it again.")
    row.status = OutgoingMail.Status.WAITING
    row.save(update_fields=["status"])
    queue.enqueue(outgoing.TASK, by=by, mail=str(row.id))
    trail.write("jobs.mail_resent", by=by, at=at, mail=str(row.id), subject=row.subject)
