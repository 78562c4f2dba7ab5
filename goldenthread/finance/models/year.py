"""Financial years."""

from django.db import models

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period


class FinancialYear(EditableModel):
    """The money of a partnership in one year. Its lines and what moved on them hang on it; totals are worked out."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField()
    keeper = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.UUIDField(null=True, blank=True)
    signed_off_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-start"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "start"],
                name="finance_year_once",
                violation_error_message="The partnership has a year that begins on this day.",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="finance_year_ends_after_it_begins",
                violation_error_message="The year must end after it begins.",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_off_at__isnull=True, signed_off_by__isnull=True, signed_off_by_name="")
                | (
                    models.Q(signed_off_at__isnull=False, signed_off_by__isnull=False)
                    & ~models.Q(signed_off_by_name="")
                ),
                name="finance_year_signed_off_whole",
                violation_error_message="Say who signed the year off, and when.",
            ),
        ]

    class Privacy:
        public = ["record", "partnership", "start", "end"]
        internal = ["edition", "keeper", "note", "signed_off_at"]
        identity = ["signed_off_by", "signed_off_by_name"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"

    @property
    def period(self) -> Period:
        """The days it covers."""
        return Period(self.start, self.end)
