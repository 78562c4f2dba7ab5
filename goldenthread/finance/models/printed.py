"""Totals as they were printed somewhere: kept beside what follows from the lines, never used as data."""

from django.db import models

from goldenthread.finance import rules
from goldenthread.foundation.models import EditableModel


class PrintedTotal(EditableModel):
    """A printed total of a year, where it was printed, and how a difference is explained."""

    year = models.ForeignKey("finance.FinancialYear", on_delete=models.PROTECT, related_name="printed")
    what = models.CharField(max_length=24, choices=list(rules.TOTALS.items()))
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    where = models.CharField(max_length=300)
    explained = models.TextField(blank=True)

    class Meta:
        ordering = ["what", "pk"]

    class Privacy:
        public = ["year", "what", "amount", "where", "explained"]
        internal = ["edition"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
