"""What became of an item in the next plan."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel
from goldenthread.plans.models.item import Item
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK, Plan
from goldenthread.plans.rules import carrying


class Lineage(BaseModel):
    """An item, the plan that follows, and the item that follows it there; none where it ends, with the reason."""

    before = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="later")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="carried")
    after = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="earlier")
    way = models.CharField(max_length=8, choices=list(carrying.WAYS.items()))
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["before", "decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="lineage_once"),
            models.CheckConstraint(
                condition=(Q(way__in=["dropped", "done"]) & Q(after__isnull=True))
                | (~Q(way__in=["dropped", "done"]) & Q(after__isnull=False)),
                name="lineage_ends_or_goes_on",
                violation_error_message="What ends has no successor; what goes on has one.",
            ),
            models.CheckConstraint(
                condition=Q(way="carried") | ~Q(reason=""),
                name="lineage_says_why",
                violation_error_message="Give the reason.",
            ),
            models.CheckConstraint(
                condition=Q(after__isnull=True) | ~Q(after=F("before")),
                name="lineage_not_itself",
                violation_error_message="Something cannot follow itself.",
            ),
        ]

    class Privacy:
        public = ["before", "plan", "after", "way", "reason"]
        internal = ["decided_at"]
        identity = ["decided_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
