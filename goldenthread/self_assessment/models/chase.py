"""That an agency was reminded or chased."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.self_assessment.models.round import BASIS, KEPT
from goldenthread.self_assessment.models.sheet import Return


class Chase(BaseModel):
    """One reminder or chase of a return: which step, when, and who was told. A step is taken once."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="chases")
    step = models.CharField(max_length=40)
    words = models.TextField()
    told = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "step"],
                name="self_assessment_chase_once",
                violation_error_message="This reminder was sent already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "step", "words", "at"]
        identity = ["told", "by_name"]
        retention = KEPT
        basis = BASIS
