"""How the cases were drawn, and the cases."""

from django.db import models
from django.db.models import Q

from goldenthread.case_audits.models.audit import Audit, Participant
from goldenthread.case_audits.models.programme import BASIS, RECORD, RETENTION
from goldenthread.case_audits.rules import sampling
from goldenthread.foundation.models import BaseModel, EditableModel


class Draw(BaseModel):
    """One draw of the cases of an audit. The list itself is not kept: ``digest`` tells whether another list is the same one.

    ``listed`` is how many cases stood on it, ``parts`` how many in each part, ``quotas`` how many were asked of each.
    ``why`` says why it was drawn again; the draw before stays. ``months``: for how many at least a case's progress has lasted, 0
    where that was not asked.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=12, choices=list(sampling.METHODS.items()))
    size = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    column = models.CharField(max_length=80, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    quotas = models.JSONField(default=dict, blank=True)
    seed = models.CharField(max_length=40, blank=True)
    listed = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "number"],
                name="case_audits_draw_once",
                violation_error_message="There is a draw of this number.",
            ),
            models.CheckConstraint(
                condition=Q(method__in=sampling.SEEDED) & ~Q(seed="")
                | Q(method__in=[sampling.ALL, sampling.CHOSEN], seed=""),
                name="case_audits_draw_seeded",
                violation_error_message="A draw at random keeps its seed.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""),
                name="case_audits_draw_again_with_why",
                violation_error_message="Say why the cases are drawn again.",
            ),
        ]

    class Privacy:
        internal = [
            "audit",
            "number",
            "method",
            "size",
            "months",
            "column",
            "parts",
            "quotas",
            "seed",
            "listed",
            "digest",
            "why",
            "at",
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def plan(self) -> sampling.Plan:
        """How it was drawn, to draw it again."""
        return sampling.Plan(self.method, self.size, self.quotas)


class Case(EditableModel):
    """A case of an audit, behind its wall. ``reference`` is what the holding agency's system calls it: never a name.

    ``out_why`` says why a case that was drawn is not graded. ``since``: the first day of the month since which its progress has
    lasted, where the type of audit needs it.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="cases")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=20)
    part = models.CharField(max_length=80, blank=True)
    holder = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    out_why = models.TextField(blank=True)

    class Meta:
        ordering = ["audit", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "number"],
                name="case_audits_case_number_once",
                violation_error_message="There is a case of this number.",
            ),
            models.CheckConstraint(
                condition=~Q(reference=""),
                name="case_audits_case_has_reference",
                violation_error_message="A case has a reference.",
            ),
        ]

    class Privacy:
        internal = ["record", "audit", "number", "part", "holder", "edition"]
        restricted = ["out_why", "since"]
        identity = ["reference"]
        retention = "the reference until the audit is complete and its case actions are done, then six years"
        basis = BASIS

    @property
    def name(self) -> str:
        """What the case is called in this audit."""
        return f"Case {self.number}"


class OwnReference(EditableModel):
    """What an agency that takes part calls a case in its own system. Only that agency reads it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_references")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "participant"],
                name="case_audits_own_reference_once",
                violation_error_message="The agency has its reference for this case. Change it.",
            ),
            models.CheckConstraint(
                condition=~Q(reference=""),
                name="case_audits_own_reference_there",
                violation_error_message="Give the reference.",
            ),
        ]

    class Privacy:
        internal = ["case", "participant", "edition"]
        special = ["reference"]
        retention = RETENTION
        basis = BASIS
