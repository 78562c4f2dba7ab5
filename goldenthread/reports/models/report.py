"""Reports while they are written."""

from django.db import models

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period


class Report(EditableModel):
    """A report of a partnership about a period. What the law asks of it is settled when it is started."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    start = models.DateField()
    end = models.DateField()
    content_set = models.CharField(max_length=40)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.UUIDField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-start", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="reports_report_ends_after_it_begins",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True, approved_by_name="")
                | (models.Q(approved_at__isnull=False, approved_by__isnull=False) & ~models.Q(approved_by_name="")),
                name="reports_report_approved_whole",
                violation_error_message="Say who approved the report, and when.",
            ),
        ]

    class Privacy:
        public = ["record", "partnership", "title", "start", "end", "content_set"]
        internal = ["edition", "approved_at"]
        identity = ["approved_by", "approved_by_name"]
        retention = "as long as the partnership, as its public record"
        basis = "public task: Children Act 2004, section 16G"

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class Section(EditableModel):
    """A part of a report: what its authors wrote. ``code`` names what the law asks, empty where it asks nothing.

    ``carried_from`` names the period of the report it was carried from; ``looked_at`` says that somebody has read it since.
    """

    class State(models.TextChoices):
        DRAFTING = "drafting", "Drafting"
        READY = "ready", "Ready"
        APPROVED = "approved", "Approved"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTING)
    carried_from = models.CharField(max_length=40, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.UUIDField(null=True, blank=True)
    looked_by_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.UUIDField(null=True, blank=True)
    written_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"],
                condition=~models.Q(code=""),
                name="reports_section_once",
                violation_error_message="The report has this section.",
            ),
            models.CheckConstraint(
                condition=models.Q(written_at__isnull=True, written_by__isnull=True, written_by_name="")
                | (models.Q(written_at__isnull=False, written_by__isnull=False) & ~models.Q(written_by_name="")),
                name="reports_section_written_whole",
                violation_error_message="Say who wrote the section, and when.",
            ),
            models.CheckConstraint(
                condition=models.Q(looked_at__isnull=True, looked_by__isnull=True, looked_by_name="")
                | (models.Q(looked_at__isnull=False, looked_by__isnull=False) & ~models.Q(looked_by_name="")),
                name="reports_section_looked_at_whole",
                violation_error_message="Say who has read the section since it was carried, and when.",
            ),
        ]

    class Privacy:
        internal = [
            "report",
            "code",
            "heading",
            "place",
            "text",
            "plain",
            "state",
            "carried_from",
            "looked_at",
            "written_at",
            "edition",
        ]
        identity = ["written_by", "written_by_name", "looked_by", "looked_by_name"]
        retention = "as long as the report"
        basis = "public task: Children Act 2004, section 16G"

    @property
    def to_look_at(self) -> bool:
        """Whether it was carried from an earlier report and nobody has read it since."""
        return bool(self.carried_from) and self.looked_at is None
