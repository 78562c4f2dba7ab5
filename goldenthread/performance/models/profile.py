"""Profiles that a partnership made itself: topics, spotlights and its outcomes framework."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period
from goldenthread.performance.rules import FORMS, Section, read

KEPT = "as long as the partnership, and its successors, report on it"
BASIS = "public task: Children Act 2004, sections 16E to 16L"


class Profile(EditableModel):
    """What is shown of which indicators, and what the partnership says about it.

    A spotlight is about a period. An outcomes framework runs for one, usually three years. ``sections`` are kept as plain data:
    they name indicators by code, so that a profile can be carried to another partnership.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=12, choices=list(FORMS.items()))
    title = models.CharField(max_length=200)
    lede = models.TextField(blank=True)
    question = models.TextField(blank=True)
    narrative = models.TextField(blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    sections = models.JSONField(default=list, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-end", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gte=F("start")),
                name="performance_profile_period",
                violation_error_message="Give the first and the last day, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(form="profile") | Q(end__isnull=False),
                name="performance_profile_has_period",
                violation_error_message="A spotlight and an outcomes framework are about a period.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "form", "title", "lede", "question", "narrative", "start", "end", "sections"),
            *("retired_on", "edition"),
        ]
        retention = KEPT
        basis = BASIS

    @property
    def period(self) -> Period | None:
        """The days it is about."""
        return Period(self.start, self.end) if self.start and self.end else None

    @property
    def shown(self) -> tuple[Section, ...]:
        """Its sections."""
        return read(self.sections)
