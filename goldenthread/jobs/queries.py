"""Reading background work: one's own, or all of it for those who keep the installation running."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.jobs.models import Job, OutgoingMail, Schedule


@reads
def jobs(viewer: Viewer) -> QuerySet[Job]:
    """Return the jobs the viewer asked for; with the right to see background work, all of them."""
    rows = Job.objects.order_by("-created_at", "-id")
    return rows if viewer.may(Permission.JOB_VIEW) else rows.filter(asked_by=viewer.user_id)


@reads
def job(viewer: Viewer, job_id: UUID) -> Job:
    """Return one job; raises `NotFound`."""
    row = jobs(viewer).filter(pk=job_id).first()
    if row is None:
        raise NotFound("There is no such work, or it is not yours.")
    return row


@reads
def schedules(viewer: Viewer) -> QuerySet[Schedule]:
    """Return when regular work is due, for those who may see background work."""
    return Schedule.objects.all() if viewer.may(Permission.JOB_VIEW) else Schedule.objects.none()


@reads
def mails(viewer: Viewer) -> QuerySet[OutgoingMail]:
    """Return outgoing mail, for those who may see background work."""
    rows = OutgoingMail.objects.order_by("-created_at", "-id")
    return rows if viewer.may(Permission.JOB_VIEW) else rows.none()


@reads
def mail(viewer: Viewer, mail_id: UUID) -> OutgoingMail:
    """Return one message; raises `NotFound`."""
    row = mails(viewer).filter(pk=mail_id).first()
    if row is None:
        raise NotFound("There is no such mail, or you may not see it.")
    return row
