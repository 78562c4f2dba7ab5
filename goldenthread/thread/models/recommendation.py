"""What should change, on which findings it rests, and what each agency answers."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.thread.models.finding import Finding
from goldenthread.thread.models.said import AS_ITS_RECORD, PUBLIC_TASK, RECORD, Said
from goldenthread.thread.rules import words


class Recommendation(EditableModel, Said):
    """What should change. ``measure`` will show whether it did, and ``retest_on`` is the day on which that is tested.

    Queries put on it: ``asked`` and ``answered``, the agencies asked and the answers that stand; ``waits``, whether one is
    outstanding; ``grounds``, what it rests on as far as the viewer may know.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    text = models.TextField()
    measure = models.TextField(blank=True)
    retest_on = models.DateField(null=True, blank=True)
    deadline = models.ForeignKey("clocks.Deadline", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-record__opened_on", "-record__reference"]

    class Privacy:
        internal = ["text", "measure", "retest_on", "deadline", "at"]
        identity = ["by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class RecommendationFinding(BaseModel, Said):
    """That a recommendation rests on a finding, and why."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="rests_on")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="leads_to")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "finding"],
                name="recommendation_finding_once",
                violation_error_message="It rests on this finding already.",
            )
        ]

    class Privacy:
        internal = ["recommendation", "finding", "reason", "at"]
        identity = ["by", "by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class Addressee(BaseModel):
    """An agency that is asked to answer a recommendation."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="addressees")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "agency"],
                name="addressee_once",
                violation_error_message="This agency is asked already.",
            )
        ]

    class Privacy:
        internal = ["recommendation", "agency"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK


class Response(BaseModel, Said):
    """What an agency answers. An answer is taken back, never changed; one stands at a time."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(words.ANSWERS.items()))
    reason = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.UUIDField(null=True, blank=True)
    taken_back_by_name = models.CharField(max_length=200, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["agency__title", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "agency"],
                condition=Q(taken_back_at__isnull=True),
                name="response_one_standing",
                violation_error_message="This agency has answered already: take that answer back first.",
            ),
            models.CheckConstraint(
                condition=Q(answer="accept") | ~Q(reason=""),
                name="response_reason_unless_accepted",
                violation_error_message="Say why it is not accepted in full.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_why="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_why="")),
                name="response_taken_back_whole",
                violation_error_message="Say who takes the answer back, when and why.",
            ),
        ]

    class Privacy:
        internal = ["recommendation", "agency", "answer", "reason", "at", "taken_back_at", "taken_back_why"]
        identity = ["by", "by_name", "taken_back_by", "taken_back_by_name"]
        retention = AS_ITS_RECORD
        basis = PUBLIC_TASK
