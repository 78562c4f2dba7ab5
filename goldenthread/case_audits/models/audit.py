"""An audit of cases, and the agencies that take part in it."""

from django.db import models
from django.db.models import F, Q

from goldenthread.case_audits import library
from goldenthread.case_audits.models.programme import BASIS, RECORD, RETENTION
from goldenthread.case_audits.rules import states
from goldenthread.foundation.models import BaseModel, EditableModel


class Audit(EditableModel):
    """One audit. ``tool`` is the published edition its cases are graded with, None where only its result is recorded.

    ``lead`` leads it and is told of safety concerns. ``scrutineer`` grades beside the meeting once the grades are open.
    ``recorded``: it was held elsewhere, and its result is kept as told.
    ``opened_at`` is when the grades were opened to those who work on it; ``close_reason`` says why before all were in.
    ``again`` is the earlier audit it looks at again; ``again_on`` when this one is to be looked at again.
    ``series`` names standing audits whose grades belong together; ``joint_with`` is another partnership, ``joint_words``
    another board. ``verdict`` is what the group said when an agency presented its own audit.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    series = models.CharField(max_length=120, blank=True)
    tool = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scrutineer = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    joint_with = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    joint_words = models.CharField(max_length=200, blank=True)
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    again_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=list(states.AUDITS.items()), default=states.PREPARING)
    recorded = models.BooleanField(default=False)
    cases_told = models.PositiveIntegerField(null=True, blank=True)
    held_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    moderated_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    ended_words = models.TextField(blank=True)
    verdict = models.CharField(max_length=12, blank=True, choices=list(states.VERDICTS.items()))
    verdict_words = models.TextField(blank=True)
    presented_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    begun_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-held_on", "pk"]
        indexes = [models.Index(fields=["partnership", "state", "held_on"], name="case_audits_audit_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(states.AUDITS), kind__in=list(library.types())),
                name="case_audits_audit_state",
                violation_error_message="There is no such type or state.",
            ),
            models.CheckConstraint(
                condition=Q(recorded=True, opened_at__isnull=True, state=states.COMPLETE)
                | Q(recorded=False, state__in=states.OPENED, opened_at__isnull=False, tool__isnull=False)
                | Q(
                    recorded=False,
                    state=states.GRADING,
                    opened_at__isnull=True,
                    tool__isnull=False,
                    due_on__isnull=False,
                )
                | Q(recorded=False, state=states.PREPARING, opened_at__isnull=True)
                | Q(recorded=False, state=states.COMPLETE, opened_at__isnull=True, kind__in=library.ungraded())
                | Q(recorded=False, state=states.STOPPED),
                name="case_audits_audit_opened",
                violation_error_message="Grades are open once agencies have graded, and not before.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=states.RUNNING, ended_at__isnull=True, ended_by__isnull=True, ended_by_name="")
                | (
                    Q(state__in=[states.COMPLETE, states.STOPPED], ended_at__isnull=False, ended_by__isnull=False)
                    & ~Q(ended_by_name="")
                ),
                name="case_audits_audit_ended_whole",
                violation_error_message="Say who ended the audit, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.STOPPED, ended_words=""),
                name="case_audits_audit_stopped_with_why",
                violation_error_message="Say why the audit is stopped.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", verdict_words="", presented_on__isnull=True)
                | (Q(presented_on__isnull=False, state=states.COMPLETE) & ~Q(verdict="") & ~Q(verdict_words="")),
                name="case_audits_audit_presented_whole",
                violation_error_message="Say what the group judged, why, and when.",
            ),
            models.CheckConstraint(
                condition=Q(again__isnull=True) | ~Q(again=F("record")),
                name="case_audits_audit_not_again_itself",
                violation_error_message="An audit cannot look at itself again.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "kind", "title", "purpose", "series", "tool", "joint_with"),
            *("joint_words", "again", "again_on", "state", "recorded", "cases_told", "held_on", "due_on"),
            *(
                "moderated_on",
                "opened_at",
                "close_reason",
                "ended_at",
                "ended_words",
                "verdict",
                "verdict_words",
                "presented_on",
                "begun_at",
                "edition",
            ),
        ]
        identity = ["lead", "scrutineer", "ended_by", "ended_by_name", "begun_by", "begun_by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def is_open(self) -> bool:
        """Whether those who work on it may read each other's grades."""
        return self.opened_at is not None

    @property
    def type(self) -> library.AuditType:
        """Its type: which parts it has."""
        return library.types()[self.kind]

    @property
    def kind_words(self) -> str:
        """What type of audit it is."""
        return self.type.label


class Participant(BaseModel):
    """An agency that takes part. ``safety_lead`` is told of safety concerns about cases the agency holds.

    That it is in, and when, is all that anybody outside the agency may know before the grades open.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="participants")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    safety_lead = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_at = models.DateTimeField(null=True, blank=True)
    in_by = models.UUIDField(null=True, blank=True)
    in_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "agency"],
                name="case_audits_participant_once",
                violation_error_message="This agency takes part already.",
            ),
            models.CheckConstraint(
                condition=Q(in_at__isnull=True, in_by__isnull=True, in_by_name="")
                | (Q(in_at__isnull=False, in_by__isnull=False) & ~Q(in_by_name="")),
                name="case_audits_participant_in_whole",
                violation_error_message="Say who handed the grades in, and when.",
            ),
        ]

    class Privacy:
        internal = ["audit", "agency", "deadline", "in_at"]
        identity = ["safety_lead", "in_by", "in_by_name"]
        retention = RETENTION
        basis = BASIS


class Auditor(BaseModel):
    """A named person who grades for an agency, or did ``until`` a moment: for no other agency of the audit, then or later."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="auditors")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "person"],
                name="case_audits_auditor_once",
                violation_error_message="This person grades for the agency already.",
            ),
        ]

    class Privacy:
        internal = ["participant", "until"]
        identity = ["person"]
        retention = RETENTION
        basis = BASIS


class Tally(BaseModel):
    """One result of an audit held elsewhere, as it was told: of so many cases so many met it. ``words`` say what.

    ``order`` is how the paper had it; ``source`` names the paper.
    """

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="tallies")
    words = models.CharField(max_length=250)
    met = models.PositiveIntegerField(null=True, blank=True)
    of = models.PositiveIntegerField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=250)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(
                condition=Q(met__isnull=False, of__isnull=False, of__gte=F("met"), of__gt=0, percent__isnull=True)
                | Q(met__isnull=True, of__isnull=True, percent__isnull=False, percent__lte=100),
                name="case_audits_tally_parts",
                violation_error_message="Give the number met and of how many, or the percentage as printed.",
            ),
        ]

    class Privacy:
        internal = ["audit", "words", "met", "of", "percent", "source", "order"]
        retention = RETENTION
        basis = BASIS

    @property
    def share(self) -> float:
        """The share that met it, 0 to 1: worked out where the parts are known, as printed where they are not."""
        if self.of:
            return (self.met or 0) / self.of
        return (self.percent or 0) / 100
