"""Joint updates to other boards: each agency writes its part, and what was given never changes."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period

_RETENTION = "as long as the partnership, as its record of what it told other boards"
_BASIS = "public task: Children Act 2004, section 16E"
RECORD = "records.Record"


class JointUpdate(EditableModel):
    """What a partnership tells another board about a period, part by part. ``document`` is kept when it is given."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    board = models.CharField(max_length=200)
    why = models.CharField(max_length=300, blank=True)
    start = models.DateField()
    end = models.DateField()
    due_on = models.DateField()
    introduction = models.TextField(blank=True)
    given_on = models.DateField(null=True, blank=True)
    given_words = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.UUIDField(null=True, blank=True)
    given_by_name = models.CharField(max_length=200, blank=True)
    document = models.JSONField(null=True, blank=True)
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-due_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="reports_update_ends_after_it_begins",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(
                    given_on__isnull=True,
                    given_at__isnull=True,
                    given_by__isnull=True,
                    given_by_name="",
                    document__isnull=True,
                )
                | (
                    Q(
                        given_on__isnull=False,
                        given_at__isnull=False,
                        given_by__isnull=False,
                        document__isnull=False,
                    )
                    & ~Q(given_by_name="")
                ),
                name="reports_update_given_whole",
                violation_error_message="Say when the update was given, and who noted that and when.",
            ),
        ]

    class Privacy:
        internal = [
            "record",
            "partnership",
            "title",
            "board",
            "why",
            "start",
            "end",
            "due_on",
            "introduction",
            "given_on",
            "given_words",
            "given_at",
            "document",
            "deadline",
            "edition",
        ]
        identity = ["given_by", "given_by_name"]
        retention = _RETENTION
        basis = _BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class UpdatePart(EditableModel):
    """What one agency says in a joint update. ``deadline`` stands on its due list until it is written."""

    update = models.ForeignKey(JointUpdate, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.UUIDField(null=True, blank=True)
    written_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["update", "agency"],
                name="reports_update_part_once",
                violation_error_message="This agency has its part already.",
            ),
            models.CheckConstraint(
                condition=Q(written_at__isnull=True, written_by__isnull=True, written_by_name="", text="")
                | (Q(written_at__isnull=False, written_by__isnull=False) & ~Q(written_by_name="") & ~Q(text="")),
                name="reports_update_part_written_whole",
                violation_error_message="Say who wrote this part, and when.",
            ),
        ]

    class Privacy:
        internal = ["update", "agency", "place", "text", "deadline", "written_at", "edition"]
        identity = ["written_by", "written_by_name"]
        retention = _RETENTION
        basis = _BASIS
