"""What agencies give that is not money."""

from django.db import models

from goldenthread.foundation.models import EditableModel


class InKind(EditableModel):
    """Trainers, rooms, staff time. A value is given only where somebody has worked one out, and is never added to money."""

    year = models.ForeignKey("finance.FinancialYear", on_delete=models.PROTECT, related_name="in_kind")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500)
    quantity = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    value_source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, value_source="")
                | (models.Q(value__isnull=False) & ~models.Q(value_source="")),
                name="finance_in_kind_value_has_source",
                violation_error_message="Say how the value was worked out.",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=True, unit="")
                | (models.Q(quantity__isnull=False) & ~models.Q(unit="")),
                name="finance_in_kind_quantity_has_unit",
                violation_error_message="Say what the quantity counts: days, hours, sessions.",
            ),
        ]

    class Privacy:
        public = ["year", "agency", "words", "quantity", "unit", "value", "value_source"]
        internal = ["edition"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
