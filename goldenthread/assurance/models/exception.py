"""What a group reports to the Executive because it does not look right, and what the Executive decided."""

from django.db import models
from django.db.models import Q

from goldenthread.assurance import rules
from goldenthread.assurance.models.enquiry import BASIS, RECORD, RETENTION
from goldenthread.foundation.models import EditableModel


class ExceptionRaised(EditableModel):
    """An apparent risk that the data shows, put to the Executive. ``risk`` says it in words, ``asks`` what is wanted of it.

    ``group`` reports it (None: the partnership's office), ``executive`` is the group that decides. ``deadline`` stands on the
    Executive's list until it has decided.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    executive = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    risk = models.TextField()
    asks = models.TextField()
    due_on = models.DateField()
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=list(rules.EXCEPTIONS.items()), default=rules.REPORTED)
    reported_on = models.DateField()
    reported_at = models.DateTimeField()
    reported_by = models.UUIDField()
    reported_by_name = models.CharField(max_length=200)
    decision = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-reported_at", "pk"]
        verbose_name = "exception"
        indexes = [models.Index(fields=["partnership", "reported_on"], name="assurance_exception_of_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=rules.REPORTED,
                    decision="",
                    decided_on__isnull=True,
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                    settled_by_name="",
                )
                | (
                    Q(state__in=[rules.DECIDED, rules.TAKEN_BACK], decided_on__isnull=False)
                    & Q(settled_at__isnull=False, settled_by__isnull=False)
                    & ~Q(settled_by_name="")
                    & ~Q(decision="")
                ),
                name="assurance_exception_settled_whole",
                violation_error_message="Say what was decided, on which day, and who says so.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "executive", "title", "due_on", "deadline", "state", "reported_on"),
            *("reported_at", "decided_on", "settled_at", "edition"),
        ]
        restricted = ["risk", "asks", "decision"]
        identity = ["reported_by", "reported_by_name", "settled_by", "settled_by_name"]
        retention = RETENTION
        basis = BASIS
