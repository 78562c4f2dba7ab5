"""What moved: money received and paid."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class Entry(BaseModel):
    """Money that moved on a line. It is never changed: a wrong one is reversed by another, with a reason."""

    line = models.ForeignKey("finance.Line", on_delete=models.PROTECT, related_name="entries")
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    words = models.CharField(max_length=500)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses__isnull=True)
                | models.Q(amount__lt=0, reverses__isnull=False),
                name="finance_entry_sign",
                violation_error_message="Only an entry that reverses another takes money back.",
            ),
        ]

    class Privacy:
        internal = ["line", "on", "amount", "words", "reverses", "at"]
        identity = ["by", "by_name"]
        retention = "seven years after the year ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
