"""When regular work is due next."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class Schedule(BaseModel):
    """Regular work: the worker that locks the row when it is due puts it in the queue, so it is queued once."""

    code = models.CharField(max_length=100, unique=True)
    cron = models.CharField(max_length=100)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    class Privacy:
        internal = ["code", "cron", "next_at", "last_at"]
        retention = "as long as the work is regular"
        basis = "public task: Children Act 2004, sections 16E to 16L"
