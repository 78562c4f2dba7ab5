"""Figures as they were printed somewhere: kept beside what follows from the parts, never used as data."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period


class Claim(EditableModel):
    """A printed figure, where it stands, and how a person explains that it differs."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="claims")
    start = models.DateField()
    end = models.DateField()
    cut = models.CharField(max_length=400, blank=True)
    printed = models.DecimalField(max_digits=16, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(default=0)
    where = models.CharField(max_length=300)
    why_differs = models.TextField(blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    explained_by = models.UUIDField(null=True, blank=True)
    explained_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="evidence_claim_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explained_by__isnull=True, explained_by_name="", why_differs="")
                | (
                    Q(explained_at__isnull=False, explained_by__isnull=False)
                    & ~Q(explained_by_name="")
                    & ~Q(why_differs="")
                ),
                name="evidence_claim_explained_whole",
                violation_error_message="Say why it differs; who said so, and when, is kept.",
            ),
        ]

    class Privacy:
        public = ["indicator", "start", "end", "cut", "printed", "decimals", "where", "why_differs"]
        internal = ["edition", "explained_at"]
        identity = ["explained_by", "explained_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)
