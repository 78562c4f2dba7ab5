"""What in the data deserves a look, as it was worked out last, and what was decided about it."""

from django.db import models
from django.db.models import F, Q

from goldenthread.assurance import rules
from goldenthread.assurance.models.enquiry import BASIS, RECORD, RETENTION
from goldenthread.evidence.signals import KINDS, LEANS
from goldenthread.foundation.models import BaseModel
from goldenthread.foundation.periods import Period


class _About(BaseModel):
    """What a signal is about. ``what`` names it for good, ``facts`` is what it rests on."""

    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    facts = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, words) for kind, words in KINDS.items()])
    lean = models.CharField(max_length=12, choices=list(LEANS.items()))
    words = models.TextField()
    indicator = models.ForeignKey(
        "evidence.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.DateField()
    end = models.DateField()
    cut = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The days it is about."""
        return Period(self.start, self.end)


class Look(_About):
    """That somebody looked at a signal and what was decided: it was noted with a reason, or a step was taken.

    ``record`` is what came of the step. It is never changed; the next look at the same stands beside it.
    """

    decision = models.CharField(max_length=10, choices=list(rules.DECISIONS.items()))
    reason = models.TextField(blank=True)
    record = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["partnership", "what", "at"], name="assurance_look_of_what")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(decision=rules.NOTED, record__isnull=True) & ~Q(reason=""))
                | Q(decision=rules.STEP, record__isnull=False),
                name="assurance_look_decided",
                violation_error_message="Say why it is noted, or take a step.",
            ),
        ]

    class Privacy:
        internal = [
            *("partnership", "what", "kind", "lean", "indicator", "agency", "start", "end", "cut", "decision"),
            *("record", "at"),
        ]
        restricted = ["facts", "words", "reason"]
        identity = ["by", "by_name"]
        retention = RETENTION
        basis = BASIS


class Raised(_About):
    """A signal as it was worked out last. ``look`` is the last look at it; ``standing`` says whether it is to be looked at."""

    address = models.CharField(max_length=500)
    first_at = models.DateTimeField()
    look = models.ForeignKey(Look, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    standing = models.CharField(max_length=6, choices=list(rules.STANDINGS.items()), default=rules.NEW)

    class Meta:
        ordering = ["-end", "what"]
        verbose_name_plural = "raised"
        indexes = [models.Index(fields=["partnership", "standing", "end"], name="assurance_raised_to_look")]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "what"],
                name="assurance_raised_once",
                violation_error_message="This signal is there already.",
            ),
            models.CheckConstraint(
                condition=Q(standing=rules.NEW, look__isnull=True)
                | Q(standing__in=[rules.BACK, rules.SEEN], look__isnull=False),
                name="assurance_raised_standing",
                violation_error_message="What was looked at names the look.",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="assurance_raised_period",
                violation_error_message="The period must end on or after the day it begins.",
            ),
        ]

    class Privacy:
        internal = [
            *("partnership", "what", "kind", "lean", "indicator", "agency", "start", "end", "cut", "address"),
            *("first_at", "look", "standing"),
        ]
        restricted = ["facts", "words"]
        retention = "until it is worked out anew"
        basis = BASIS


class WorkedOut(BaseModel):
    """When the signals of a partnership were worked out last, and how many there were."""

    partnership = models.OneToOneField(RECORD, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "worked out"

    class Privacy:
        internal = ["partnership", "at", "number"]
        retention = "until it is worked out anew"
        basis = BASIS
