"""Dates that somebody must meet, and all that happened to them."""

from django.db import models

from goldenthread.clocks.models.calendar import PUBLIC_TASK, TermCalendar
from goldenthread.clocks.models.rule import RuleVersion
from goldenthread.clocks.rules import Unit
from goldenthread.clocks.rules.shapes import BREACH_REASONS, PAUSE_REASONS, TRANSITIONS
from goldenthread.foundation.models import BaseModel, EditableModel

RECORD = "records.Record"


class Deadline(EditableModel):
    """One date on one record.

    The date is worked out once, with the rule in force at the trigger, and frozen. Only a bank holiday proclaimed later, a pause,
    a corrected trigger or an earlier date set by a person moves it; ``first_due`` stays what it was at the start, and
    `DeadlineChange` tells each move. ``due_at`` is set for rules in hours.
    """

    class Status(models.TextChoices):
        """Where it stands. Overdue is not a state: it is worked out when asked."""

        OPEN = "open", "Open"
        PAUSED = "paused", "Paused"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    rule_version = models.ForeignKey(RuleVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    term_calendar = models.ForeignKey(TermCalendar, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    trigger_at = models.DateTimeField()
    trigger_on = models.DateField()
    trigger_is_day = models.BooleanField(default=False)
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    first_due = models.DateField()
    first_due_at = models.DateTimeField(null=True, blank=True)
    set_by_hand = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    owner_agency = models.ForeignKey(RECORD, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_group = models.ForeignKey(RECORD, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.UUIDField(null=True, blank=True)
    completed_by_name = models.CharField(max_length=200, blank=True)
    covered_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="covers")
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next")
    series_began_on = models.DateField()

    class Meta:
        ordering = ["due_on", "due_at", "id"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="deadline_status_due"),
            models.Index(fields=["record", "status"], name="deadline_record_status"),
            models.Index(fields=["owner_agency", "status", "due_on"], name="deadline_agency_due"),
            models.Index(fields=["owner_group", "status", "due_on"], name="deadline_group_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rule_version__isnull=False) | ~models.Q(why=""),
                name="deadline_rule_or_why",
                violation_error_message="Say which rule sets the date, or why it is set.",
            ),
            models.CheckConstraint(
                condition=models.Q(status="done", completed_at__isnull=False, completed_by__isnull=False)
                | (~models.Q(status="done") & models.Q(completed_at__isnull=True, completed_by__isnull=True)),
                name="deadline_done_when_and_by",
                violation_error_message="Say both when it was done and by whom.",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=True, first_due_at__isnull=True)
                | models.Q(due_at__isnull=False, first_due_at__isnull=False),
                name="deadline_both_times_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(covered_by__isnull=True) | models.Q(status="done"),
                name="deadline_covered_is_done",
            ),
        ]

    class Privacy:
        internal = ["title", "rule_version", "term_calendar", "trigger_at", "trigger_on", "trigger_is_day", "due_on"]
        internal += [
            "due_at",
            "first_due",
            "first_due_at",
            "set_by_hand",
            "why",
            "status",
            "owner_agency",
            "owner_group",
        ]
        internal += ["started_at", "completed_at", "covered_by", "previous", "series_began_on"]
        identity = ["started_by", "completed_by", "completed_by_name"]
        retention = "as long as its record"
        basis = PUBLIC_TASK

    @property
    def unverified(self) -> bool:
        """Whether its date stands on a rule that nobody has checked against the guidance."""
        return self.rule_version is not None and not self.rule_version.verified

    @property
    def is_running(self) -> bool:
        """Whether it is still to be met."""
        return "done" in TRANSITIONS[self.status]

    @property
    def unit(self) -> Unit:
        """What its rule counts in; calendar days for a date without a rule."""
        return Unit(self.rule_version.unit) if self.rule_version else Unit.CALENDAR_DAYS


class Pause(BaseModel):
    """A stretch during which a clock stands still."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    cause = models.CharField(max_length=30, choices=list(PAUSE_REASONS.items()))
    words = models.TextField(blank=True)
    paused_at = models.DateTimeField()
    paused_by = models.UUIDField()
    paused_by_name = models.CharField(max_length=200)
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_by = models.UUIDField(null=True, blank=True)
    resumed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["paused_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=models.Q(resumed_at__isnull=True), name="pause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_at__isnull=True, resumed_by__isnull=True)
                | models.Q(resumed_at__isnull=False, resumed_by__isnull=False, resumed_at__gte=models.F("paused_at")),
                name="pause_resumed_after_and_by",
                violation_error_message="It cannot go on before it was paused.",
            ),
        ]

    class Privacy:
        internal = ["deadline", "cause", "paused_at", "resumed_at"]
        restricted = ["words"]
        identity = ["paused_by", "paused_by_name", "resumed_by", "resumed_by_name"]
        retention = "as long as its record"
        basis = PUBLIC_TASK


class Breach(BaseModel):
    """Why a date was missed: the reason as its owner gives it, and who accepted it."""

    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="breach")
    cause = models.CharField(max_length=30, choices=list(BREACH_REASONS.items()))
    words = models.TextField(blank=True)
    explained_at = models.DateTimeField()
    explained_by = models.UUIDField()
    explained_by_name = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True)
                | (
                    models.Q(approved_at__isnull=False, approved_by__isnull=False)
                    & ~models.Q(approved_by=models.F("explained_by"))
                ),
                name="breach_approved_by_another",
                violation_error_message="Somebody else than the person who gave the reason must approve it.",
            ),
            models.CheckConstraint(
                condition=~models.Q(cause="other") | ~models.Q(words=""),
                name="breach_other_needs_words",
                violation_error_message="Say what the reason was.",
            ),
        ]

    class Privacy:
        internal = ["deadline", "cause", "explained_at", "approved_at"]
        restricted = ["words"]
        identity = ["explained_by", "explained_by_name", "approved_by", "approved_by_name"]
        retention = "as long as its record"
        basis = PUBLIC_TASK


class DeadlineChange(BaseModel):
    """One thing that happened to a deadline, with the date before and after. Rows are never changed."""

    class What(models.TextChoices):
        """What happened."""

        STARTED = "started", "Started"
        PAUSED = "paused", "Paused"
        RESUMED = "resumed", "Going on"
        REDATED = "redated", "Date moved by a bank holiday"
        CORRECTED = "corrected", "Start of the clock corrected"
        SET = "set", "Date set by hand"
        DONE = "done", "Done"
        REOPENED = "reopened", "Opened again"
        CANCELLED = "cancelled", "Cancelled"
        HANDED = "handed", "Handed over"
        EXPLAINED = "explained", "Reason for missing the date given"
        APPROVED = "approved", "Reason for missing the date approved"

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    what = models.CharField(max_length=10, choices=What.choices)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["deadline", "at"], name="deadlinechange_of_deadline")]

    class Privacy:
        internal = ["deadline", "at", "what", "due_before", "due_after"]
        restricted = ["words"]
        identity = ["by", "by_name"]
        retention = "as long as its record"
        basis = PUBLIC_TASK
