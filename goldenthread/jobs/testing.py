"""Doing background work at once, for tests and for the demonstration's loader."""

from uuid import UUID

from goldenthread.foundation import clock
from goldenthread.jobs import queue, running
from goldenthread.jobs.models import Job


def run_all(*, limit: int = 200) -> int:
    """Run every job that waits and is due, and those they queue, in this process; return how many ran.

    Failures are kept on their job, as the worker does; a retry that is due later stays waiting.
    """
    done: set[UUID | None] = set()
    while len(done) < limit:
        waiting = Job.objects.filter(status=Job.Status.WAITING).order_by("created_at", "id")
        job = next((each for each in waiting if each.ticket not in done and not _later(each)), None)
        if job is None or job.ticket is None:
            break
        done.add(job.ticket)
        running.run(job.id, ticket=job.ticket, again=queue.hand_ticket, worker="inline")
    return len(done)


def _later(job: Job) -> bool:
    return job.next_at is not None and job.next_at > clock.now()
