"""The published arrangements, edition by edition, and the words in them."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK


class Arrangements(EditableModel):
    """One edition of the arrangements. A draft follows the live register; publishing freezes it with its date.

    ``frozen`` is the whole edition as it was published. It is never changed; the next edition supersedes it.
    """

    class Status(models.TextChoices):
        """Where an edition stands."""

        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="arrangements")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    checklist = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    in_force_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    frozen = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["partnership", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"],
                name="arrangements_number_once",
                violation_error_message="There is an edition of this number.",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(status="draft"),
                name="arrangements_one_draft",
                violation_error_message="There is a draft already: finish that one.",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(status="published"),
                name="arrangements_one_published",
                violation_error_message="Only one edition can be in force.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_on__isnull=True, published_by="", frozen__isnull=True)
                | (~Q(status="draft") & Q(published_on__isnull=False, frozen__isnull=False) & ~Q(published_by="")),
                name="arrangements_frozen_when_published",
                violation_error_message="A published edition has its date and its frozen words; a draft has none.",
            ),
        ]

    class Privacy:
        public = ["partnership", "number", "title", "checklist", "status", "in_force_on", "published_on", "frozen"]
        identity = ["published_by"]
        retention = "for ever: it is the history of the arrangements"
        basis = PUBLIC_TASK


class ArrangementWords(BaseModel):
    """The words for one item of the checklist in one edition. Each saving adds a version; none is lost."""

    arrangements = models.ForeignKey(Arrangements, on_delete=models.PROTECT, related_name="words")
    item = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["arrangements", "item", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangements", "item", "version"],
                name="arrangementwords_version_once",
                violation_error_message="Somebody has just saved this item: compare the two.",
            )
        ]

    class Privacy:
        public = ["arrangements", "item", "version", "text"]
        internal = ["written_at"]
        identity = ["written_by"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class ChecklistCheck(BaseModel):
    """A person compared a checklist with the text of the guidance. Until then it is shown as not checked."""

    checklist = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    checked_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(checked_by="") & Q(checked_on__isnull=False),
                name="checklistcheck_on_and_by",
                violation_error_message="Say who checked it and when.",
            )
        ]

    class Privacy:
        internal = ["checklist", "source", "checked_on"]
        identity = ["checked_by"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
