"""Breaking the glass: opening a walled record in an emergency."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel


class Opening(BaseModel):
    """One walled record opened by one account, for a reason and a short time, and what the reviewer made of it."""

    class Verdict(models.TextChoices):
        """What the information governance lead concluded."""

        UPHELD = "upheld", "Upheld: the reason was good"
        QUESTIONED = "questioned", "Questioned: taken up with the person"

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="openings")
    record = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    reviewed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at")),
                name="opening_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="opening_has_a_reason",
                violation_error_message="Say why the record must be opened now.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, verdict="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(verdict="")),
                name="opening_reviewed_by_somebody",
                violation_error_message="Say what you concluded.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="opening_not_reviewed_by_its_maker",
                violation_error_message="Nobody reviews their own opening.",
            ),
        ]

    class Privacy:
        identity = ["user"]
        restricted = ["record", "reason", "review_note", "verdict"]
        internal = ["opened_at", "until", "ended_at", "reviewed_by", "reviewed_at"]
        retention = "seven years after the review"
        basis = "legal obligation: UK GDPR Article 32"
