"""Spreadsheets of agencies, people and memberships on their way into the register."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class RegisterFile(BaseModel):
    """A spreadsheet as it was read: its rows, what was found in each, and what became of them.

    Nothing of it is lost: rows that could not be kept stay here with the message for each cell.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    rows = models.JSONField(default=dict, blank=True)
    messages = models.JSONField(default=list, blank=True)
    read_by = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-read_at"]

    class Privacy:
        internal = ["partnership", "name", "checksum", "read_at", "kept_at", "kept"]
        identity = ["rows", "messages", "read_by"]
        retention = "ninety days after it was read"
        basis = "public task: Children Act 2004, sections 16E to 16L"
