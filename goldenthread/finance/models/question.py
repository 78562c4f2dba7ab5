"""Decisions about funding that are still to come."""

from django.db import models

from goldenthread.foundation.models import EditableModel


class FundingQuestion(EditableModel):
    """What a group must decide about money, by when, and what it decided."""

    year = models.ForeignKey("finance.FinancialYear", on_delete=models.PROTECT, related_name="questions")
    words = models.CharField(max_length=500)
    group = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.UUIDField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True, decided_by__isnull=True, decided_by_name="", decision="")
                | (
                    models.Q(decided_on__isnull=False, decided_by__isnull=False)
                    & ~models.Q(decision="")
                    & ~models.Q(decided_by_name="")
                ),
                name="finance_question_decided_whole",
                violation_error_message="Say what was decided, when, and by whom.",
            ),
        ]

    class Privacy:
        internal = ["year", "words", "group", "deadline", "edition", "decided_on", "decision"]
        identity = ["decided_by", "decided_by_name"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
