"""That an agency was reminded or chased."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.returns.models.call import BASIS, KEPT


class Chase(BaseModel):
    """One reminder or chase: which step of the call, when, and who was told. A step is taken once."""

    answer = models.ForeignKey("returns.Return", on_delete=models.CASCADE, related_name="chases")
    step = models.CharField(max_length=30)
    words = models.TextField()
    told = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "step"],
                name="returns_chase_once",
                violation_error_message="This reminder was sent already.",
            ),
        ]

    class Privacy:
        internal = ["answer", "step", "words", "at"]
        identity = ["told", "by_name"]
        retention = KEPT
        basis = BASIS
