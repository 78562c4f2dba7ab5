"""Published figures, a table at a time."""

from django.db import models
from django.db.models import F, Q

from goldenthread.benchmarks.models.measure import Measure
from goldenthread.benchmarks.models.place import BASIS, KEPT
from goldenthread.benchmarks.models.release import File
from goldenthread.foundation.models import BaseModel
from goldenthread.foundation.periods import Period


class Sheet(BaseModel):
    """One measure in one period over every place, as one file gave it.

    Figures are published, revised, ranked and compared by the whole table, so a table is a row. ``cells`` holds, by the code
    of the place, the text of `rules.cells.Cell`: value, numerator and denominator, each a number or a symbol.
    ``parts`` says whether it has numerators.
    """

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="sheets")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="sheets")
    start = models.DateField()
    end = models.DateField()
    cells = models.JSONField()
    parts = models.BooleanField(default=False)

    class Meta:
        ordering = ["measure", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "end", "start", "file"],
                name="benchmarks_sheet_once",
                violation_error_message="This file gives this measure for this period twice.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="benchmarks_sheet_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
        ]

    class Privacy:
        public = ["file", "measure", "start", "end", "cells", "parts"]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)
