"""Funds: the general reserve, and money that may be spent on one thing only."""

from django.db import models

from goldenthread.foundation.models import EditableModel


class Fund(EditableModel):
    """Where money is carried from year to year. The opening balance is the only balance anybody types, once, with its source."""

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    general = models.BooleanField(default=False)
    opening = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    opening_on = models.DateField()
    opening_source = models.CharField(max_length=500)

    class Meta:
        ordering = ["-general", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="finance_fund_name_once",
                violation_error_message="There is a fund of this name.",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=models.Q(general=True),
                name="finance_one_general_reserve",
                violation_error_message="The partnership has a general reserve.",
            ),
        ]

    class Privacy:
        public = ["partnership", "name", "purpose", "general", "opening", "opening_on", "opening_source"]
        internal = ["edition"]
        retention = "seven years after it was last used"
        basis = "public task: Children Act 2004, sections 16E to 16L"
