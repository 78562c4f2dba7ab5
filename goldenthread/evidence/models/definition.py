"""What an indicator means, version by version."""

from django.db import models

from goldenthread.evidence.models.indicator import BASIS, KEPT
from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.models import BaseModel


class Definition(BaseModel):
    """One version. It is never changed: a new one follows it from a day, and the series breaks there."""

    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="definitions")
    version = models.PositiveSmallIntegerField()
    from_on = models.DateField(null=True, blank=True)
    why_changed = models.TextField(blank=True)
    words = models.TextField()
    numerator = models.CharField(max_length=300)
    counts = models.CharField(max_length=60)
    denominator = models.CharField(max_length=300, blank=True)
    denominator_from = models.CharField(max_length=12, choices=list(defining.DENOMINATORS.items()))
    factor = models.CharField(max_length=12, choices=list(defining.FACTORS.items()))
    decimals = models.PositiveSmallIntegerField()
    polarity = models.CharField(max_length=8, choices=list(defining.POLARITIES.items()))
    frequency = models.CharField(max_length=12, choices=list(defining.FREQUENCIES.items()))
    year_rule = models.CharField(max_length=12, choices=list(defining.YEAR_RULES.items()))
    supplier_kind = models.CharField(max_length=120, blank=True)
    dimensions = models.JSONField(default=list, blank=True)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=17)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"],
                name="evidence_definition_version_once",
                violation_error_message="This version is there already.",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1, from_on__isnull=True, why_changed="")
                | (models.Q(version__gt=1, from_on__isnull=False) & ~models.Q(why_changed="")),
                name="evidence_definition_change_has_reason",
                violation_error_message="Say from which day the new definition holds, and why it changed.",
            ),
            models.CheckConstraint(
                condition=models.Q(age_to__gte=models.F("age_from")),
                name="evidence_definition_ages",
                violation_error_message="The last age cannot be below the first.",
            ),
            models.CheckConstraint(
                condition=models.Q(factor__in=[defining.COUNT, defining.MONEY], denominator_from=defining.NOTHING)
                | models.Q(factor__in=[defining.DAYS, defining.SCORE])
                | models.Q(factor=defining.AVERAGE, denominator_from=defining.GIVEN)
                | (
                    models.Q(factor__in=list(defining.MULTIPLIERS))
                    & models.Q(denominator_from__in=[defining.GIVEN, defining.POPULATION])
                ),
                name="evidence_definition_parts_fit",
                violation_error_message="A percentage, rate or average has a denominator; a plain number has none.",
            ),
        ]

    class Privacy:
        public = [
            *("indicator", "version", "from_on", "why_changed", "words", "numerator", "counts", "denominator"),
            *("denominator_from", "factor", "decimals", "polarity", "frequency", "year_rule", "supplier_kind"),
            *("dimensions", "age_from", "age_to"),
        ]
        internal = ["made_at"]
        identity = ["made_by", "made_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def details(self) -> Details:
        """The definition as the rules take it."""
        named = {name: getattr(self, name) for name in Details.__dataclass_fields__ if name != "dimensions"}
        return Details(**named, dimensions=tuple(self.dimensions))
