"""Other boards, and the memoranda of understanding between them."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import EditableModel
from goldenthread.partnership.models.dated import AS_LONG_AS_THE_PARTNERSHIP, PUBLIC_TASK, Dated
from goldenthread.partnership.rules import frequency


class Board(EditableModel, Dated):
    """Another board or partnership in the area: health and wellbeing, adults, community safety, corporate parenting."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.ForeignKey("partnership.Kind", on_delete=models.PROTECT, related_name="+")
    led_by = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["name"]

    class Privacy:
        public = ["name", "short_name", "kind", "led_by", "from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK


class BoardLink(EditableModel, Dated):
    """How a partnership and another board stand to each other, and what passes between them."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="board_links")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(max_length=300)
    we_send = models.CharField(max_length=300, blank=True)
    we_receive = models.CharField(max_length=300, blank=True)
    every_months = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    as_said = models.CharField(max_length=120, blank=True)

    class Meta(Dated.Meta):
        ordering = ["board__name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["partnership", "board"],
                condition=Q(until_on__isnull=True),
                name="boardlink_open_once",
                violation_error_message="The board is already listed for this partnership.",
            ),
        ]

    class Privacy:
        public = ["partnership", "board", "relation", "we_send", "we_receive", "every_months", "as_said"]
        public += ["from_on", "until_on"]
        retention = AS_LONG_AS_THE_PARTNERSHIP
        basis = PUBLIC_TASK

    @property
    def often(self) -> str:
        """How often something passes between them, in words."""
        return frequency.in_words(self.every_months) or self.as_said


class Memorandum(EditableModel):
    """A memorandum of understanding or protocol: who agreed what, when it was signed, when it is looked at again."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="memoranda")
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    review_deadline = models.UUIDField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("signed_on")),
                name="memorandum_ends_after_signing",
                violation_error_message="It cannot end before it was signed.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(review_on__isnull=True) | Q(review_on__gte=F("signed_on")),
                name="memorandum_review_after_signing",
                violation_error_message="The review cannot be before it was signed.",
            ),
        ]

    class Privacy:
        public = ["partnership", "title", "about", "signed_on", "review_on", "ended_on"]
        internal = ["review_deadline"]
        retention = "seven years after it ends"
        basis = PUBLIC_TASK


class MemorandumParty(EditableModel):
    """One party to a memorandum: a partnership, another board or an agency."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="parties")
    partnership = models.ForeignKey(
        "partnership.Partnership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="memoranda")
    agency = models.ForeignKey("partnership.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(partnership__isnull=False, board__isnull=True, agency__isnull=True)
                | Q(partnership__isnull=True, board__isnull=False, agency__isnull=True)
                | Q(partnership__isnull=True, board__isnull=True, agency__isnull=False),
                name="memorandumparty_is_one_body",
                violation_error_message="Each party is one body.",
            ),
        ]

    class Privacy:
        public = ["memorandum", "partnership", "board", "agency"]
        retention = "seven years after it ends"
        basis = PUBLIC_TASK
