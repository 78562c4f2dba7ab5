"""What every row of the thread says of itself: who wrote it, and when."""

from django.db import models

PUBLIC_TASK = "public task: Children Act 2004, sections 16E to 16L"
AS_ITS_RECORD = "as long as its record"
RECORD = "records.Record"


class Said(models.Model):
    """Who said it and when: columns, because people need them; never read from the audit trail."""

    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True
