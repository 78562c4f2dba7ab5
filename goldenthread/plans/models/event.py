"""How priorities were set: the day, what was looked at, who was there, what came of it."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK, Plan


class Event(EditableModel):
    """A day on which plans are made: priorities set, work added, a declaration of intent agreed.

    ``held_words`` is the date as said ("October 2014") where the day is not known.
    """

    class Kind(models.TextChoices):
        """What sort of day it was."""

        PRIORITIES = "priorities", "Priorities were set"
        DEVELOPMENT = "development", "Development day"
        DECLARATION = "declaration", "Declaration of intent"
        REVIEW = "review", "Review of the plan"

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PRIORITIES)
    title = models.CharField(max_length=250)
    held_on = models.DateField(null=True, blank=True)
    held_words = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | ~Q(held_words=""),
                name="event_says_when",
                violation_error_message="Say when it was, as a date or in words.",
            ),
        ]

    class Privacy:
        public = ["partnership", "plan", "kind", "title", "held_on", "held_words", "summary"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class EventLine(BaseModel):
    """One thing considered, one who was there, or one thing that came of it.

    ``record`` is the evidence, agency, group or plan item it speaks of; ``person`` somebody of the register.
    """

    class Sort(models.TextChoices):
        """What the line tells."""

        CONSIDERED = "considered", "Considered"
        PRESENT = "present", "Was there"
        RESULT = "result", "Came out of it"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="lines")
    sort = models.CharField(max_length=10, choices=Sort.choices)
    position = models.PositiveIntegerField(default=1)
    words = models.TextField(blank=True)
    record = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("partnership.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["event", "sort", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(record__isnull=False) | Q(person__isnull=False),
                name="eventline_says_something",
                violation_error_message="Say it in words, or choose what it is about.",
            ),
        ]

    class Privacy:
        internal = ["event", "sort", "position", "words", "record"]
        identity = ["person"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
