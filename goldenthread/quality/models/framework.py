"""Frameworks: how quality is judged and learning is found, tools that are endorsed, what a policy does to children."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.quality.models.scale import BASIS, KEPT
from goldenthread.quality.rules.asking import FRAMEWORKS


class Framework(EditableModel):
    """A document that the partnership works by, over all its versions. ``deadline`` is the clock of its review."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=list(FRAMEWORKS.items()))
    group = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    deadline = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "record__title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(review_on__isnull=False),
                name="quality_framework_review",
                violation_error_message="Say when it is reviewed.",
            ),
        ]

    class Privacy:
        public = ["record", "partnership", "kind", "group", "review_on", "deadline", "edition"]
        retention = KEPT
        basis = BASIS


class FrameworkVersion(BaseModel):
    """One version. ``sections`` are ``[title, words]`` pairs: those of a framework, or question and answer of an assessment."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField(default=list)
    changed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    endorsed_on = models.DateField(null=True, blank=True)
    endorsed_by = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="quality_framework_version_once",
                violation_error_message="This version is there already.",
            ),
            models.CheckConstraint(
                condition=Q(endorsed_on__isnull=True, endorsed_by__isnull=True)
                | Q(endorsed_on__isnull=False, endorsed_by__isnull=False),
                name="quality_framework_version_endorsed_whole",
                violation_error_message="Say which group endorsed it, and when.",
            ),
        ]

    class Privacy:
        public = ["framework", "number", "sections", "changed", "made_at", "endorsed_on", "endorsed_by"]
        identity = ["made_by_name"]
        retention = KEPT
        basis = BASIS
