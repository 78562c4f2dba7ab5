"""Who a report goes to, what was sent to them, and whether it arrived."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.reports.models.edition import Edition
from goldenthread.reports.models.report import Report

_RETENTION = "as long as the report"
_BASIS = "public task: Children Act 2004, section 16G"


class Recipient(EditableModel):
    """An office or body that gets the report: from the list of the law (``code``), or added by the partnership.

    ``deadline`` is the date on the due list by which the newest edition is to be sent there, where it must be.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="recipients")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    why = models.CharField(max_length=300, blank=True)
    must = models.BooleanField(default=False)
    place = models.PositiveIntegerField()
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.UUIDField(null=True, blank=True)
    excused_by_name = models.CharField(max_length=200, blank=True)
    excused_why = models.TextField(blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"],
                condition=~Q(code=""),
                name="reports_recipient_once",
                violation_error_message="The report goes to this office already.",
            ),
            models.CheckConstraint(
                condition=Q(excused_at__isnull=True, excused_by__isnull=True, excused_by_name="", excused_why="")
                | (Q(excused_at__isnull=False, excused_by__isnull=False) & ~Q(excused_by_name="") & ~Q(excused_why="")),
                name="reports_recipient_excused_whole",
                violation_error_message="Say why the report does not go there, who decided it and when.",
            ),
        ]

    class Privacy:
        public = ["report", "code", "name", "why", "must", "place"]
        internal = ["edition", "deadline", "excused_at", "excused_why"]
        identity = ["excused_by", "excused_by_name"]
        retention = _RETENTION
        basis = _BASIS


class Sending(BaseModel):
    """That an edition was sent to a recipient: when, how, by whom; and when they said that they have it."""

    class How(models.TextChoices):
        EMAIL = "email", "Email"
        POST = "post", "Post"
        BY_HAND = "by_hand", "Handed over"
        MEETING = "meeting", "Presented at a meeting"
        PORTAL = "portal", "Uploaded where they ask for it"

    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="sendings")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sendings")
    sent_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    received_on = models.DateField(null=True, blank=True)
    received_words = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.UUIDField(null=True, blank=True)
    noted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "edition"],
                name="reports_sending_once",
                violation_error_message="This edition has been sent there already.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="reports_sending_received_after_it_was_sent",
                violation_error_message="It cannot have arrived before it was sent.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, noted_at__isnull=True, noted_by__isnull=True, noted_by_name="")
                | (Q(received_on__isnull=False, noted_at__isnull=False, noted_by__isnull=False) & ~Q(noted_by_name="")),
                name="reports_sending_received_whole",
                violation_error_message="Say when it arrived, and who noted that and when.",
            ),
        ]

    class Privacy:
        internal = ["recipient", "edition", "sent_on", "how", "note", "at", "received_on", "received_words", "noted_at"]
        identity = ["by", "by_name", "noted_by", "noted_by_name"]
        retention = _RETENTION
        basis = _BASIS


class Chase(BaseModel):
    """That somebody asked a recipient whether the edition arrived."""

    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="chases")
    on = models.DateField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on", "id"]

    class Privacy:
        internal = ["sending", "on", "words", "at"]
        identity = ["by", "by_name"]
        retention = _RETENTION
        basis = _BASIS
