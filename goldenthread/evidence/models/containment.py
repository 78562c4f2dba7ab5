"""Which indicator counts a part of what another counts."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import BaseModel


class Containment(BaseModel):
    """What ``part`` counts is among what ``whole`` counts, in the same period and group. Those of the library need no row."""

    part = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="contained_in")
    whole = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="contains")
    why = models.TextField(blank=True)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    said_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "whole"],
                name="evidence_containment_once",
                violation_error_message="This was said already.",
            ),
            models.CheckConstraint(
                condition=~Q(part=F("whole")),
                name="evidence_containment_of_another",
                violation_error_message="An indicator is no part of itself.",
            ),
        ]

    class Privacy:
        public = ["part", "whole", "why"]
        internal = ["said_at"]
        identity = ["said_by", "said_by_name"]
        retention = KEPT
        basis = BASIS
