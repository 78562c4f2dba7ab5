"""Run by the tests of this folder as a process of its own, so that it can be killed: `python -m tests.services.process WHAT`."""

import io
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import tests.services.ready  # noqa: F401 - Django is set up before anything of ours is imported
from goldenthread import jobs
from goldenthread.audit import trail
from goldenthread.documents import operations as documents
from goldenthread.documents import tasks as file_tasks
from goldenthread.jobs import mail, schedules
from goldenthread.jobs.worker import Worker
from tests.factories import records, viewers

PLACE = Path(os.environ["GOLDENTHREAD_DATA"])
AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


def in_the_middle(name):
    """Say that the middle is reached; the first time, stay there until killed."""
    first = not (PLACE / name).exists()
    (PLACE / name).write_text("here")
    if first:
        time.sleep(60)


@jobs.task("sample.two_steps", retries=3)
def two_steps():
    mail.send("a@example.org", "First step", "x", "step:1")
    in_the_middle("job")
    mail.send("a@example.org", "Second step", "x", "step:2")


@jobs.task("sample.count")
def count(*, number):
    with (PLACE / f"ran-{number}-{os.getpid()}-{time.monotonic_ns()}").open("x"):
        pass


class SlowUpload(io.BytesIO):
    def read(self, size=-1):
        block = super().read(size)
        if not block:
            in_the_middle("upload")
        return block


def add_paper():
    """What a server process does with an upload: a record, a paper, its bytes, the trail, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        home = records.partnership()
        documents.add_document(
            by=viewers.administrator(),
            at=AT,
            record=home.pk,
            title="Minutes",
            name="a.txt",
            content=SlowUpload(b"words"),
        )
        in_the_middle("write")
    print(trail.verify().broken_at is None)  # noqa: T201


def main():
    what = sys.argv[1]
    if what == "worker":
        jobs.enqueue("sample.two_steps")
        Worker(interval=0.1).run()
    elif what == "once":
        Worker(once=True).run()
    elif what == "stop":
        Worker(interval=0.1).run()
    elif what == "ask-many":
        for number in range(30):
            jobs.enqueue("sample.count", number=number)
    elif what == "schedule":
        jobs.every("sample.count", cron="* * * * *", number=99)
        schedules.agree(at=datetime(2026, 1, 1, tzinfo=UTC))
        (PLACE / f"ready-{os.getpid()}").touch()
        Worker(once=True).run()
    elif what == "write":
        add_paper()
    elif what == "sweep":
        file_tasks.sweep()


if __name__ == "__main__":
    main()
