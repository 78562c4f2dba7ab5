"""Returns: what an agency answers to a call, while it is typed."""

from django.db import models
from django.db.models import F, Q

from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.models import BaseModel, EditableModel
from goldenthread.returns.models.call import BASIS, KEPT
from goldenthread.returns.rules import states
from goldenthread.returns.rules.asking import FOUR, Cell, Filled


class Return(EditableModel):
    """One agency's return to one call.

    Complete, signed and locked are separate facts. ``verdict`` is what the partnership says to the version signed last, the
    ``version``-th; ``open_until`` keeps it open past the day on which the call locks.
    """

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    call = models.ForeignKey("returns.Call", on_delete=models.PROTECT, related_name="answers")
    agency = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    deadline = models.UUIDField()
    complete_at = models.DateTimeField(null=True, blank=True)
    complete_by = models.UUIDField(null=True, blank=True)
    complete_by_name = models.CharField(max_length=200, blank=True)
    first_signed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.UUIDField(null=True, blank=True)
    locked_by_name = models.CharField(max_length=200, blank=True)
    open_until = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=10, blank=True, choices=list(states.VERDICTS.items()))
    verdict_words = models.TextField(blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)
    verdict_by_name = models.CharField(max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["agency__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "agency"],
                name="returns_return_once",
                violation_error_message="The agency has a return to this call.",
            ),
            models.CheckConstraint(
                condition=Q(complete_at__isnull=True, complete_by__isnull=True, complete_by_name="")
                | (Q(complete_at__isnull=False, complete_by__isnull=False) & ~Q(complete_by_name="")),
                name="returns_return_complete_whole",
                violation_error_message="Say who completed the return, and when.",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, first_signed_at__isnull=True, version=0)
                | Q(
                    first_signed_at__isnull=False,
                    signed_at__isnull=False,
                    signed_at__gte=F("first_signed_at"),
                    signed_by__isnull=False,
                    version__gt=0,
                ),
                name="returns_return_signed_whole",
                violation_error_message="Say who signed the return, and when.",
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True, locked_by_name="")
                | (Q(locked_at__isnull=False, locked_by__isnull=False) & ~Q(locked_by_name="")),
                name="returns_return_locked_whole",
                violation_error_message="Say who locked the return, and when.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", verdict_words="", verdict_at__isnull=True, verdict_by_name="")
                | (Q(verdict=states.ACCEPTED, verdict_at__isnull=False, version__gt=0) & ~Q(verdict_by_name=""))
                | (
                    Q(verdict__in=[states.QUERIED, states.RETURNED], verdict_at__isnull=False, version__gt=0)
                    & ~Q(verdict_words="")
                    & ~Q(verdict_by_name="")
                ),
                name="returns_return_verdict_whole",
                violation_error_message="Say what is asked or why it is returned, who says so, and when.",
            ),
        ]

    class Privacy:
        internal = [
            *(
                "record",
                "call",
                "agency",
                "deadline",
                "complete_at",
                "first_signed_at",
                "signed_at",
                "locked_at",
                "open_until",
            ),
            *("verdict", "verdict_words", "verdict_at", "version", "edition"),
        ]
        identity = ["complete_by", "complete_by_name", "signed_by", "locked_by", "locked_by_name", "verdict_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def came_after_closing(self) -> bool:
        """Whether it was signed for the first time after its call was closed."""
        closed, came = self.call.closed_at, self.first_signed_at
        return closed is not None and came is not None and came > closed


class Line(EditableModel):
    """What was typed for one indicator, as it was typed. ``cells`` holds ``[numerator, denominator]`` by cut.

    ``holder`` is the colleague who was asked to fill it. ``entered_by`` typed its numbers last.
    """

    answer = models.ForeignKey("returns.Return", on_delete=models.CASCADE, related_name="lines")
    ask = models.OneToOneField("returns.Ask", on_delete=models.PROTECT, related_name="line")
    cells = models.JSONField(default=dict, blank=True)
    missing_why = models.TextField(blank=True)
    covered = models.PositiveSmallIntegerField(null=True, blank=True)
    covered_of = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    what = models.TextField(blank=True)
    why = models.TextField(blank=True)
    so_what = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    holder = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.UUIDField(null=True, blank=True)
    entered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["ask__indicator__position", "ask__indicator__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covered__isnull=True, covered_of__isnull=True)
                | Q(covered__isnull=False, covered_of__isnull=False, covered__gte=1, covered_of__gte=F("covered")),
                name="returns_line_coverage",
                violation_error_message="Say how many months are covered, of how many.",
            ),
            models.CheckConstraint(
                condition=Q(entered_at__isnull=True, entered_by__isnull=True, entered_by_name="")
                | (Q(entered_at__isnull=False, entered_by__isnull=False) & ~Q(entered_by_name="")),
                name="returns_line_entered_whole",
                violation_error_message="Say who entered the line, and when.",
            ),
        ]

    class Privacy:
        internal = [
            *("answer", "ask", "missing_why", "covered", "covered_of", "note", "what", "why", "so_what", "what_next"),
            *("entered_at", "edition"),
        ]
        restricted = ["cells"]  # small numbers can point at a child
        identity = ["holder", "entered_by", "entered_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def filled(self) -> Filled:
        """The line as the rules take it."""
        return Filled(
            cells={cut: Cell(*typed) for cut, typed in self.cells.items()},
            missing_why=self.missing_why,
            covered=Coverage(self.covered, self.covered_of) if self.covered and self.covered_of else None,
            note=self.note,
            comment={name: getattr(self, name) for name in FOUR},
        )


class Question(BaseModel):
    """Something the partnership asks of a signed return, of one line or of the whole, and what the agency replied."""

    answer = models.ForeignKey("returns.Return", on_delete=models.CASCADE, related_name="questions")
    line = models.ForeignKey("returns.Line", on_delete=models.CASCADE, null=True, blank=True, related_name="questions")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by_name="")
                | (Q(replied_at__isnull=False) & ~Q(reply="") & ~Q(replied_by_name="")),
                name="returns_question_replied_whole",
                violation_error_message="Give the reply, who gives it, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="returns_question_asks",
                violation_error_message="Say what you ask.",
            ),
        ]

    class Privacy:
        internal = ["answer", "line", "version", "text", "asked_at", "reply", "replied_at"]
        identity = ["asked_by_name", "replied_by_name"]
        retention = KEPT
        basis = BASIS
