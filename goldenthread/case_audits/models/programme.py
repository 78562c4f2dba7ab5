"""The programme of a year, and its topics."""

from django.db import models
from django.db.models import F, Q

from goldenthread.case_audits.rules import programmes, states
from goldenthread.foundation.models import EditableModel
from goldenthread.foundation.periods import Period

RECORD = "records.Record"
RETENTION = "as long as the partnership, as its record of how it looked at practice"
BASIS = "public task: Children Act 2004, sections 16E to 16H"


class Programme(EditableModel):
    """What a partnership means to audit in a year. ``a_year``: how many audits the year should have (rule R15: termly).

    ``group`` oversees it and agrees its topics.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=250)
    start = models.DateField()
    end = models.DateField()
    a_year = models.PositiveSmallIntegerField(default=programmes.TERMLY)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=list(states.PROGRAMMES.items()), default=states.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start"), a_year__gte=1),
                name="case_audits_programme_year",
                violation_error_message="The year must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=Q(state=states.DRAFT, agreed_on__isnull=True, agreed_by__isnull=True, agreed_by_name="")
                | (
                    Q(state__in=[states.AGREED, states.CLOSED], agreed_on__isnull=False, agreed_by__isnull=False)
                    & ~Q(agreed_by_name="")
                ),
                name="case_audits_programme_agreed_whole",
                violation_error_message="Say when the programme was agreed, and who says so.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "title", "start", "end", "a_year", "words", "state", "agreed_on"),
            "edition",
        ]
        identity = ["agreed_by", "agreed_by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def year(self) -> Period:
        """The days of the programme."""
        return Period(self.start, self.end)


class Topic(EditableModel):
    """Something to audit. ``in_year``: it came in after the programme was agreed, with ``why``.

    ``source`` is the record that prompted it, an indicator or a review; ``dropped`` says why it was not audited after all.
    ``agency`` audits it alone and presents it to the group, by ``present_on``.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=300, blank=True)
    quarter = models.PositiveSmallIntegerField(choices=list(programmes.QUARTERS.items()))
    lead = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead_words = models.CharField(max_length=200, blank=True)
    in_year = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    source = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    present_on = models.DateField(null=True, blank=True)
    audit = models.OneToOneField(
        "case_audits.Audit", on_delete=models.PROTECT, null=True, blank=True, related_name="topic"
    )
    dropped = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["quarter", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__in=list(programmes.QUARTERS)),
                name="case_audits_topic_quarter",
                violation_error_message="Choose a quarter of the year.",
            ),
            models.CheckConstraint(
                condition=Q(in_year=False) | ~Q(why=""),
                name="case_audits_topic_in_year_with_why",
                violation_error_message="Say why this theme comes in during the year.",
            ),
            models.CheckConstraint(
                condition=Q(dropped="") | Q(audit__isnull=True),
                name="case_audits_topic_dropped_or_audited",
                violation_error_message="A topic that was audited was not dropped.",
            ),
            models.CheckConstraint(
                condition=Q(kind="single_agency", agency__isnull=False)
                | Q(agency__isnull=True, present_on__isnull=True),
                name="case_audits_topic_of_agency",
                violation_error_message="An agency presents an audit that it holds alone.",
            ),
        ]

    class Privacy:
        internal = [
            *("programme", "title", "kind", "method", "quarter", "lead_words", "in_year", "why", "source", "audit"),
            *("dropped", "agency", "present_on", "added_at", "edition"),
        ]
        identity = ["lead", "added_by", "added_by_name"]
        retention = RETENTION
        basis = BASIS
