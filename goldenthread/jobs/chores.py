"""What this area does at night."""

import shutil
from datetime import timedelta  # not a deadline: how long old rows are kept
from pathlib import Path

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from goldenthread.foundation import clock
from goldenthread.jobs import backup, registry
from goldenthread.jobs.models import Job, OutgoingMail


@registry.task("jobs.tidy", words="Clear away old jobs and the words of old mail")
def tidy() -> dict[str, int]:
    """Clear away finished jobs after ninety days, queue rows after a week, words of sent mail after thirty days."""
    now = clock.now()
    over = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    rows, _ = DBTaskResult.objects.filter(status__in=over, finished_at__lt=now - timedelta(days=7)).delete()
    jobs, _ = Job.objects.filter(finished_at__lt=now - timedelta(days=90)).delete()
    sent = OutgoingMail.objects.filter(status="sent", sent_at__lt=now - timedelta(days=30)).exclude(text="", html="")
    emptied = sent.update(text="", html="")
    OutgoingMail.objects.filter(created_at__lt=now - timedelta(days=365)).delete()
    return {"queue_rows": rows, "jobs": jobs, "mails": emptied}


@registry.task("jobs.backup", atomic=False, minutes=120, words="Back up the database and the files")
def back_up() -> dict[str, str | int]:
    """Write tonight's backup to the folder `backups` of the data, check it, and clear away the oldest beyond those kept."""
    if not settings.BACKUPS_KEPT:
        return {"backup": "switched off"}
    now = clock.now()
    folder = Path(settings.DATA_DIR) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"nightly-{clock.london_day(now):%Y-%m-%d}"
    if not out.exists():
        backup.make(out, at=now)
    made = backup.check(out)
    old = sorted(folder.glob("nightly-????-??-??"))[: -settings.BACKUPS_KEPT]
    for each in old:
        shutil.rmtree(each)
    return {"backup": out.name, "files": made.files, "bytes": made.size, "cleared": len(old)}
