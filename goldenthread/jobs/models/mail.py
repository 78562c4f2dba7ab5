"""Mail on its way out."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel


class OutgoingMail(BaseModel):
    """One message to one person. ``key`` says what it is for: a second message with the same key is not made."""

    class Status(models.TextChoices):
        """Where it stands. Kept: this installation has no mail server."""

        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        KEPT = "kept", "Kept"

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["status", "-created_at"], name="mail_status_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="mail_sent_when_sent",
            )
        ]

    class Privacy:
        internal = ["status", "created_at", "sent_at", "attempts"]
        identity = ["to"]
        restricted = ["key", "subject", "text", "html", "problem"]
        retention = "the words until thirty days after it was sent, the row for a year"
        basis = "public task: Children Act 2004, sections 16E to 16L"
