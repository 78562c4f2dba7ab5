"""Finding work that its worker will never finish, after a kill, a crash or a lost ticket."""

from datetime import datetime, timedelta  # not a deadline: how long a queue row may wait for its job to start
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from goldenthread.jobs import liveness, queue, running
from goldenthread.jobs.models import Job

_OPEN = [Job.Status.WAITING, Job.Status.RUNNING]
_LOST = "The worker stopped in the middle of it."
_SILENT = timedelta(minutes=30)


def reap(*, at: datetime) -> int:
    """Queue again, or lay aside, every job that was lost; return how many there were."""
    dead = set(liveness.dead_workers())
    candidates = [job.pk for job in Job.objects.filter(status__in=_OPEN) if _is_lost(job, dead, at)]
    found = sum(_take_over(pk, dead, at) for pk in candidates)
    _close_rows_of(dead)
    for worker in dead:
        liveness.bury(worker)
    return found


def _take_over(pk: UUID, dead: set[str], at: datetime) -> int:
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=pk, status__in=_OPEN).first()
        if job is None or not _is_lost(job, dead, at):
            return 0
        old = job.ticket
        if job.status == Job.Status.WAITING:  # it never began: nothing was tried, so nothing is counted
            queue.hand_ticket(job)
        else:
            running.lay_aside_or_retry(job.pk, ticket=old, again=queue.hand_ticket, sentence=_LOST)
        DBTaskResult.objects.filter(pk__in=[old], status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED, finished_at=at, exception_class_path="", traceback=_LOST
        )
    return 1


def _is_lost(job: Job, dead: set[str], at: datetime) -> bool:
    """Whether the newest ticket of an open job can no longer lead to its end."""
    row = DBTaskResult.objects.filter(pk__in=[job.ticket]).first()
    if row is None or row.status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
        return True
    if row.status == TaskResultStatus.READY:
        return False
    if row.worker_ids and row.worker_ids[-1] in dead:
        return True
    until = job.lease_until or (row.started_at + _SILENT if row.started_at else None)
    return until is not None and until < at and not _lives_here(row.worker_ids)


def _lives_here(worker_ids: list[str]) -> bool:
    return bool(worker_ids) and liveness.holds(worker_ids[-1])


def _close_rows_of(dead: set[str]) -> None:
    """A worker may die after its job was done but before the queue knew: close such rows, the work itself is whole."""
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if row.worker_ids and row.worker_ids[-1] in dead:
            DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=row.started_at, traceback=_LOST
            )
