"""What this area does at night."""

from datetime import timedelta  # not a deadline: how long old rows are kept

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from goldenthread.foundation import clock
from goldenthread.jobs import registry
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
