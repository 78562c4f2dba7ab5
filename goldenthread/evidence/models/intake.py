"""Spreadsheets of figures on their way in."""

from django.db import models

from goldenthread.evidence.models.indicator import BASIS
from goldenthread.foundation.models import BaseModel


class Intake(BaseModel):
    """A spreadsheet as it was read: each line, what is wrong with which cell, and what became of it. Nothing is dropped.

    ``subject`` says what its lines are: figures, or how many people each group has.
    """

    class Subject(models.TextChoices):
        FIGURES = "figures", "Figures"
        PEOPLE = "people", "People of groups"

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=10, choices=Subject.choices, default=Subject.FIGURES)
    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    rows = models.JSONField(default=list, blank=True)
    messages = models.JSONField(default=list, blank=True)
    made = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField()
    read_by = models.UUIDField()
    read_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.UUIDField(null=True, blank=True)
    kept_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept_at__isnull=True, kept_by__isnull=True, kept_by_name="")
                | (models.Q(kept_at__isnull=False, kept_by__isnull=False) & ~models.Q(kept_by_name="")),
                name="evidence_intake_kept_whole",
                violation_error_message="Say who kept the file's figures, and when.",
            ),
        ]

    class Privacy:
        internal = ["partnership", "subject", "name", "checksum", "read_at", "kept_at", "made"]
        restricted = ["rows", "messages"]
        identity = ["read_by", "read_by_name", "kept_by", "kept_by_name"]
        retention = "ninety days after it was read"
        basis = BASIS
