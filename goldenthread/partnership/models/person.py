"""People, who are not users: most of them never sign in."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import EditableModel
from goldenthread.partnership.models.dated import PUBLIC_TASK, TWO_YEARS_AFTER_LEAVING, Dated


class Person(EditableModel):
    """Somebody who works with a partnership or speaks in it.

    ``kept_by`` is the partnership whose office keeps the entry; the person may hold posts and seats anywhere.
    """

    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    kept_by = models.ForeignKey(
        "partnership.Partnership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    illustrative = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="person_by_name")]

    class Privacy:
        identity = ["name", "email", "phone"]
        internal = ["kept_by", "illustrative", "left_on"]
        retention = TWO_YEARS_AFTER_LEAVING
        basis = PUBLIC_TASK


class Post(EditableModel, Dated):
    """A job somebody holds at an agency."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="posts")
    job_title = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        ordering = ["-from_on", "job_title"]
        indexes = [models.Index(fields=["agency", "person"], name="post_by_agency")]

    class Privacy:
        identity = ["person"]
        internal = ["agency", "job_title", "from_on", "until_on"]
        retention = TWO_YEARS_AFTER_LEAVING
        basis = PUBLIC_TASK


class Office(EditableModel, Dated):
    """A named office in a partnership: lead partner, delegated partner, chair, scrutineer, manager.

    A delegated partner acts for a lead, who stays accountable (``acts_for``). ``accountable_to`` says, in words, to whom the
    holder answers, as the independent chair does to the chief executive.
    """

    class Kind(models.TextChoices):
        """Which office."""

        LEAD = "lead", "Lead safeguarding partner"
        DELEGATE = "delegate", "Delegated safeguarding partner"
        PARTNERSHIP_CHAIR = "partnership_chair", "Partnership chair"
        INDEPENDENT_CHAIR = "independent_chair", "Independent chair"
        SCRUTINEER = "scrutineer", "Independent scrutineer"
        MANAGER = "manager", "Business manager"
        OFFICER = "officer", "Officer of the business unit"
        LEAD_MEMBER = "lead_member", "Lead member for children"
        ADVISER = "adviser", "Adviser"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    agency = models.ForeignKey(
        "partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="offices"
    )
    title = models.CharField(max_length=200, blank=True)
    acts_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="delegates")
    accountable_to = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["partnership", "kind", "person__name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(kind__in=["lead", "delegate"]) & Q(agency__isnull=False))
                | ~Q(kind__in=["lead", "delegate"]),
                name="office_partner_has_agency",
                violation_error_message="A lead or delegated partner belongs to one of the statutory partners: say which.",
            ),
            models.CheckConstraint(
                condition=Q(kind="delegate") | Q(acts_for__isnull=True),
                name="office_only_delegates_act_for",
                violation_error_message="Only a delegated partner acts for a lead partner.",
            ),
        ]

    class Privacy:
        identity = ["person"]
        public = ["partnership", "kind", "agency", "title", "from_on", "until_on"]
        internal = ["acts_for", "accountable_to"]
        retention = TWO_YEARS_AFTER_LEAVING
        basis = PUBLIC_TASK
