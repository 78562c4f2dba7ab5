"""Where an action of the thread stands in a plan."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel
from goldenthread.plans.models.item import Item
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK


class PlanAction(BaseModel):
    """An action of the thread under an item: one action may stand in several places. ``parent`` is the action it is part of."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="actions")
    action = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    owner_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "action"],
                name="planaction_once",
                violation_error_message="The action stands there already.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="planaction_not_part_of_itself",
                violation_error_message="An action cannot be part of itself.",
            ),
        ]

    class Privacy:
        public = ["item", "action", "parent", "position", "number", "owner_words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
