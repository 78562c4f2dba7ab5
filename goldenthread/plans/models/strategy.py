"""Strategies of other boards that a plan stands beside."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK


class Strategy(EditableModel):
    """A strategy or programme: whose it is, its dates, its version, where to read it. Only the link is kept here."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    board = models.ForeignKey("partnership.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_words = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=60, blank=True)
    endorsed_on = models.DateField(null=True, blank=True)
    endorsed_words = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="strategy_ends_after_start",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    class Privacy:
        public = ["partnership", "name", "board", "owner_words", "version", "endorsed_on", "endorsed_words"]
        public += ["starts_on", "ends_on", "address"]
        internal = ["note"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
