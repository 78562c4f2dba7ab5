"""Question banks: what is asked, standard by standard, in editions that never change once they are published."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.quality.models.scale import BASIS, KEPT, Scale
from goldenthread.quality.rules.asking import KINDS, PURPOSES, STATES


class Bank(BaseModel):
    """The questions of one purpose, over all their editions. ``library`` is the code it was adopted from, if any."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=list(PURPOSES.items()))
    library = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["record__title"]

    class Privacy:
        public = ["record", "partnership", "purpose", "library"]
        retention = KEPT
        basis = BASIS

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.record.title)


class Edition(EditableModel):
    """One edition of a bank, such as that of a year. Once published it never changes; a mistake is mended in the next."""

    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(max_length=60)
    in_force_from = models.DateField()
    state = models.CharField(max_length=9, choices=list(STATES.items()), default="draft")
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-in_force_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "label"],
                name="quality_edition_once",
                violation_error_message="There is an edition of this name.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True, published_by_name="")
                | (Q(state__in=["published", "retired"], published_at__isnull=False) & ~Q(published_by_name="")),
                name="quality_edition_published_whole",
                violation_error_message="Say who published the edition, and when.",
            ),
        ]

    class Privacy:
        public = ["bank", "label", "in_force_from", "state", "previous", "published_at", "edition"]
        identity = ["published_by_name"]
        retention = KEPT
        basis = BASIS


class Standard(EditableModel):
    """A standard of an edition: a heading with its questions. ``code`` stays the same over editions."""

    of_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="standards")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    weight = models.DecimalField(
        max_digits=6, decimal_places=2, default=Decimal(1), validators=[MinValueValidator(Decimal(0))]
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_edition", "code"],
                name="quality_standard_once",
                violation_error_message="The edition has a standard of this code.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="quality_standard_weight",
                violation_error_message="A weight is 0 or more.",
            ),
        ]

    class Privacy:
        public = ["of_edition", "code", "title", "guidance", "weight", "order", "edition"]
        retention = KEPT
        basis = BASIS


class Question(EditableModel):
    """A question of a standard. ``code`` stays the same over editions, so that an answer can be carried forward by it."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="questions")
    of_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(max_length=40)
    text = models.TextField()
    guidance = models.TextField(blank=True)
    evidence_wanted = models.TextField(blank=True)
    kind = models.CharField(max_length=6, choices=list(KINDS.items()), default="grade")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    required = models.BooleanField(default=True)
    weight = models.DecimalField(
        max_digits=6, decimal_places=2, default=Decimal(1), validators=[MinValueValidator(Decimal(0))]
    )
    allows_not_applicable = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["standard__order", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_edition", "code"],
                name="quality_question_once",
                violation_error_message="The edition has a question of this code.",
            ),
            models.CheckConstraint(
                condition=Q(kind="grade", scale__isnull=False) | (~Q(kind="grade") & Q(scale__isnull=True)),
                name="quality_question_scale",
                violation_error_message="A question that is graded needs a scale; others have none.",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="quality_question_weight",
                violation_error_message="A weight is 0 or more.",
            ),
        ]

    class Privacy:
        public = [
            *("standard", "of_edition", "code", "text", "guidance", "evidence_wanted", "kind", "scale", "required"),
            *("weight", "allows_not_applicable", "order", "edition"),
        ]
        retention = KEPT
        basis = BASIS
