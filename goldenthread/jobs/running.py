"""Doing one job: start, work, end, each so that a kill at any moment leaves it either done or to be done."""

import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta  # not a deadline: how long a worker may be silent
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from goldenthread.access.identity import OPERATOR, viewer_for
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.jobs import registry, rules
from goldenthread.jobs.models import Job

log = structlog.get_logger("goldenthread.jobs")
Again = Callable[..., None]
_current: ContextVar[Job | None] = ContextVar("job", default=None)


def run(job_id: UUID, *, ticket: UUID, again: Again, worker: str = "") -> None:
    """Run a job if ``ticket`` is its newest; what goes wrong is kept on the job and it is tried again or laid aside.

    ``again(job, at=…)`` puts it back into the queue.
    """
    job = _start(job_id, ticket, worker)
    if job is None:
        return
    token = _current.set(job)
    try:
        with structlog.contextvars.bound_contextvars(job=str(job.id), task=job.code, request_id=job.request):
            _work(job)
    except Exception as problem:
        log.warning("job failed", problem=type(problem).__name__, attempt=job.attempts, exc_info=True)
        _failed(job, ticket, problem, again)
    finally:
        _current.reset(token)


def progress(done: int, of: int, words: str = "") -> None:
    """Say, from inside a task, how far it is. Only tasks with ``atomic=False`` show it before they end."""
    job = _current.get()
    if job is None:
        return
    job.done, job.of, job.doing = min(done, of), of, words[:200]
    job.lease_until = clock.now() + timedelta(minutes=registry.get(job.code).minutes)
    job.save(update_fields=["done", "of", "doing", "lease_until"])


def acting() -> Viewer:
    """Return, inside a task, the viewer who asked for it as they stand now; for regular work, the operator."""
    job = _current.get()
    return viewer_for((job.asked_by_email if job else "") or OPERATOR, through="job")


def _start(job_id: UUID, ticket: UUID, worker: str) -> Job | None:
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.ticket != ticket or job.status != Job.Status.WAITING:
            return None
        now = clock.now()
        known = registry.find(job.code)
        job.status, job.started_at, job.worker = Job.Status.RUNNING, now, worker
        job.attempts += 1
        job.done, job.of, job.doing = 0, 0, ""
        job.lease_until = now + timedelta(minutes=known.minutes if known else 1)
        job.save()
    return job


def _work(job: Job) -> None:
    known = registry.get(job.code)
    if known.atomic:
        with transaction.atomic():
            _done(job, known.work(**job.payload))
    else:
        _done(job, known.work(**job.payload))


def _done(job: Job, result: Any) -> None:
    job.status, job.finished_at, job.result = Job.Status.DONE, clock.now(), result
    job.problem, job.traceback, job.lease_until = "", "", None
    job.save()


def _failed(job: Job, ticket: UUID, problem: Exception, again: Again) -> None:
    sentence = problem.sentence if isinstance(problem, GoldenThreadError) else f"{type(problem).__name__}: {problem}"
    told = "".join(traceback.format_exception(problem))[-8000:]
    lay_aside_or_retry(job.id, ticket=ticket, again=again, sentence=sentence, told=told)


def lay_aside_or_retry(job_id: UUID, *, ticket: UUID | None, again: Again, sentence: str, told: str = "") -> None:
    """After a failed attempt: queue the job again, later each time, or lay it aside for a person."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.ticket != ticket or job.finished_at is not None:
            return
        known = registry.find(job.code)
        job.problem, job.traceback = sentence.replace("\x00", "")[:500], told.replace("\x00", "")
        if known is not None and rules.may_try_again(attempts=job.attempts, retries=known.retries):
            job.save()
            again(job, at=clock.now() + timedelta(seconds=rules.seconds_before_retry(job.attempts)))
        else:
            job.status, job.finished_at, job.lease_until = Job.Status.FAILED, clock.now(), None
            job.save()
