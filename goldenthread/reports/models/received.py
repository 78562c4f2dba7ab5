"""Reports about one topic that officers and agencies write each year: asked for, received, and told in short."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period

_RETENTION = "as long as the reports that cite it"
_BASIS = "public task: Children Act 2004, section 16G"
RECORD = "records.Record"


class Received(EditableModel):
    """A report about one topic. Before it arrives it is asked for, with a date; then its points are kept, to be cited.

    ``points``: one a line, with where it stands in brackets at the end, such as (page 4).
    """

    class Topic(models.TextChoices):
        ALLEGATIONS = "allegations", "Allegations against people who work with children"
        PRIVATE_FOSTERING = "private_fostering", "Private fostering"
        TRAINING = "training", "Training"
        CHILD_DEATHS = "child_deaths", "Child deaths"
        CHILDREN_IN_CARE = "children_in_care", "Children in care"
        REVIEWING = "reviewing", "Independent reviewing officers"
        EXPLOITATION = "exploitation", "Exploitation and missing children"
        OTHER = "other", "Another topic"

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    title = models.CharField(max_length=250)
    start = models.DateField()
    end = models.DateField()
    supplier = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    supplier_words = models.CharField(max_length=200, blank=True)
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.UUIDField(null=True, blank=True)
    noted_by_name = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    points = models.TextField(blank=True)
    summarised_at = models.DateTimeField(null=True, blank=True)
    summarised_by = models.UUIDField(null=True, blank=True)
    summarised_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-end", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="reports_received_ends_after_it_begins",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(supplier__isnull=False) | ~Q(supplier_words=""),
                name="reports_received_from_somebody",
                violation_error_message="Say whose report it is.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, noted_at__isnull=True, noted_by__isnull=True, noted_by_name="")
                | (Q(received_on__isnull=False, noted_at__isnull=False, noted_by__isnull=False) & ~Q(noted_by_name="")),
                name="reports_received_whole",
                violation_error_message="Say when it arrived, and who noted that and when.",
            ),
            models.CheckConstraint(
                condition=Q(
                    summarised_at__isnull=True, summarised_by__isnull=True, summarised_by_name="", summary="", points=""
                )
                | (
                    Q(summarised_at__isnull=False, summarised_by__isnull=False, received_on__isnull=False)
                    & ~Q(summarised_by_name="")
                    & (~Q(summary="") | ~Q(points=""))
                ),
                name="reports_received_summarised_whole",
                violation_error_message="Say what it says, once it has arrived.",
            ),
        ]

    class Privacy:
        public = ["record", "partnership", "topic", "title", "start", "end", "supplier", "supplier_words"]
        internal = ["edition", "deadline", "received_on", "noted_at", "summary", "points", "summarised_at"]
        identity = ["noted_by", "noted_by_name", "summarised_by", "summarised_by_name"]
        retention = _RETENTION
        basis = _BASIS

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)

    @property
    def whose(self) -> str:
        """Who wrote it."""
        return self.supplier.title if self.supplier is not None else self.supplier_words
