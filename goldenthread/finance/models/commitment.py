"""Promises about contributions."""

from django.db import models

from goldenthread.foundation.models import EditableModel


class Commitment(EditableModel):
    """Partners' promise to hold contributions level for some years. A data check tells when one was not."""

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    words = models.CharField(max_length=500)

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="finance_commitment_ends_after_it_begins",
                violation_error_message="The promise must end after it begins.",
            ),
        ]

    class Privacy:
        public = ["partnership", "start", "end", "words"]
        internal = ["edition"]
        retention = "seven years after it ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
