"""Groups of people who were heard, and what they said: in numbers and roles, never by name."""

from django.db import models
from django.db.models import Q

from goldenthread.case_audits import library
from goldenthread.case_audits.models.audit import Audit
from goldenthread.case_audits.models.programme import BASIS, RECORD, RETENTION
from goldenthread.case_audits.rules import hearing
from goldenthread.foundation.models import EditableModel


class Heard(EditableModel):
    """A group that was heard in an audit. ``roles``: how many of each role, as typed; others read them protected.

    ``questions`` is the edition of the bank it was asked from. ``sort`` is one of data/heard.yaml.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="heard")
    questions = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=20)
    held_on = models.DateField()
    roles = models.JSONField(default=dict)
    told_at = models.DateTimeField()
    told_by = models.UUIDField()
    told_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort__in=list(library.sorts())),
                name="case_audits_heard_sort",
                violation_error_message="Choose who was heard.",
            ),
        ]

    class Privacy:
        internal = ["audit", "questions", "sort", "held_on", "told_at", "edition"]
        restricted = ["roles"]
        identity = ["told_by", "told_by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def sort_words(self) -> str:
        """Who was heard."""
        return library.sorts()[self.sort].label


class Said(EditableModel):
    """One thing a group said, to keep or to change, on a question it was asked or on none.

    ``finding`` is the record of the finding it became. It is read by those who run the audit alone.
    """

    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="said")
    question = models.ForeignKey("quality.Question", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=6, choices=list(hearing.SIDES.items()))
    theme = models.CharField(max_length=80)
    text = models.TextField()
    finding = models.OneToOneField(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    said_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["heard", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=list(hearing.SIDES)) & ~Q(text="") & ~Q(theme=""),
                name="case_audits_said_whole",
                violation_error_message="Say what was said, on which theme, and whether to keep or to change it.",
            ),
        ]

    class Privacy:
        internal = ["heard", "question", "side", "theme", "finding", "said_at", "edition"]
        restricted = ["text"]
        identity = ["said_by", "said_by_name"]
        retention = RETENTION
        basis = BASIS
