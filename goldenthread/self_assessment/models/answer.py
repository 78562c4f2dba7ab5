"""Answers while they are typed, the evidence they rest on, and the parts that colleagues have in hand."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.self_assessment.models.round import BASIS, KEPT
from goldenthread.self_assessment.models.sheet import Return


class Answer(EditableModel):
    """What an agency answers to a question. A row is made when somebody first answers, or confirms last year's answer.

    ``value`` is a grade, date, number or ``na`` (with ``reason``) as `quality.rules.grades` reads it; ``words`` say how it is so,
    ``improve`` what is to get better. ``confirmed``: it is last year's answer, and somebody said that it is still true.
    """

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    words = models.TextField(blank=True)
    improve = models.TextField(blank=True)
    confirmed = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()
    answered_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["sheet", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "code"],
                name="self_assessment_answer_once",
                violation_error_message="This question is answered already.",
            ),
        ]

    class Privacy:
        internal = [
            *("sheet", "code", "value", "reason", "words", "improve", "confirmed", "answered_at", "edition"),
        ]
        identity = ["answered_by", "answered_by_name"]
        retention = KEPT
        basis = BASIS


class Evidence(EditableModel):
    """One piece of evidence in an agency's library, for every round and partnership. ``valid_until``: it proves nothing later.

    The paper itself, if there is one, hangs on the record; ``address`` is a link. ``told_of``: of which end the agency was told.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    about = models.TextField(blank=True)
    address = models.URLField(max_length=500, blank=True)
    made_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    told_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["record__title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_on__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("made_on")),
                name="self_assessment_evidence_days",
                violation_error_message="It is valid until the day it was made, or later.",
            ),
        ]

    class Privacy:
        internal = ["record", "agency", "about", "address", "made_on", "valid_until", "told_of", "edition"]
        retention = KEPT
        basis = BASIS


class Proof(BaseModel):
    """A piece of evidence under an answer."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="proofs")
    code = models.CharField(max_length=40)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="proofs")

    class Meta:
        ordering = ["sheet", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "code", "evidence"],
                name="self_assessment_proof_once",
                violation_error_message="This evidence stands here already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "code", "evidence"]
        retention = KEPT
        basis = BASIS


class Part(BaseModel):
    """A standard of a return that a colleague was asked to answer: it opens that standard to them, and nothing else."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="parts")
    standard = models.CharField(max_length=40)
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    deadline = models.UUIDField()
    given_at = models.DateTimeField()
    given_by_name = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "standard"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "standard"],
                name="self_assessment_part_once",
                violation_error_message="Somebody has this part in hand already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "standard", "deadline", "given_at", "done_at"]
        identity = ["person", "given_by_name"]
        retention = KEPT
        basis = BASIS
