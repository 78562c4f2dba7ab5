"""The worker: takes jobs from the queue of django-tasks-db, looks after the schedule, and takes over from the dead."""

import signal
import time
from types import FrameType

import structlog
from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from goldenthread.foundation import clock
from goldenthread.jobs import liveness, reaper, schedules

log = structlog.get_logger("goldenthread.jobs")
_BATCH = 20


class Worker:
    """One process that works until it is told to stop; what it has begun it ends first."""

    def __init__(self, *, once: bool = False, interval: float = 1.0) -> None:
        self.once = once
        self.interval = interval
        self.alive = liveness.Alive()
        self.stopping = False
        self.queue = QueueWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=_BATCH,
            worker_id=self.alive.worker,
            excluded_queue_names=[],
        )

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the present job."""
        self.stopping, self.queue.running = True, False

    def run(self) -> None:
        """Work. With ``once``: do what is due now, then end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        log.info("worker started", worker=self.alive.worker)
        try:
            while not self.stopping:
                busy = self._turn()
                if self.once and not busy:
                    break
                if not busy:
                    self._rest()
        finally:
            self.alive.end()
            log.info("worker stopped", worker=self.alive.worker)

    def _turn(self) -> bool:
        """Do up to a batch of jobs; say whether there were any. A database that is away is asked again later."""
        try:
            close_old_connections()
            now = clock.now()
            schedules.agree(at=now)
            schedules.queue_what_is_due(at=now)
            lost = reaper.reap(at=now)
            if lost:
                log.warning("jobs taken over", jobs=lost)
            self.queue._run_tasks = 0
            self.queue.run()
            return self.queue._run_tasks > 0
        except OperationalError as problem:
            log.warning("database not reached", problem=str(problem))
            return False

    def _rest(self) -> None:
        until = time.monotonic() + self.interval
        while not self.stopping and time.monotonic() < until:
            time.sleep(min(0.2, self.interval))
