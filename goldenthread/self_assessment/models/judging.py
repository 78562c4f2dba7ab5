"""What others say of a signed return: grades that stand beside the agency's own, and the actions that follow."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel
from goldenthread.self_assessment.models.panel import Reader
from goldenthread.self_assessment.models.round import BASIS, KEPT
from goldenthread.self_assessment.models.sheet import Return
from goldenthread.self_assessment.rules.judging import SORTS


class Judgement(BaseModel):
    """A grade beside the agency's own: of one of the panel, moderated, or the scrutineer's.

    It never overwrites another: the newest of each sort counts, and of each ``reader`` of the panel.
    """

    sheet = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="judgements")
    version = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    sort = models.CharField(max_length=10, choices=list(SORTS.items()))
    value = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, null=True, blank=True, related_name="grades")

    class Meta:
        ordering = ["sheet", "code", "sort", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort="panel", reader__isnull=False) | (~Q(sort="panel") & Q(reader__isnull=True)),
                name="self_assessment_judgement_reader",
                violation_error_message="A grade of the panel is given by one who reads the return.",
            ),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="self_assessment_judgement_says",
                violation_error_message="Give the grade.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "version", "code", "sort", "value", "reason", "at", "reader"]
        identity = ["by", "by_name"]
        retention = KEPT
        basis = BASIS


class Step(BaseModel):
    """An action of the thread that an answer asked for: the action plan of a return, watched by those who run the round."""

    sheet = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="steps")
    code = models.CharField(max_length=40)
    action = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sheet", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "code", "action"],
                name="self_assessment_step_once",
                violation_error_message="This action stands here already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "code", "action"]
        retention = KEPT
        basis = BASIS
