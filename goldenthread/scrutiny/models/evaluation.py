"""Self-evaluations, the six steps and key questions: one table for all, with what each who judges or answers said."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.scrutiny import library
from goldenthread.scrutiny.models.inspection import BASIS, RECORD
from goldenthread.scrutiny.rules import evaluating, inspecting

PERSON = "partnership.Person"
RETENTION = "as long as the partnership, as its record of how it judged its own work"


class Evaluation(EditableModel):
    """The partnership judged against an edition of a question bank, or its questions asked of partners.

    ``tool`` is that edition, ``start`` to ``end`` the period judged, ``held_on`` the day on which all look at it together (with
    ``held_month`` only its month is known), ``due_on`` the day by which each judges or answers alone. ``agreed_words`` name the
    meeting that agreed, or closed, it.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=20)
    tool = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    start = models.DateField()
    end = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    held_month = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=list(evaluating.STATES.items()), default=evaluating.GATHERING)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    words = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_words = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-end", "pk"]
        indexes = [models.Index(fields=["partnership", "purpose", "end"], name="scrutiny_evaluation_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=list(library.purposes()), state__in=list(evaluating.STATES)),
                name="scrutiny_evaluation_purpose",
                violation_error_message="There is no such purpose or state.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="scrutiny_evaluation_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
            models.CheckConstraint(
                condition=(Q(state=evaluating.AGREED_STATE, agreed_on__isnull=False) & ~Q(agreed_words=""))
                | (Q(agreed_on__isnull=True, agreed_words="") & ~Q(state=evaluating.AGREED_STATE)),
                name="scrutiny_evaluation_agreed_whole",
                violation_error_message="What is agreed says who agreed it, and when.",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(before=F("record")),
                name="scrutiny_evaluation_not_before_itself",
                violation_error_message="It cannot be compared with itself.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "purpose", "tool", "title", "start", "end", "held_on", "held_month"),
            *("due_on", "state", "before", "words", "source", "agreed_on", "agreed_words", "at", "edition"),
        ]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def kind(self) -> library.Purpose:
        """What it is: its words, and who is asked."""
        return library.purposes()[self.purpose]

    @property
    def of_members(self) -> bool:
        """Whether members judge; else agencies answer."""
        return self.kind.asked == library.MEMBERS

    @property
    def held_words(self) -> str:
        """The day on which all look at it together, no more exactly than it is known; "" while there is none."""
        return inspecting.day_words(self.held_on, month_only=self.held_month)


class Asked(BaseModel):
    """That a member is asked to judge alone, or an agency to answer: on their due list until they have."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(agency__isnull=False),
                name="scrutiny_asked_of_somebody",
                violation_error_message="Say who is asked.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "person"],
                name="scrutiny_asked_person_once",
                violation_error_message="This member is asked already.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "agency"],
                condition=Q(person__isnull=True),
                name="scrutiny_asked_agency_once",
                violation_error_message="This agency is asked already.",
            ),
        ]

    class Privacy:
        internal = ["evaluation", "agency", "deadline"]
        identity = ["person"]
        retention = RETENTION
        basis = BASIS


class Contribution(BaseModel):
    """What one member or agency said alone, what all agreed, or what the scrutineer says. A newer ``number`` follows.

    Its rows never change. ``sort`` keeps them apart. ``agency`` is the one that answers or whose answer the scrutineer replies to;
    ``person`` the member who judged alone.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="contributions")
    sort = models.CharField(max_length=10, choices=list(evaluating.SORTS.items()))
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort__in=list(evaluating.SORTS)),
                name="scrutiny_contribution_sort",
                violation_error_message="There is no such sort.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "sort", "number"],
                condition=Q(person__isnull=True, agency__isnull=True),
                name="scrutiny_contribution_once",
                violation_error_message="This was said already.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "sort", "person", "number"],
                condition=Q(person__isnull=False),
                name="scrutiny_contribution_of_person_once",
                violation_error_message="This was said already.",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "sort", "agency", "number"],
                condition=Q(person__isnull=True, agency__isnull=False),
                name="scrutiny_contribution_of_agency_once",
                violation_error_message="This was said already.",
            ),
        ]

    class Privacy:
        internal = ["evaluation", "sort", "agency", "number", "at"]
        identity = ["person", "by", "by_name"]
        retention = RETENTION
        basis = BASIS


class Judgement(BaseModel):
    """One line of what was said: of a standard, of a question, or over all where both are empty."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="judgements")
    standard = models.ForeignKey("quality.Standard", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = models.ForeignKey("quality.Question", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    onward = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "order"],
                name="scrutiny_judgement_order",
                violation_error_message="Two judgements stand in one place.",
            ),
            models.CheckConstraint(
                condition=~Q(value="", words=""),
                name="scrutiny_judgement_says_something",
                violation_error_message="Give a grade, or say something.",
            ),
        ]

    class Privacy:
        internal = ["contribution", "standard", "question", "value", "words", "onward", "order"]
        retention = RETENTION
        basis = BASIS


class Shown(BaseModel):
    """A record that shows what a judgement says."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="shown")
    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "record"],
                name="scrutiny_shown_once",
                violation_error_message="This record is there already.",
            )
        ]

    class Privacy:
        internal = ["judgement", "record"]
        retention = RETENTION
        basis = BASIS
