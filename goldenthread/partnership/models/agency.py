"""Agencies stand above partnerships: one police force serves four."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated
from goldenthread.partnership.models.partnership import Succession


class Agency(EditableModel, Dated):
    """An organisation: a council, a police force, a hospital trust, a school, a charity.

    A school carries its unique reference number, its phase and its type. ``stands_for_many`` marks an entry for a whole class
    of bodies, such as "general practices", that engage together.
    """

    class Phase(models.TextChoices):
        """The phase of a school."""

        NURSERY = "nursery", "Nursery"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        ALL_THROUGH = "all_through", "All-through"
        SIXTEEN_PLUS = "sixteen_plus", "16 plus"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.ForeignKey("partnership.Kind", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    stands_for_many = models.BooleanField(default=False)
    urn = models.CharField(max_length=6, null=True, blank=True, unique=True)
    phase = models.CharField(max_length=16, choices=Phase.choices, blank=True)
    school_type = models.CharField(max_length=80, blank=True)
    website = models.URLField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="agency_by_name")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("record")),
                name="agency_not_its_own_parent",
                violation_error_message="An agency cannot be part of itself.",
            ),
            models.CheckConstraint(
                condition=Q(urn__isnull=True) | Q(urn__regex=r"^[0-9]{6}$"),
                name="agency_urn_six_figures",
                violation_error_message="A school's reference number has six figures, such as 111457.",
            ),
        ]

    class Privacy:
        public = ["name", "short_name", "kind", "parent", "stands_for_many", "urn", "phase", "school_type", "website"]
        public += ["from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK

    @property
    def called(self) -> str:
        """The short name, or the whole one where there is none."""
        return self.short_name or self.name


class AgencyLink(BaseModel):
    """One agency came before another: a clinical commissioning group before an integrated care board."""

    before = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successors")
    after = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="predecessors")
    how = models.CharField(max_length=12, choices=Succession.choices)
    happened_on = models.DateField()

    class Meta:
        ordering = ["happened_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="agencylink_between_two",
                violation_error_message="An agency cannot come before itself.",
            ),
            models.UniqueConstraint(
                fields=["before", "after"],
                name="agencylink_once",
                violation_error_message="The two are already joined.",
            ),
        ]

    class Privacy:
        public = ["before", "after", "how", "happened_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class AgencyClass(EditableModel, Dated):
    """In what way an agency belongs to a partnership, from a day and until one.

    A statutory partner fills one of three roles; several bodies may fill one. ``covers_part`` says that the body covers part of
    the partnership's area only.
    """

    class Class(models.TextChoices):
        """The four ways of belonging."""

        STATUTORY = "statutory", "Statutory safeguarding partner"
        EDUCATION = "education", "Designated education agency"
        RELEVANT = "relevant", "Relevant agency"
        WIDER = "wider", "Wider partner"

    class Role(models.TextChoices):
        """The three statutory roles."""

        AUTHORITY = "authority", "Local authority"
        HEALTH = "health", "Health"
        POLICE = "police", "Police"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="classes")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="classes")
    agency_class = models.CharField(max_length=12, choices=Class.choices)
    statutory_role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    category = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    covers_part = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        ordering = ["partnership", "agency_class", "agency__name"]
        indexes = [models.Index(fields=["partnership", "agency"], name="agencyclass_by_partnership")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(agency_class="statutory") & ~Q(statutory_role=""))
                | (~Q(agency_class="statutory") & Q(statutory_role="")),
                name="agencyclass_statutory_has_role",
                violation_error_message="A statutory partner fills one of the three roles; others fill none.",
            ),
            models.UniqueConstraint(
                fields=["agency", "partnership"],
                condition=Q(until_on__isnull=True),
                name="agencyclass_open_once",
                violation_error_message="The agency already belongs to the partnership in one way: end that first.",
            ),
        ]

    class Privacy:
        public = ["agency", "partnership", "agency_class", "statutory_role", "category", "reason", "covers_part"]
        public += ["from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
