"""How an indicator's chart is made, where people decide it."""

from django.db import models

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import BaseModel


class Rebase(BaseModel):
    """A day from which a new usual range is worked out, because something is known to have changed, and what that was."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="rebases")
    on = models.DateField()
    why = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                name="evidence_rebase_once",
                violation_error_message="A new usual range begins on this day already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(why=""),
                name="evidence_rebase_has_reason",
                violation_error_message="Say what changed.",
            ),
        ]

    class Privacy:
        public = ["indicator", "on", "why"]
        internal = ["set_at"]
        identity = ["set_by", "set_by_name"]
        retention = KEPT
        basis = BASIS
