"""The rules as this installation knows them: those that ship, and those a partnership adds."""

from django.db import models

from goldenthread.clocks import library
from goldenthread.clocks.rules import Rule, Unit, count_words
from goldenthread.clocks.rules.shapes import STRENGTH_WORDS, Strength
from goldenthread.foundation.models import BaseModel, EditableModel

PUBLIC_TASK = "public task: Children Act 2004, sections 16E to 16L"


class RuleVersion(EditableModel):
    """One edition of a rule, in one variant, as it read at one time.

    ``content`` is the whole rule; the columns beside it are what lists filter and sort by. When a release of the product says
    something else about the same edition, a new row takes its place and the old one is kept, ``replaced_at`` set, for the clocks
    that were reckoned with it. A rule or variant of one partnership's own has its ``partnership``.
    """

    rule = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    variant = models.CharField(max_length=40, blank=True)
    partnership = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=250)
    domain = models.CharField(max_length=80)
    unit = models.CharField(max_length=20, choices=[(unit.value, unit.value) for unit in Unit])
    strength = models.CharField(max_length=30, choices=[(key.value, words) for key, words in STRENGTH_WORDS.items()])
    source_name = models.CharField(max_length=200)
    applies_from = models.DateField(null=True, blank=True)
    applies_to = models.DateField(null=True, blank=True)
    content = models.JSONField(default=dict)
    replaced_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    verified_by_name = models.CharField(max_length=200, blank=True)
    verified_source = models.CharField(max_length=500, blank=True)
    verified_source_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "applies_from", "variant"]
        indexes = [models.Index(fields=["rule", "replaced_at"], name="ruleversion_rule")]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "version", "variant"],
                condition=models.Q(partnership__isnull=True, replaced_at__isnull=True),
                name="ruleversion_once",
            ),
            models.UniqueConstraint(
                fields=["rule", "version", "variant", "partnership"],
                condition=models.Q(partnership__isnull=False, replaced_at__isnull=True),
                name="ruleversion_once_locally",
                violation_error_message="Your partnership has this rule and variant already.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    verified_at__isnull=True,
                    verified_by__isnull=True,
                    verified_source="",
                    verified_source_date__isnull=True,
                )
                | (
                    models.Q(verified_at__isnull=False, verified_by__isnull=False, verified_source_date__isnull=False)
                    & ~models.Q(verified_source="")
                ),
                name="ruleversion_verified_with_source",
                violation_error_message="Say who checked the rule, against which source and of what date.",
            ),
            models.CheckConstraint(
                condition=models.Q(applies_to__isnull=True) | models.Q(applies_to__gte=models.F("applies_from")),
                name="ruleversion_ends_after_beginning",
            ),
        ]

    class Privacy:
        public = ["rule", "version", "variant", "order", "title", "domain", "unit", "strength", "source_name"]
        public += ["applies_from", "applies_to", "content"]
        internal = ["partnership", "replaced_at", "verified_at", "verified_source", "verified_source_date"]
        identity = ["verified_by", "verified_by_name"]
        retention = "for ever: dates reckoned with it must stay explainable"
        basis = PUBLIC_TASK

    @property
    def verified(self) -> bool:
        """Whether a person has checked it against the guidance."""
        return self.verified_at is not None

    def as_rule(self) -> Rule:
        """Return it as plain Python."""
        return library.from_plain(self.content)

    @property
    def count_words(self) -> str:
        """Its count in words: ``within 5 working days``."""
        return count_words(self.as_rule())

    @property
    def strength_words(self) -> str:
        """How binding it is, in words."""
        return STRENGTH_WORDS[Strength(self.strength)]


class RuleCheck(BaseModel):
    """A person checked a rule against the guidance, or took such a check back. Rows are never changed."""

    class Verdict(models.TextChoices):
        """What the person found."""

        CONFIRMED = "confirmed", "Confirmed"
        WITHDRAWN = "withdrawn", "Check taken back"

    rule_version = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="checks")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    source = models.CharField(max_length=500)
    source_date = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]

    class Privacy:
        internal = ["rule_version", "verdict", "source", "source_date", "note", "at"]
        identity = ["by", "by_name"]
        retention = "as long as the rule it checks"
        basis = PUBLIC_TASK
