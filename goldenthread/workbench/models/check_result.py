"""What the nightly data checks found."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel


class CheckRun(BaseModel):
    """The last time one check ran: how many rows it found, or why it could not finish."""

    check_code = models.CharField(max_length=80, unique=True)
    ran_at = models.DateTimeField()
    found = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["check_code"]

    class Privacy:
        internal = ["check_code", "ran_at", "found", "failure"]
        retention = "until the check runs again"
        basis = "legal obligation: UK GDPR Article 5(1)(d), accuracy"


class CheckResult(BaseModel):
    """One thing that one check found wrong. It stays, with the moment it was mended, when a later run no longer finds it."""

    check_code = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=120)
    subject = models.CharField(max_length=250)
    detail = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=300, blank=True)
    severity = models.PositiveSmallIntegerField()
    partnership = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    first_found_at = models.DateTimeField()
    last_found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["severity", "check_code", "subject", "id"]
        indexes = [models.Index(fields=["partnership", "mended_at"], name="check_result_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["check_code", "subject_key"],
                name="check_result_once",
                violation_error_message="This is found already.",
            ),
            models.CheckConstraint(
                condition=Q(last_found_at__gte=F("first_found_at")),
                name="check_result_found_in_order",
                violation_error_message="It cannot be last found before it was first found.",
            ),
        ]

    class Privacy:
        internal = ["check_code", "subject_key", "subject", "detail", "address", "severity", "partnership", "record"]
        internal += ["first_found_at", "last_found_at", "mended_at"]
        retention = "one year after it is mended"
        basis = "legal obligation: UK GDPR Article 5(1)(d), accuracy"
