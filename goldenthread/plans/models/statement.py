"""Vision, values and core functions."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK


class Statement(BaseModel):
    """One version of a vision, a value or a core function. Its words never change: the next version replaces it.

    ``parent``: a value under a value (1a). ``statute``: the law a function stands on.
    """

    class Kind(models.TextChoices):
        """What it is."""

        VISION = "vision", "Vision"
        VALUE = "value", "Value"
        FUNCTION = "function", "Core function"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    position = models.PositiveIntegerField(default=1)
    text = models.TextField()
    statute = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "position", "version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="statement_ends_after_start",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    class Privacy:
        public = ["partnership", "kind", "parent", "position", "text", "statute", "version", "replaces", "from_on"]
        public += ["until_on"]
        internal = ["written_at"]
        identity = ["written_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
