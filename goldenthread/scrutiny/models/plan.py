"""The plan of scrutiny and its pieces: what is looked at, how, by whom, and what was learned."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.foundation.periods import Period
from goldenthread.scrutiny import library
from goldenthread.scrutiny.models.inspection import BASIS, RECORD
from goldenthread.scrutiny.rules import planning

RETENTION = "as long as the partnership, as its record of how its work was scrutinised"


class ScrutinyPlan(EditableModel):
    """What is scrutinised in one to three years. ``themes`` are names: what the cycle means to cover."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=250)
    start = models.DateField()
    end = models.DateField()
    themes = models.JSONField(default=list)
    words = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="scrutiny_plan_period",
                violation_error_message="The plan must end on or after the day it begins.",
            )
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "title", "start", "end", "themes", "words", "source", "at", "edition"),
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days of the plan."""
        return Period(self.start, self.end)


class Look(EditableModel):
    """A piece of scrutiny: planned, done with what was learned, or not done with the reason. ``who`` are roles, never names."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(ScrutinyPlan, on_delete=models.PROTECT, related_name="looks")
    title = models.CharField(max_length=250)
    theme = models.CharField(max_length=120, blank=True)
    method = models.CharField(max_length=20)
    who = models.CharField(max_length=200, blank=True)
    lines = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=list(planning.STATES.items()), default=planning.PLANNED)
    done_on = models.DateField(null=True, blank=True)
    learned = models.TextField(blank=True)
    dropped_why = models.TextField(blank=True)
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["partnership", "due_on"], name="scrutiny_look_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=list(library.methods()), state__in=list(planning.STATES)),
                name="scrutiny_look_method",
                violation_error_message="There is no such method or state.",
            ),
            models.CheckConstraint(
                condition=(Q(state=planning.DONE, done_on__isnull=False) & ~Q(learned=""))
                | (Q(done_on__isnull=True, learned="") & ~Q(state=planning.DONE)),
                name="scrutiny_look_done_whole",
                violation_error_message="What was done says when, and what was learned.",
            ),
            models.CheckConstraint(
                condition=~Q(state=planning.DROPPED, dropped_why=""),
                name="scrutiny_look_dropped_with_why",
                violation_error_message="Say why it is not done.",
            ),
        ]

    class Privacy:
        internal = [
            *(
                "record",
                "partnership",
                "plan",
                "title",
                "theme",
                "method",
                "who",
                "lines",
                "due_on",
                "state",
                "done_on",
            ),
            *("learned", "dropped_why", "deadline", "at", "edition"),
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def how(self) -> library.Method:
        """By which method it is looked at."""
        return library.methods()[self.method]


class Rested(BaseModel):
    """What a piece of scrutiny rested on: an element, such as cases read, with the record of it where there is one."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="rested")
    element = models.CharField(max_length=8, choices=list(planning.ELEMENTS.items()))
    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(element__in=list(planning.ELEMENTS)),
                name="scrutiny_rested_element",
                violation_error_message="There is no such element.",
            ),
            models.UniqueConstraint(
                fields=["look", "element", "record"],
                name="scrutiny_rested_once",
                violation_error_message="This is there already.",
            ),
        ]

    class Privacy:
        internal = ["look", "element", "record"]
        retention = RETENTION
        basis = BASIS
