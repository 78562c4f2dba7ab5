"""One piece of background work, from the asking to the end."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel


class Job(BaseModel):
    """What was asked for, by whom, how far it is, and how it ended.

    The queue of django-tasks-db only carries a ``ticket`` for it; a ticket that is not the newest does nothing. ``lease_until``: a
    worker that is silent beyond it, and cannot be seen to live, loses the job. A failed job waits for a person (dead letter).
    """

    class Status(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    code = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    asked_by = models.UUIDField(null=True, blank=True)
    asked_by_email = models.CharField(max_length=254, blank=True)
    asked_by_name = models.CharField(max_length=200, blank=True)
    request = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    doing = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    traceback = models.TextField(blank=True)
    ticket = models.UUIDField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="job_status_newest"),
            models.Index(fields=["asked_by", "-created_at"], name="job_asked_by_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["done", "failed"], finished_at__isnull=False)
                | Q(status__in=["waiting", "running"], finished_at__isnull=True),
                name="job_finished_when_over",
            ),
            models.CheckConstraint(condition=Q(of=0) | Q(done__lte=F("of")), name="job_progress_within"),
        ]

    class Privacy:
        internal = ["code", "status", "request", "created_at", "started_at", "finished_at", "next_at", "attempts"]
        internal += ["done", "of", "doing", "ticket", "worker", "lease_until", "asked_by"]
        identity = ["asked_by_email", "asked_by_name"]
        restricted = ["payload", "result", "problem", "traceback"]
        retention = "ninety days after it ended"
        basis = "public task: Children Act 2004, sections 16E to 16L"
