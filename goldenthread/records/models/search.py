"""The words by which records are found."""

import secrets

from django.db import models

from goldenthread.foundation.models import BaseModel


def _number() -> int:
    """Return a number for the full-text index of SQLite, whose own row numbers change when the file is compacted."""
    return secrets.randbits(62)


class SearchDoc(BaseModel):
    """Words of a record, or of one part of it that needs a permission of its own.

    ``folded_title`` and ``folded_body`` are the same words without accents and capitals: what both databases index.
    """

    record = models.ForeignKey("records.Record", on_delete=models.CASCADE, related_name="search_docs")
    part = models.CharField(max_length=80, blank=True)
    needs = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    folded_title = models.TextField()
    folded_body = models.TextField(blank=True)
    number = models.BigIntegerField(unique=True, default=_number, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "part"], name="search_doc_part_once")]

    class Privacy:
        internal = ["part", "needs", "title", "body", "folded_title", "folded_body", "number"]
        retention = "as long as its record"
        basis = "public task: Children Act 2004, sections 16E to 16L"
