"""What others publish: values to set beside ours, each with the release it comes from."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period

KINDS = {"england": "England", "region": "Region", "neighbours": "Statistical neighbours", "other": "Another area"}


class Benchmark(EditableModel):
    """A value somebody else published. Its parts are seldom known, so it is kept as it stands and marked as theirs."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="benchmarks")
    start = models.DateField()
    end = models.DateField()
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    place = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=300)
    release = models.CharField(max_length=120)

    class Meta:
        ordering = ["place", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "start", "end", "place", "release"],
                name="evidence_benchmark_once",
                violation_error_message="This value, of this release, is there already.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="evidence_benchmark_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(release=""),
                name="evidence_benchmark_has_source",
                violation_error_message="Say who published it, and in which release.",
            ),
        ]

    class Privacy:
        public = ["indicator", "start", "end", "kind", "place", "value", "decimals", "source", "release"]
        internal = ["edition"]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)
