"""What people decided about the checks of a report: reports of the proof-reader silenced, small numbers released."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.reports.models.report import Report


class Silence(BaseModel):
    """A report of the proof-reader that a person has silenced, with the reason. Without a quotation: the whole kind."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="silences")
    kind = models.CharField(max_length=40)
    quote = models.TextField(blank=True)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "quote"],
                name="reports_silence_once",
                violation_error_message="This has been silenced already.",
            ),
        ]

    class Privacy:
        internal = ["report", "kind", "quote", "why", "at"]
        identity = ["by", "by_name"]
        retention = "as long as the report"
        basis = "public task: Children Act 2004, section 16G"


class Release(BaseModel):
    """A named person's word that one small number of a report may be published, with the reason.

    ``number`` says which, as the check words it: a number that has changed since is another one, and is asked about again.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="releases")
    number = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"],
                name="reports_release_once",
                violation_error_message="Somebody else has just released this number.",
            ),
        ]

    class Privacy:
        internal = ["report", "number", "why", "at"]
        identity = ["by", "by_name"]
        retention = "for ever, with the editions that rest on it"
        basis = "public task: Children Act 2004, section 16G"
