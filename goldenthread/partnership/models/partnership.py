"""The partnership itself, and what came before and after it."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated


class Succession(models.TextChoices):
    """How one body followed another."""

    SUCCEEDED = "succeeded", "took over from it"
    MERGED = "merged", "was made by merging it with others"
    SPLIT = "split", "was split off from it"
    RENAMED = "renamed", "is its new name"


class Partnership(EditableModel, Dated):
    """The bodies that safeguard children together in one or several local authority areas.

    Its kind says of which era it is: a local safeguarding children board, a safeguarding children partnership, a joint board.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.ForeignKey("partnership.Kind", on_delete=models.PROTECT, related_name="+")
    vision = models.TextField(blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_address = models.TextField(blank=True)
    website = models.URLField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["name"]

    class Privacy:
        public = ["name", "short_name", "slug", "kind", "vision", "contact_email", "contact_address", "website"]
        public += ["from_on", "until_on"]
        retention = "for ever: it is the history of the arrangements"
        basis = PUBLIC_TASK

    @property
    def called(self) -> str:
        """The short name, or the whole one where there is none."""
        return self.short_name or self.name


class PartnershipLink(BaseModel):
    """One partnership came before another. A merger has several before, a split several after."""

    before = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="successors")
    after = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="predecessors")
    how = models.CharField(max_length=12, choices=Succession.choices)
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["happened_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="partnershiplink_between_two",
                violation_error_message="A partnership cannot come before itself.",
            ),
            models.UniqueConstraint(
                fields=["before", "after"],
                name="partnershiplink_once",
                violation_error_message="The two are already joined.",
            ),
        ]

    class Privacy:
        public = ["before", "after", "how", "happened_on", "note"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
