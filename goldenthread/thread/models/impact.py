"""What difference it made: evidence, and who judged it."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel
from goldenthread.thread.models.action import PERSON, Action
from goldenthread.thread.models.said import AS_ITS_RECORD, PUBLIC_TASK, RECORD, Said
from goldenthread.thread.rules import impact


class ImpactEvidence(BaseModel, Said):
    """Something that shows the difference: a record (an audit, a figure, an evaluation), words, or both.

    It is withdrawn with a reason, never deleted.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    record = models.ForeignKey(RECORD, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False) | ~Q(words=""),
                name="evidence_says_something",
                violation_error_message="Choose a record, or say in words what shows the difference.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="evidence_withdrawn_whole",
                violation_error_message="Say who withdraws it, when and why.",
            ),
        ]

    class Privacy:
        internal = ["action", "record", "words", "at", "withdrawn_at", "withdrawn_why"]
        identity = ["by", "by_name", "withdrawn_by", "withdrawn_by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class Judgement(BaseModel, Said):
    """What difference an action made, as somebody judged on a day. Rows are never changed: a later one takes their place."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=list(impact.WORDS.items()))
    words = models.TextField()
    on = models.DateField()
    person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "at", "id"]

    class Privacy:
        internal = ["action", "verdict", "words", "on", "group", "at"]
        identity = ["person", "by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK

    @property
    def verdict_words(self) -> str:
        """The judgement as people read it."""
        return impact.WORDS[self.verdict]
