"""What was supplied: a numerator and, where it has one of its own, a denominator, for a period and a breakdown."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.foundation.periods import Period


class Reading(EditableModel):
    """One supplied figure. A restatement is a new version with a reason; the old one stays and is no longer ``current``.

    No value is stored: percentages, rates and totals are worked out when they are read.
    """

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="readings")
    start = models.DateField()
    end = models.DateField()
    cut = models.CharField(max_length=400, blank=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=2)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    covered = models.PositiveSmallIntegerField(null=True, blank=True)
    covered_of = models.PositiveSmallIntegerField(null=True, blank=True)
    supplier = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    supplied_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    vintage = models.CharField(max_length=60, blank=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    why_restated = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()
    entered_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-end", "start", "cut", "-version"]
        indexes = [models.Index(fields=["indicator", "current", "cut", "end"], name="evidence_reading_series")]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "start", "end", "cut"],
                condition=Q(current=True),
                name="evidence_reading_once",
                violation_error_message="There is a figure for this period and breakdown. Restate it instead.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="evidence_reading_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(numerator__gte=0) & (Q(denominator__isnull=True) | Q(denominator__gt=0)),
                name="evidence_reading_numbers",
                violation_error_message="A numerator is 0 or more, a denominator above 0.",
            ),
            models.CheckConstraint(
                condition=Q(covered__isnull=True, covered_of__isnull=True)
                | Q(covered__isnull=False, covered_of__isnull=False, covered__gte=1, covered_of__gte=F("covered")),
                name="evidence_reading_coverage",
                violation_error_message="Say how many months are covered, of how many.",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_on__isnull=True)
                | Q(signed_by__isnull=False, signed_on__isnull=False),
                name="evidence_reading_signed_whole",
                violation_error_message="Say who signed the figure off, and on which day.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces__isnull=True, why_restated="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(why_restated="")),
                name="evidence_reading_restated_whole",
                violation_error_message="A restated figure names the one it replaces, and why.",
            ),
        ]

    class Privacy:
        internal = [
            *("indicator", "start", "end", "cut", "covered", "covered_of", "supplier", "supplied_on", "source"),
            *("vintage", "illustrative", "version", "current", "replaces", "why_restated", "signed_on", "entered_at"),
            "edition",
        ]
        restricted = ["numerator", "denominator"]  # small numbers can point at a child
        identity = ["signed_by", "entered_by", "entered_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class CompleteParts(BaseModel):
    """Somebody's word that the parts of a breakdown make up the whole of a period: only then are they added."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="complete_parts")
    start = models.DateField()
    end = models.DateField()
    dimensions = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    said_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-end", "dimensions"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "start", "end", "dimensions"],
                name="evidence_parts_once",
                violation_error_message="These parts are said to be complete already.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")) & ~Q(dimensions=""),
                name="evidence_parts_said_of_something",
                violation_error_message="Say of which breakdown and period.",
            ),
        ]

    class Privacy:
        internal = ["indicator", "start", "end", "dimensions", "said_at"]
        identity = ["said_by", "said_by_name"]
        retention = KEPT
        basis = BASIS
