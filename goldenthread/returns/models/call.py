"""Calls for data, and what each asks of whom."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.foundation.periods import Period

KEPT = "as long as the partnership, and its successors, report on the data"
BASIS = "public task: Children Act 2004, sections 16E to 16L"


def usual_reminders() -> list[int]:
    """Working days before the due date on which agencies are reminded."""
    return [10, 3]


def usual_ladder() -> list[list[object]]:
    """Working days after the due date and its grace, and who is told then."""
    return [[1, "supplier"], [3, "lead"], [6, "chair"]]


class Call(EditableModel):
    """A partnership's call for the data of a period.

    Three days: due, on time until ``grace`` working days later, locked from ``lock_on``. ``reminders`` and ``ladder`` are data:
    working days before the due date, and ``[working days after, who]``. Once it is closed nobody is chased any more; an answer
    that still comes is taken, and says that it came after the call was closed.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField()
    grace = models.PositiveSmallIntegerField(default=0)
    lock_on = models.DateField(null=True, blank=True)
    reminders = models.JSONField(default=usual_reminders, blank=True)
    ladder = models.JSONField(default=usual_ladder, blank=True)
    words = models.TextField(blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.UUIDField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-end", "-due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="returns_call_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("end")),
                name="returns_call_due_after_period",
                violation_error_message="The return is due after the period has ended.",
            ),
            models.CheckConstraint(
                condition=Q(lock_on__isnull=True) | Q(lock_on__gte=F("due_on")),
                name="returns_call_locks_after_due",
                violation_error_message="Returns are locked on the day they are due, or later.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, sent_by_name="")
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(sent_by_name="")),
                name="returns_call_sent_whole",
                violation_error_message="Say who sent the call, and when.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_by_name="")
                | (Q(sent_at__isnull=False, closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_by_name="")),
                name="returns_call_closed_whole",
                violation_error_message="A call that was sent is closed by somebody, at some time.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "start", "end", "due_on", "grace", "lock_on", "reminders", "ladder"),
            *("words", "previous", "sent_at", "closed_at", "edition"),
        ]
        identity = ["sent_by", "sent_by_name", "closed_by", "closed_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class Ask(BaseModel):
    """One indicator asked of one agency. ``cells`` are the groups it is asked for, as cuts such as ``sex=Girls``.

    ``base`` is the cut its figures are kept under: empty, or ``agency=…`` where several agencies are asked for the same indicator.
    """

    call = models.ForeignKey("returns.Call", on_delete=models.CASCADE, related_name="asks")
    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    base = models.CharField(max_length=200, blank=True)
    cells = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["indicator__position", "indicator__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "indicator", "agency"],
                name="returns_ask_once",
                violation_error_message="This agency is asked for the indicator already.",
            ),
        ]

    class Privacy:
        internal = ["call", "indicator", "agency", "base", "cells"]
        retention = KEPT
        basis = BASIS
