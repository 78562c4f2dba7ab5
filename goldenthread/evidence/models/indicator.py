"""Indicators, as a partnership has chosen, renamed or added them."""

from django.db import models

from goldenthread.evidence.statistics import PRESETS
from goldenthread.foundation.models import EditableModel

KEPT = "as long as the partnership, and its successors, report on it"
BASIS = "public task: Children Act 2004, sections 16E to 16L"


class Indicator(EditableModel):
    """Something a partnership keeps count of. What it means stands in its definitions, one version after another."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True)
    question = models.TextField(blank=True)
    key = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)
    preset = models.CharField(max_length=20, choices=[(each, each) for each in PRESETS], default="NHSRplotthedots")
    clamp = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                name="evidence_indicator_code_once",
                violation_error_message="The partnership has an indicator with this code.",
            ),
            models.CheckConstraint(
                condition=models.Q(preset__in=list(PRESETS)),
                name="evidence_indicator_preset_known",
                violation_error_message="Choose one of the published ways of making the chart.",
            ),
        ]

    class Privacy:
        public = [
            *("record", "partnership", "code", "name", "group", "position", "why", "question", "key", "retired_on"),
            *("preset", "clamp"),
        ]
        internal = ["edition"]
        retention = KEPT
        basis = BASIS
