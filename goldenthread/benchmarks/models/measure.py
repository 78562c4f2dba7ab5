"""What is measured: in whose words, in which unit, and which way is good."""

from django.db import models
from django.db.models import Q

from goldenthread.benchmarks.models.place import BASIS, KEPT
from goldenthread.foundation.models import BaseModel

KINDS = {"rate": "Rate", "percent": "Percentage", "count": "Count", "number": "Other number"}
POLARITIES = {"high": "Higher is better", "low": "Lower is better", "": "Neither"}


class Measure(BaseModel):
    """Something that others publish a figure of.

    ``code`` is the code of an indicator of the starter library where there is one ("cpp_rate"); others begin with where they
    come from ("lait.infmort"). ``per``: for how many a rate counts (10,000 children; 100 for a percentage). ``stands_on`` is the
    measure whose figure at mid-year of the year before a rate is worked out from, where the file does not give it.
    """

    code = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=300)
    topic = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    per = models.PositiveIntegerField(default=1)
    polarity = models.CharField(max_length=4, choices=list(POLARITIES.items()), blank=True)
    decimals = models.PositiveSmallIntegerField(default=1)
    stands_on = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(per__gte=1),
                name="benchmarks_measure_per",
                violation_error_message="A rate stands on at least one.",
            ),
        ]

    class Privacy:
        public = ["code", "name", "topic", "unit", "kind", "per", "polarity", "decimals", "stands_on"]
        retention = KEPT
        basis = BASIS

    def __str__(self) -> str:
        return self.name
