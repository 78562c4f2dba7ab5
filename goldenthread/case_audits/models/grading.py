"""Grades: what each agency gave alone, and what was agreed when all sat together. Neither is ever written over the other."""

from django.db import models
from django.db.models import Q

from goldenthread.case_audits.models.audit import Participant
from goldenthread.case_audits.models.programme import BASIS, RETENTION
from goldenthread.case_audits.models.sample import Case
from goldenthread.case_audits.rules import states
from goldenthread.foundation.models import EditableModel

QUESTION = "quality.Question"


class Grade(EditableModel):
    """What one agency answered to one question about one case, alone. ``value`` is as `quality.rules.grades` reads it.

    Nobody outside the agency reads it before the audit is open; a lock of the database keeps it as it was handed in.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grades")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="grades")
    question = models.ForeignKey(QUESTION, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "participant", "question"],
                name="case_audits_grade_once",
                violation_error_message="The agency has answered this already. Change its answer.",
            ),
            models.CheckConstraint(
                condition=~Q(value="", reason=""),
                name="case_audits_grade_says_something",
                violation_error_message="Give a grade, or words.",
            ),
        ]

    class Privacy:
        internal = ["case", "participant", "question", "written_at", "edition"]
        restricted = ["value", "reason"]
        identity = ["written_by", "written_by_name"]
        retention = RETENTION
        basis = BASIS


class Agreed(EditableModel):
    """What the meeting agreed on one question about one case, with its reason; or, without a grade, that it did not agree.

    ``dissent`` says who sees it otherwise and why: it stays, beside an agreed grade too. ``sort`` tells it from what the
    scrutineer grades beside the meeting: neither is ever written over the other.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreed")
    sort = models.CharField(max_length=10, choices=list(states.SORTS.items()), default=states.MODERATED)
    question = models.ForeignKey(QUESTION, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    agreed_at = models.DateTimeField()
    agreed_by = models.UUIDField()
    agreed_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["case", "pk"]
        verbose_name_plural = "agreed"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "question", "sort"],
                name="case_audits_agreed_once",
                violation_error_message="This is moderated already. Change it.",
            ),
            models.CheckConstraint(
                condition=(~Q(value="") & ~Q(reason="")) | ~Q(dissent=""),
                name="case_audits_agreed_with_reason",
                violation_error_message="Give the agreed grade with its reason, or say how the agencies differ.",
            ),
            models.CheckConstraint(
                condition=Q(sort=states.MODERATED) | (Q(sort=states.SCRUTINEER) & ~Q(value="") & Q(dissent="")),
                name="case_audits_agreed_sort",
                violation_error_message="The scrutineer gives a grade with its reason.",
            ),
        ]

    class Privacy:
        internal = ["case", "question", "sort", "agreed_at", "edition"]
        restricted = ["value", "reason", "dissent", "good_practice"]
        identity = ["agreed_by", "agreed_by_name"]
        retention = RETENTION
        basis = BASIS
