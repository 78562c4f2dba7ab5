"""Looking at a plan: when, how it is going, in four parts, what cannot wait, what another board signed off."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.plans.models.item import Item
from goldenthread.plans.models.plan import AS_LONG_AS_THE_PLAN, PUBLIC_TASK, Plan
from goldenthread.plans.rules import reviews, states

OF_REVIEWS = [(code, kind.words) for code, kind in reviews.KINDS.items()]


class Cycle(EditableModel):
    """That a group looks at a plan every so often, from a first day on."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="cycles")
    kind = models.CharField(max_length=12, choices=OF_REVIEWS)
    group = models.ForeignKey("partnership.Group", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(ended_on__isnull=True),
                name="cycle_kind_once",
                violation_error_message="The plan has such a review already.",
            ),
        ]

    class Privacy:
        public = ["plan", "kind", "group", "first_on", "ended_on"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Review(EditableModel):
    """One review: due on a day, and what was said when it was held. ``deadline`` is its date in the diary."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="reviews")
    place = models.PositiveIntegerField()
    due_on = models.DateField()
    deadline = models.UUIDField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_by = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "place"], name="review_place_once"),
            models.CheckConstraint(
                condition=(Q(held_on__isnull=True) & Q(held_by="")) | (Q(held_on__isnull=False) & ~Q(held_by="")),
                name="review_held_whole",
                violation_error_message="Say when the review was held and by whom.",
            ),
        ]

    class Privacy:
        internal = ["cycle", "place", "due_on", "deadline", "held_on", "words"]
        identity = ["held_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Progress(BaseModel):
    """How an item was going on a day, in the words of a person. Never changed: the next one is added."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="judgements")
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="judgements")
    state = models.CharField(max_length=12, choices=list(states.PROGRESS.items()))
    words = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    by_user = models.UUIDField()

    class Meta:
        ordering = ["-on", "-at"]
        indexes = [models.Index(fields=["item", "on"], name="progress_item_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["on_track", "not_started"]) | ~Q(words=""),
                name="progress_says_why",
                violation_error_message="Say in words why it is so.",
            ),
        ]

    class Privacy:
        internal = ["item", "review", "state", "words", "on", "at"]
        identity = ["by_name", "by_user"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class FourPart(EditableModel):
    """The review of a priority in four parts: why it was one, what was done, what difference it made, what next."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="four_parts")
    starts_on = models.DateField()
    ends_on = models.DateField()
    why = models.TextField(blank=True)
    what = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    next = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "-ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "starts_on", "ends_on"],
                name="fourpart_period_once",
                violation_error_message="This priority has a review for that period. Change that one.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="fourpart_ends_after_start",
                violation_error_message="The period must end on or after the day it begins.",
            ),
        ]

    class Privacy:
        public = ["item", "starts_on", "ends_on", "why", "what", "impact", "next"]
        internal = ["written_at"]
        identity = ["written_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class Escalation(EditableModel):
    """Something that threatens delivery, put before a group at once. ``deadline`` is its line in the diary of the group."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="escalations")
    group = models.ForeignKey("partnership.Group", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    raised_by = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    deadline = models.UUIDField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(answered_at__isnull=True) & Q(answered_by="") & Q(answer=""))
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answer="")),
                name="escalation_answered_whole",
                violation_error_message="Say what was decided, by whom and when.",
            ),
        ]

    class Privacy:
        internal = ["item", "group", "reason", "raised_at", "deadline", "answer", "answered_at"]
        identity = ["raised_by", "answered_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK


class SignOff(BaseModel):
    """That another board accepted an item of an improvement plan as done, or sent it back."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="sign_offs")
    board = models.ForeignKey("partnership.Board", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    board_words = models.CharField(max_length=200, blank=True)
    accepted = models.BooleanField()
    on = models.DateField()
    words = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(board__isnull=False) | ~Q(board_words=""),
                name="signoff_says_who",
                violation_error_message="Say which board.",
            ),
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(words=""),
                name="signoff_sent_back_says_why",
                violation_error_message="Say why it was sent back.",
            ),
        ]

    class Privacy:
        public = ["item", "board", "board_words", "accepted", "on", "words"]
        internal = ["recorded_at"]
        identity = ["recorded_by"]
        retention = AS_LONG_AS_THE_PLAN
        basis = PUBLIC_TASK
