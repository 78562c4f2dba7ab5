"""Rounds: who must answer which questions by when, for one partnership or several."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel

KEPT = "as long as the partnership, and its successors, report on what agencies said of themselves"
BASIS = "public task: Children Act 2004, section 11; Education Act 2002, sections 157 and 175"


def usual_reminders() -> list[int]:
    """Working days before a day on which those who owe something are reminded, unless the round says otherwise."""
    return [10, 3]


def usual_ladder() -> list[list[object]]:
    """Who is told, how many working days late, unless the round says otherwise."""
    return [[1, "filler"], [5, "signer"], [10, "group"]]


class Round(EditableModel):
    """A round of self-assessment. Two days: filled by ``fill_by``, signed by everybody by ``sign_by``.

    ``signers`` are the roles that sign, in order (keys of `rules.signing.SIGNERS`). ``threshold`` is the code of a grade: an answer
    worse than it wants an action. ``to_ask`` are ids of the agencies that are to answer, until it is sent. ``partnership`` runs the
    round; `Place` names all whose round it is. ``reminders`` and ``ladder`` say who is chased when (`rules.chasing`).
    ``previous`` is last year's.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey("records.Record", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.ForeignKey("quality.Edition", on_delete=models.PROTECT, related_name="+")
    year = models.CharField(max_length=20)
    fill_by = models.DateField()
    sign_by = models.DateField()
    signers = models.JSONField(default=list)
    threshold = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    reminders = models.JSONField(default=usual_reminders, blank=True)
    ladder = models.JSONField(default=usual_ladder, blank=True)
    to_ask = models.JSONField(default=list, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-sign_by", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sign_by__gte=F("fill_by")),
                name="self_assessment_round_days",
                violation_error_message="Returns are signed on the day they are to be filled, or later.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by_name="") | (Q(sent_at__isnull=False) & ~Q(sent_by_name="")),
                name="self_assessment_round_sent_whole",
                violation_error_message="Say who sent the round, and when.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by_name="")
                | (Q(closed_at__isnull=False, sent_at__isnull=False) & ~Q(closed_by_name="")),
                name="self_assessment_round_closed_whole",
                violation_error_message="Say who closed the round, and when; only one that was sent can be closed.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "partnership", "group", "asked", "year", "fill_by", "sign_by", "signers", "threshold", "words"),
            *("reminders", "ladder", "to_ask", "previous", "sent_at", "closed_at", "edition"),
        ]
        identity = ["sent_by_name", "closed_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def homes(self) -> list[UUID]:
        """The partnerships whose round it is."""
        return [each.partnership_id for each in self.places.all()]

    @property
    def paper(self) -> str:
        """What a signed return is called as a paper: for governors where they sign, else for the agency's own board."""
        return "Report for governors" if "governor" in self.signers else "Report for the agency's board"


class Place(BaseModel):
    """A partnership whose round it is: agencies that serve it answer it with the same return as the others."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="places")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["partnership__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "partnership"],
                name="self_assessment_place_once",
                violation_error_message="It is a round of this partnership already.",
            ),
        ]

    class Privacy:
        internal = ["round", "partnership"]
        retention = KEPT
        basis = BASIS
