"""Plans."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period
from goldenthread.plans.rules import levels as naming
from goldenthread.plans.rules import states

AS_LONG_AS_THE_PLAN = "as long as the plan: plans are kept for the history of the partnership"
PUBLIC_TASK = "public task: Children Act 2004, sections 16E to 16L"


def business_levels() -> list[dict[str, Any]]:
    """Return the usual levels: priorities with outcomes."""
    return [level.as_plain() for level in naming.BUSINESS]


class Plan(EditableModel):
    """A plan for a stretch of days: of the partnership, of a group that works under it, or of one agency.

    ``levels`` names and numbers the parts (see `rules.levels`). ``within`` is the longer plan that this is one year of.
    """

    class Kind(models.TextChoices):
        """What sort of plan it is."""

        BUSINESS = "business", "Business plan"
        YEAR = "year", "Plan for one year of a longer plan"
        WORK = "work", "Work plan of a group"
        IMPROVEMENT = "improvement", "Improvement plan"
        AGENCY = "agency", "Plan of one agency"

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.BUSINESS)
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    owner_group = models.ForeignKey(
        "partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_agency = models.ForeignKey(
        "partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="years")
    starts_on = models.DateField()
    ends_on = models.DateField()
    introduction = models.TextField(blank=True)
    levels = models.JSONField(default=business_levels)
    action_name = models.CharField(max_length=60, default=naming.ACTION)
    sub_action_name = models.CharField(max_length=60, default=naming.SUB_ACTION)
    status = models.CharField(
        max_length=8, choices=[(code, state.words) for code, state in states.PLAN.items()], default=states.DRAFT
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_words = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_start",
                violation_error_message="The plan must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="plan_agreed_whole",
                violation_error_message="Say who agreed the plan and when.",
            ),
            models.CheckConstraint(
                condition=(Q(status="closed") & Q(closed_on__isnull=False))
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                name="plan_closed_whole",
                violation_error_message="Say when the plan was closed.",
            ),
            models.CheckConstraint(
                condition=Q(owner_group__isnull=True) | Q(owner_agency__isnull=True),
                name="plan_one_owner",
                violation_error_message="A plan belongs to a group or to an agency, not to both.",
            ),
            models.CheckConstraint(
                condition=Q(within__isnull=True) | ~Q(within=F("record")),
                name="plan_not_within_itself",
                violation_error_message="A plan cannot be a year of itself.",
            ),
        ]

    class Privacy:
        public = ["title", "kind", "partnership", "owner_group", "owner_agency", "within", "starts_on", "ends_on"]
        public += ["introduction", "levels", "action_name", "sub_action_name", "agreed_on", "agreed_by"]
        internal = ["status", "closed_on", "closed_words"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """The days it is for."""
        return Period(self.starts_on, self.ends_on)

    @property
    def scheme(self) -> tuple[naming.Level, ...]:
        """Its levels."""
        return naming.of(self.levels)
