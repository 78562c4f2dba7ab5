"""Scales: what a grade can be, and which end of it is better."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.quality.rules.asking import BETTER, COLOURS, SCALE_KINDS

KEPT = "as long as the partnership, and its successors, keep answers given on it"
BASIS = "public task: Children Act 2004, sections 11 and 16E to 16L; Education Act 2002, sections 157 and 175"


class Scale(EditableModel):
    """A scale of a partnership: its values in order, or whole numbers from 0 to 100 in steps.

    ``better`` says which end of the points is better, for a scale can stand either way round. ``allows_not_applicable``: whether
    "not applicable" can be chosen, with a reason.
    """

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=list(SCALE_KINDS.items()), default="choice")
    step = models.PositiveSmallIntegerField(default=0)
    better = models.CharField(max_length=4, choices=list(BETTER.items()), default="high")
    allows_not_applicable = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                name="quality_scale_once",
                violation_error_message="The partnership has a scale of this code.",
            ),
            models.CheckConstraint(
                condition=Q(kind="choice", step=0) | Q(kind="number", step__gt=0, step__lte=100),
                name="quality_scale_step",
                violation_error_message="A scale of numbers needs a step; one of named values has none.",
            ),
        ]

    class Privacy:
        public = ["partnership", "code", "name", "kind", "step", "better", "allows_not_applicable", "edition"]
        retention = KEPT
        basis = BASIS


class ScaleValue(BaseModel):
    """One value of a scale. ``points`` order it and count in a score; a value without points ("not known") counts nowhere."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="values")
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    descriptor = models.TextField(blank=True)
    colour = models.CharField(max_length=4, choices=list(COLOURS.items()), default="none")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["scale", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "code"],
                name="quality_value_once",
                violation_error_message="The scale has a value of this code.",
            ),
        ]

    class Privacy:
        public = ["scale", "code", "label", "points", "descriptor", "colour", "order"]
        retention = KEPT
        basis = BASIS
