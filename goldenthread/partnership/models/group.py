"""Groups of any kind, shared between partnerships or not."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated
from goldenthread.partnership.rules import frequency
from goldenthread.partnership.rules.stages import STAGES


class Group(EditableModel, Dated):
    """A board, an executive, a sub-group, a panel, a hub, a forum, a task and finish group.

    How often it meets is a number of months, because words such as "bi-monthly" mean two things; the words used are kept
    beside it. Only time-limited groups have a stage.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.ForeignKey("partnership.Kind", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    purpose = models.TextField(blank=True)
    meets_every_months = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    meets_as_said = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=12, choices=[(s.code, s.name) for s in STAGES.values()], blank=True)

    class Meta(Dated.Meta):
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("record")),
                name="group_not_its_own_parent",
                violation_error_message="A group cannot stand below itself.",
            ),
            models.CheckConstraint(
                condition=Q(meets_every_months__isnull=True) | Q(meets_every_months__gt=0),
                name="group_meets_after_some_time",
                violation_error_message="Give the months between two meetings as a number above 0, such as 2 or 0.5.",
            ),
        ]

    class Privacy:
        public = ["name", "short_name", "kind", "parent", "purpose", "meets_every_months", "meets_as_said"]
        public += ["from_on", "until_on"]
        internal = ["stage"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK

    @property
    def called(self) -> str:
        """The short name, or the whole one where there is none."""
        return self.short_name or self.name

    @property
    def meets(self) -> str:
        """How often it meets, in words."""
        return frequency.in_words(self.meets_every_months) or self.meets_as_said


class GroupUse(EditableModel, Dated):
    """A partnership uses a group. A pan-Cheshire group is used by four; one of them may host it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="uses")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="uses")
    hosts = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["partnership", "group"], name="groupuse_by_partnership")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "partnership"],
                condition=Q(until_on__isnull=True),
                name="groupuse_open_once",
                violation_error_message="The partnership already uses this group.",
            ),
        ]

    class Privacy:
        public = ["group", "partnership", "hosts", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class StageChange(BaseModel):
    """A time-limited group moved to another stage on a day. Rows are only added."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="stage_changes")
    stage = models.CharField(max_length=12)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]

    class Privacy:
        internal = ["group", "stage", "happened_on", "words", "recorded_at"]
        identity = ["recorded_by"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class ReportingLine(EditableModel, Dated):
    """A group reports to a group, to another board or to a partnership, from a day and until one."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports_to")
    to_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="hears")
    to_board = models.ForeignKey(
        "partnership.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="hears"
    )
    to_partnership = models.ForeignKey(
        "partnership.Partnership", null=True, blank=True, on_delete=models.PROTECT, related_name="hears"
    )
    every_months = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_group__isnull=False, to_board__isnull=True, to_partnership__isnull=True)
                | Q(to_group__isnull=True, to_board__isnull=False, to_partnership__isnull=True)
                | Q(to_group__isnull=True, to_board__isnull=True, to_partnership__isnull=False),
                name="reportingline_to_one",
                violation_error_message="Say to which one body it reports.",
            ),
        ]

    class Privacy:
        public = ["group", "to_group", "to_board", "to_partnership", "every_months", "note", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class TermsOfReference(BaseModel):
    """One version of a group's terms of reference. A version is never changed: the next one takes its place."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField()
    purpose = models.TextField()
    functions = models.TextField(blank=True)
    quorum = models.CharField(max_length=300, blank=True)
    quorum_number = models.PositiveSmallIntegerField(null=True, blank=True)
    attendance = models.CharField(max_length=300, blank=True)
    attendance_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    meets_every_months = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    meets_as_said = models.CharField(max_length=120, blank=True)
    effective_from = models.DateField()
    next_review_on = models.DateField(null=True, blank=True)
    review_deadline = models.UUIDField(null=True, blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["group", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "version"],
                name="termsofreference_version_once",
                violation_error_message="Somebody has just written this version: look at theirs first.",
            ),
            models.CheckConstraint(
                condition=Q(attendance_percent__isnull=True) | Q(attendance_percent__lte=100),
                name="termsofreference_attendance_percent",
                violation_error_message="Give attendance as a number from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(next_review_on__isnull=True) | Q(next_review_on__gt=F("effective_from")),
                name="termsofreference_review_later",
                violation_error_message="The next review comes after the day it takes effect.",
            ),
        ]

    class Privacy:
        public = ["group", "version", "purpose", "functions", "quorum", "quorum_number", "attendance"]
        public += ["attendance_percent", "meets_every_months", "meets_as_said", "effective_from", "next_review_on"]
        internal = ["review_deadline", "written_at"]
        identity = ["written_by"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK
