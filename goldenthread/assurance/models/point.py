"""The points on charts that something was asked about, as they stood when it was asked."""

from django.db import models
from django.db.models import F, Q

from goldenthread.assurance.models.enquiry import BASIS, RECORD, RETENTION
from goldenthread.foundation.models import BaseModel
from goldenthread.foundation.periods import Period


class Point(BaseModel):
    """One figure of an indicator that a record of this area is about. ``stood`` is what it said on the day, in words."""

    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    cut = models.CharField(max_length=400, blank=True)
    stood = models.CharField(max_length=300)

    class Meta:
        ordering = ["end", "indicator", "cut"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "indicator", "start", "end", "cut"],
                name="assurance_point_once",
                violation_error_message="It is about this figure already.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="assurance_point_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
        ]

    class Privacy:
        internal = ["record", "indicator", "start", "end", "cut", "stood"]
        retention = RETENTION
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days the figure is about."""
        return Period(self.start, self.end)
