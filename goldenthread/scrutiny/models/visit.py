"""Visits to the frontline: the plan of a year, who owes a visit by when, and what a visit saw and heard."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.foundation.periods import Period
from goldenthread.scrutiny.models.inspection import BASIS, RECORD
from goldenthread.scrutiny.rules import visiting

PERSON = "partnership.Person"
RETENTION = "as long as the partnership, as its record of what members saw at the frontline"


class VisitPlan(EditableModel):
    """The visits of a year: members of ``group`` make ``a_year`` visits each. ``tool`` is the question bank they take along."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    start = models.DateField()
    end = models.DateField()
    a_year = models.PositiveSmallIntegerField(default=visiting.A_YEAR)
    words = models.TextField(blank=True)
    tool = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start"), a_year__gte=1, a_year__lte=visiting.MOST_A_YEAR),
                name="scrutiny_visit_plan_year",
                violation_error_message="The year must end on or after the day it begins, with one to twelve visits.",
            ),
            models.UniqueConstraint(
                fields=["partnership", "group", "start"],
                name="scrutiny_visit_plan_once",
                violation_error_message="The visits of this group are planned for that year already.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "title", "start", "end", "a_year", "words", "tool", "at", "edition"),
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def year(self) -> Period:
        """The days of the plan."""
        return Period(self.start, self.end)


class Owed(BaseModel):
    """That a member owes a visit by a day: on their due list until it is made. ``number``: the first of the year, the second."""

    plan = models.ForeignKey(VisitPlan, on_delete=models.PROTECT, related_name="owed")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    deadline = models.OneToOneField("clocks.Deadline", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "number"],
                name="scrutiny_owed_once",
                violation_error_message="This visit is owed already.",
            )
        ]

    class Privacy:
        internal = ["plan", "number", "deadline"]
        identity = ["person"]
        retention = RETENTION
        basis = BASIS


class Visit(EditableModel):
    """A visit to a team of an agency: planned, made and written up, or dropped with the reason.

    ``met`` are roles, never names. ``reply`` is what the agency answers. No field holds the identity of a child.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(VisitPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=list(visiting.STATES.items()), default=visiting.PLANNED)
    held_on = models.DateField()
    aim = models.TextField(blank=True)
    tool = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    met = models.CharField(max_length=300, blank=True)
    seen = models.TextField(blank=True)
    heard = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.UUIDField(null=True, blank=True)
    written_by_name = models.CharField(max_length=200, blank=True)
    dropped_why = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.UUIDField(null=True, blank=True)
    replied_by_name = models.CharField(max_length=200, blank=True)
    reply_deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-held_on", "pk"]
        indexes = [models.Index(fields=["partnership", "state", "held_on"], name="scrutiny_visit_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(visiting.STATES)),
                name="scrutiny_visit_state",
                violation_error_message="There is no such state.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=visiting.MADE, written_at__isnull=False, written_by__isnull=False) & ~Q(written_by_name="")
                )
                | (
                    Q(written_at__isnull=True, written_by__isnull=True, written_by_name="", seen="", heard="")
                    & ~Q(state=visiting.MADE)
                ),
                name="scrutiny_visit_written_whole",
                violation_error_message="A visit that was made says who wrote it up, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state=visiting.DROPPED, dropped_why=""),
                name="scrutiny_visit_dropped_with_why",
                violation_error_message="Say why the visit is not made.",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by__isnull=True, replied_by_name="")
                | (
                    Q(state=visiting.MADE, replied_at__isnull=False, replied_by__isnull=False)
                    & ~Q(reply="")
                    & ~Q(replied_by_name="")
                ),
                name="scrutiny_visit_replied_whole",
                violation_error_message="Say what the agency replies, who says so and when.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "plan", "agency", "team", "state", "held_on", "aim", "tool", "met", "source"),
            *("written_at", "dropped_why", "reply", "replied_at", "reply_deadline", "edition"),
        ]
        restricted = ["seen", "heard"]
        identity = ["written_by", "written_by_name", "replied_by", "replied_by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.record.title)


class Visitor(BaseModel):
    """Who goes, or went."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="visitors")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"],
                name="scrutiny_visitor_once",
                violation_error_message="This person goes already.",
            )
        ]

    class Privacy:
        internal = ["visit"]
        identity = ["person"]
        retention = RETENTION
        basis = BASIS


class Noted(BaseModel):
    """One thing a visit brings back.

    ``themes`` are names, separated by commas. ``finding`` is the finding it became once somebody took it into the thread.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="noted")
    kind = models.CharField(max_length=13, choices=list(visiting.KINDS.items()))
    text = models.TextField()
    themes = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()
    finding = models.OneToOneField(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "order"],
                name="scrutiny_noted_order",
                violation_error_message="Two things stand in one place.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(visiting.KINDS)) & ~Q(text=""),
                name="scrutiny_noted_says_something",
                violation_error_message="Say what you noted.",
            ),
        ]

    class Privacy:
        internal = ["visit", "kind", "themes", "order", "finding"]
        restricted = ["text"]
        retention = RETENTION
        basis = BASIS


class VisitAnswer(BaseModel):
    """What was answered to a question that was taken along."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("quality.Question", on_delete=models.PROTECT, related_name="+")
    value = models.TextField()

    class Meta:
        ordering = ["question__standard__order", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "question"],
                name="scrutiny_visit_answer_once",
                violation_error_message="This question is answered already.",
            )
        ]

    class Privacy:
        internal = ["visit", "question"]
        restricted = ["value"]
        retention = RETENTION
        basis = BASIS
