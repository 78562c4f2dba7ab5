"""What is to be done, what demands it, and how it goes."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.thread.models.said import AS_ITS_RECORD, PUBLIC_TASK, RECORD, Said
from goldenthread.thread.rules import statuses

_STATUSES = list(statuses.WORDS.items())
DEADLINE = "clocks.Deadline"
PERSON = "partnership.Person"


class Action(EditableModel, Said):
    """One thing to be done. Its title, owning agency, overseeing group and the day it was opened stand on its record.

    Any number of records may demand it (`Demand`). ``deadline`` is when it must be done, ``due_words`` the date as it was said
    ("ongoing"). ``look_again`` is when its impact is judged, or an accepted shortfall ends. An ``administrative`` action closes on
    completion; every other closes with the judgement of the difference it made.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=_STATUSES, default=statuses.PLANNED)
    administrative = models.BooleanField(default=False)
    owner_person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey(DEADLINE, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    look_again = models.ForeignKey(DEADLINE, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_words = models.CharField(max_length=200, blank=True)
    updated_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)
    closing_judgement = models.ForeignKey(
        "thread.Judgement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    next_step = models.TextField(blank=True)
    ended_reason = models.TextField(blank=True)
    ended_approver = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    went_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_in")

    class Meta:
        ordering = ["-record__opened_on", "-record__reference"]
        indexes = [models.Index(fields=["status", "updated_on"], name="action_status_updated")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(status="closed") & (Q(closing_judgement__isnull=False) | Q(administrative=True))
                    | ~Q(status="closed") & Q(closing_judgement__isnull=True)
                ),
                name="action_closed_with_judgement",
                violation_error_message="Say what difference it made before it closes.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status__in=statuses.ENDED, ended_approver__isnull=False) & ~Q(ended_reason="")
                    | ~Q(status__in=statuses.ENDED) & Q(ended_approver__isnull=True, ended_reason="")
                ),
                name="action_ended_with_reason",
                violation_error_message="Say why it ends and who approved it.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="merged", went_into__isnull=False)
                    | Q(status="superseded")
                    | ~Q(status__in=["merged", "superseded"]) & Q(went_into__isnull=True)
                )
                & (Q(went_into__isnull=True) | ~Q(went_into=F("record"))),
                name="action_merged_into_another",
                violation_error_message="Say into which other action it went.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status__in=["complete", "closed"], completed_on__isnull=False)
                    | ~Q(status__in=["complete", "closed"])
                ),
                name="action_completed_on_a_day",
                violation_error_message="Say when it was completed.",
            ),
        ]

    class Privacy:
        internal = ["text", "status", "administrative", "deadline", "look_again", "due_words", "updated_on", "at"]
        internal += ["completed_on", "closing_judgement", "next_step", "ended_reason", "went_into"]
        identity = ["owner_person", "ended_approver", "by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK

    @property
    def status_words(self) -> str:
        """The status as people read it; an administrative action is simply closed."""
        return statuses.WORDS[self.status]

    @property
    def is_running(self) -> bool:
        """Whether somebody still has to do something by its date."""
        return self.status in statuses.RUNNING


class Demand(BaseModel, Said):
    """That a record demands an action, and why: a finding, a recommendation, a risk, an outcome of a plan."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="demands")
    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["record__reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "action"],
                name="demand_once",
                violation_error_message="It demands this action already.",
            )
        ]

    class Privacy:
        internal = ["action", "record", "reason", "at"]
        identity = ["by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class ActionUpdate(BaseModel, Said):
    """How an action goes, said on a day. Rows are never changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    status = models.CharField(max_length=12, choices=_STATUSES)
    note = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["on", "at", "id"]
        indexes = [models.Index(fields=["action", "on"], name="action_update_by_day")]

    class Privacy:
        internal = ["action", "status", "note", "on", "at"]
        identity = ["by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class Shortfall(BaseModel, Said):
    """That falling short is accepted for now: by whom, why, and until when. It comes back on the due list when it ends."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="shortfalls")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    accepted_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-accepted_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("accepted_on")) & ~Q(why=""),
                name="shortfall_has_reason_and_end",
                violation_error_message="Say why it is accepted, and until which later day.",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(ended_on__isnull=True),
                name="shortfall_one_at_a_time",
                violation_error_message="A shortfall is accepted already.",
            ),
        ]

    class Privacy:
        internal = ["action", "why", "accepted_on", "until_on", "ended_on", "at"]
        identity = ["owner", "by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK
