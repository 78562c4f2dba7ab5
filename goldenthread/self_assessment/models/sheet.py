"""Returns: what one agency or school says of itself, who signed it, and what they signed."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.self_assessment.models.round import BASIS, KEPT, Round
from goldenthread.self_assessment.rules.signing import SIGNERS


class Return(EditableModel):
    """One agency's return to a round, for every partnership of the round that it serves (`For`).

    ``likeness`` is the kind of agency it is compared with, as words ("Primary school"). ``version`` counts what was signed;
    ``frozen_at`` is set while signatures are gathered and after: then nothing can be typed. ``previous`` is last year's return.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=120, blank=True)
    deadline = models.UUIDField(null=True, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                name="self_assessment_return_once",
                violation_error_message="The agency has a return in this round.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | Q(frozen_at__isnull=False, signed_at__gte=F("frozen_at"), version__gt=0),
                name="self_assessment_return_signed_whole",
                violation_error_message="What is signed was frozen first.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "round", "agency", "likeness", "deadline", "previous", "version", "frozen_at", "signed_at"),
            "edition",
        ]
        retention = KEPT
        basis = BASIS


class For(BaseModel):
    """A partnership that a return answers."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="answered")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["partnership__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "partnership"],
                name="self_assessment_for_once",
                violation_error_message="The return answers this partnership already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "partnership"]
        retention = KEPT
        basis = BASIS


class Version(BaseModel):
    """A return as it stood when the first signature was given: every answer with its evidence. It never changes.

    ``lines`` is in the shape of `rules.freezing`. From the second on, ``why`` says why there is another. ``whole_at``: when the
    last signature came.
    """

    sheet = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    checksum = models.CharField(max_length=64)
    why = models.TextField(blank=True)
    frozen_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="self_assessment_version_once",
                violation_error_message="This version is there already.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, why="") | (Q(number__gt=1) & ~Q(why="")),
                name="self_assessment_version_says_why",
                violation_error_message="Say why the return is signed again.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "number", "lines", "checksum", "why", "frozen_at", "whole_at"]
        retention = KEPT
        basis = BASIS


class Signature(BaseModel):
    """One signature under a version. ``on_paper``: somebody without an account signed, and whoever says so saw it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=12, choices=list(SIGNERS.items()))
    name = models.CharField(max_length=200)
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on_paper = models.BooleanField(default=False)
    signed_on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"],
                name="self_assessment_signature_once",
                violation_error_message="This signature was given already.",
            ),
            models.CheckConstraint(
                condition=Q(on_paper=True) | Q(person__isnull=False),
                name="self_assessment_signature_person",
                violation_error_message="Say who signs.",
            ),
        ]

    class Privacy:
        internal = ["version", "role", "on_paper", "signed_on", "at"]
        identity = ["name", "person", "by_name"]
        retention = KEPT
        basis = BASIS
