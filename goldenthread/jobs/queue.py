"""Putting work in the queue, inside the transaction of whoever asks: undone with it, or queued with it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task as queued

from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.jobs import registry, running
from goldenthread.jobs.models import Job


@queued(takes_context=True)
def deliver(context: Any, job: str) -> None:
    """Run one job: the only function that the queue of django-tasks-db knows."""
    result = context.task_result
    workers = getattr(result, "worker_ids", [])
    running.run(UUID(job), ticket=UUID(str(result.id)), again=hand_ticket, worker=workers[-1] if workers else "")


def enqueue(code: str, *, by: Viewer | None = None, **payload: Any) -> UUID:
    """Queue a task and return the id of its job; pages follow it at `jobs:job`.

    ``payload`` is plain JSON. ``by`` is who asked: the job acts for them; without one, for the operator. Raises `KeyError` for
    a task nobody registered and `TypeError` for a payload that JSON cannot hold.
    """
    registry.get(code)
    json.dumps(payload)
    job = Job(code=code, payload=payload, created_at=clock.now())
    if by is not None:
        job.asked_by, job.asked_by_email, job.asked_by_name = by.user_id, by.email, by.name[:200]
        job.request = by.request_id[:64]
    with transaction.atomic():
        job.save(force_insert=True)
        hand_ticket(job)
    return job.id


def hand_ticket(job: Job, *, at: datetime | None = None) -> None:
    """Put a new ticket for a waiting job in the queue, to be taken up from ``at``. Older tickets become worthless."""
    given = deliver.using(run_after=at) if at else deliver
    job.ticket = UUID(str(given.enqueue(job=str(job.id)).id))
    job.status, job.next_at = Job.Status.WAITING, at
    job.worker, job.lease_until, job.finished_at = "", None, None
    job.save(update_fields=["ticket", "status", "next_at", "worker", "lease_until", "finished_at"])


def waiting_payloads(code: str) -> list[Mapping[str, Any]]:
    """Return what is queued or running of a task, so that nobody queues the same work twice."""
    open_ones = Job.objects.filter(code=code, status__in=[Job.Status.WAITING, Job.Status.RUNNING])
    return list(open_ones.values_list("payload", flat=True))
