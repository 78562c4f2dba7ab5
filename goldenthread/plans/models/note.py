"""What else a plan holds: next year's focus, and what an import could not read."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.plans.models.item import Item
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK, Plan


class Note(EditableModel):
    """Words that belong to a plan, perhaps to one item of it. ``place`` says where they stood in an imported file."""

    class Sort(models.TextChoices):
        """What the words are."""

        FOCUS = "focus", "Focus for next year"
        UNREAD = "unread", "Not read by the import"
        LEFT_OUT = "left_out", "Left out of the import"
        NOTE = "note", "Note"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="notes")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    sort = models.CharField(max_length=8, choices=Sort.choices, default=Sort.NOTE)
    position = models.PositiveIntegerField(default=1)
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "sort", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="note_has_text", violation_error_message="Write something."
            ),
        ]

    class Privacy:
        internal = ["plan", "item", "sort", "position", "text", "place", "why", "written_at"]
        identity = ["written_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
