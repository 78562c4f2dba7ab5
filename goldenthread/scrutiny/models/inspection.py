"""An inspection or a peer review: when it was, what it judged, and what was signed off since."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.scrutiny import library
from goldenthread.scrutiny.rules import inspecting

RECORD = "records.Record"
RETENTION = "as long as the partnership, as its record of how its work was judged from outside"
BASIS = "public task: Children Act 2004, sections 16E to 16H"


class Inspection(EditableModel):
    """An inspection or a review by peers.

    ``from_on`` and ``to_on`` are the days of the event; ``precision`` says whether only their months or years are known.
    ``letter_on`` is the day of the letter or report, apart from the event: with ``letter_month`` the last day of its month.
    ``inspectorates`` are names; ``link`` is where the report is published.
    ``told_strengths`` and ``told_improvements`` are the numbers a letter gives where its findings are not all held here.
    ``before`` is the inspection it is compared with; ``next_on`` when the next is expected. ``plan_due_on`` is the day by which the
    inspectorate wants a plan, ``plan_sent_on`` the day it went.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=250)
    about = models.TextField(blank=True)
    inspectorates = models.JSONField(default=list)
    precision = models.CharField(max_length=5, choices=list(inspecting.PRECISIONS.items()), default=inspecting.DAY)
    from_on = models.DateField()
    to_on = models.DateField()
    letter_on = models.DateField(null=True, blank=True)
    letter_month = models.BooleanField(default=False)
    link = models.URLField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    scale = models.ForeignKey("quality.Scale", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_strengths = models.PositiveSmallIntegerField(null=True, blank=True)
    told_improvements = models.PositiveSmallIntegerField(null=True, blank=True)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    next_on = models.DateField(null=True, blank=True)
    plan_due_on = models.DateField(null=True, blank=True)
    plan_sent_on = models.DateField(null=True, blank=True)
    plan_deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-from_on", "pk"]
        indexes = [models.Index(fields=["partnership", "from_on"], name="scrutiny_inspection_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(library.kinds()), precision__in=list(inspecting.PRECISIONS)),
                name="scrutiny_inspection_kind",
                violation_error_message="There is no such kind of inspection.",
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="scrutiny_inspection_ends_after_it_begins",
                violation_error_message="It must end on or after the day it began.",
            ),
            models.CheckConstraint(
                condition=Q(letter_on__isnull=True) | Q(letter_on__gte=F("from_on")),
                name="scrutiny_inspection_letter_after_event",
                violation_error_message="The letter comes after the inspection has begun.",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(before=F("record")),
                name="scrutiny_inspection_not_before_itself",
                violation_error_message="An inspection cannot be compared with itself.",
            ),
        ]

    class Privacy:
        internal = [
            *(
                "record",
                "partnership",
                "group",
                "kind",
                "title",
                "about",
                "inspectorates",
                "precision",
                "from_on",
                "to_on",
            ),
            *(
                "letter_on",
                "letter_month",
                "link",
                "words",
                "source",
                "scale",
                "told_strengths",
                "told_improvements",
                "before",
                "next_on",
            ),
            *("plan_due_on", "plan_sent_on", "plan_deadline", "at", "edition"),
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def kind_words(self) -> str:
        """What kind of inspection it was."""
        return library.label(self.kind)

    @property
    def when(self) -> str:
        """When it was, no more exactly than it is known."""
        return inspecting.when(self.from_on, self.to_on, self.precision)

    @property
    def letter_words(self) -> str:
        """The day of the letter, or its month; "" while there is none."""
        return inspecting.day_words(self.letter_on, month_only=self.letter_month)


class Inspected(BaseModel):
    """A body that was inspected: an agency of the register."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="bodies")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "agency"],
                name="scrutiny_inspected_once",
                violation_error_message="This agency is named already.",
            )
        ]

    class Privacy:
        internal = ["inspection", "agency"]
        retention = RETENTION
        basis = BASIS


class Judged(BaseModel):
    """What an inspection said of one area: a grade on its scale, words, or both. ``value`` is the code of the grade."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="judgements")
    area = models.CharField(max_length=200)
    value = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "area"],
                name="scrutiny_judged_area_once",
                violation_error_message="This area is judged twice.",
            ),
            models.CheckConstraint(
                condition=~Q(value="", words=""),
                name="scrutiny_judged_says_something",
                violation_error_message="Give the grade of the area, or what was said of it.",
            ),
        ]

    class Privacy:
        internal = ["inspection", "area", "value", "words", "order"]
        retention = RETENTION
        basis = BASIS


class SignOff(BaseModel):
    """That a body signed something off that the inspection asked for: in full, in part, or opened it again.

    ``target`` is the recommendation or the finding. Rows never change: the newest one stands. ``body`` is who decided, in words,
    because improvement boards are seldom groups of the partnership. ``on_month``: only the month of ``on`` is known.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="sign_offs")
    target = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    extent = models.CharField(max_length=8, choices=list(inspecting.EXTENTS.items()))
    body = models.CharField(max_length=200)
    on = models.DateField()
    on_month = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(extent__in=list(inspecting.EXTENTS)) & ~Q(body=""),
                name="scrutiny_sign_off_whole",
                violation_error_message="Say who signed it off, and how far.",
            ),
            models.CheckConstraint(
                condition=Q(extent=inspecting.FULL) | ~Q(words=""),
                name="scrutiny_sign_off_in_part_with_words",
                violation_error_message="Say what is still to be done.",
            ),
        ]

    class Privacy:
        internal = ["inspection", "target", "extent", "body", "on", "on_month", "words", "at"]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def when(self) -> str:
        """When it was decided, no more exactly than it is known."""
        return inspecting.day_words(self.on, month_only=self.on_month)
