"""What was found, the themes it belongs to and the agencies it concerns."""

from django.db import models

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.thread.models.said import AS_ITS_RECORD, PUBLIC_TASK, RECORD, Said
from goldenthread.thread.rules import words


class Finding(EditableModel, Said):
    """Something that an audit, a review, a figure or a visit showed: its ``source`` is any record.

    Whoever may not know of the source may not know of the finding. ``why`` says why it matters to children.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    source = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=list(words.FINDINGS.items()))
    text = models.TextField()
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-record__opened_on", "-record__reference"]

    class Privacy:
        internal = ["source", "kind", "at"]
        restricted = ["text", "why"]
        identity = ["by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class Theme(EditableModel):
    """What findings have in common, in a partnership's own words. ``folded`` keeps one theme from standing twice."""

    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "folded"],
                name="theme_name_once",
                violation_error_message="There is a theme of that name already.",
            )
        ]

    class Privacy:
        internal = ["partnership", "name", "folded", "words"]
        retention = "as long as the partnership"
        basis = PUBLIC_TASK


class FindingTheme(BaseModel):
    """That a finding belongs to a theme."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="finding_themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="finding_themes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "theme"], name="finding_theme_once")]

    class Privacy:
        internal = ["finding", "theme"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class FindingAgency(BaseModel):
    """That a finding concerns an agency. One that names none concerns no agency by itself: it is about how they work together."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="concerns")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "agency"],
                name="finding_agency_once",
                violation_error_message="This agency is named already.",
            )
        ]

    class Privacy:
        internal = ["finding", "agency"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK
