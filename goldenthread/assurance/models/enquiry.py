"""What a group asked of an agency: a call for evidence, or an assurance report."""

from django.db import models
from django.db.models import Q

from goldenthread.assurance import rules
from goldenthread.foundation.models import EditableModel

RETENTION = "as long as the partnership, as its record of what it asked and was told"
BASIS = "public task: Children Act 2004, sections 16E to 16H"
RECORD = "records.Record"
_SETTLED = ("settled_at", "settled_by")


class Enquiry(EditableModel):
    """Something one agency is asked for by a day. ``round`` is shared by what several agencies were asked at once.

    ``group`` is in whose name it is asked; None: the partnership's. ``verdict`` is what was judged in the end, ``follows`` what
    comes of it. ``deadline`` stands on the agency's due list until it answers.
    """

    SPINE_KINDS = ("assurance.call", "assurance.report")  # one table, two kinds of record
    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField(RECORD, on_delete=models.PROTECT, primary_key=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[(code, shape.label) for code, shape in rules.SHAPES.items()])
    partnership = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    round = models.UUIDField()
    title = models.CharField(max_length=250)
    question = models.TextField()
    due_on = models.DateField()
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=list(rules.WORDS.items()), default=rules.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=12, blank=True)
    words = models.TextField(blank=True)
    follows = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-asked_at", "pk"]
        verbose_name_plural = "enquiries"
        indexes = [models.Index(fields=["partnership", "kind", "state", "due_on"], name="assurance_enquiry_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                name="assurance_enquiry_once",
                violation_error_message="This agency was asked the same already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(rules.WORDS), kind__in=list(rules.SHAPES)),
                name="assurance_enquiry_state",
                violation_error_message="There is no such state.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=rules.LIVE,
                    settled_at__isnull=True,
                    settled_by__isnull=True,
                    settled_by_name="",
                    verdict="",
                    words="",
                    follows="",
                )
                | (
                    Q(state__in=rules.SETTLED, settled_at__isnull=False, settled_by__isnull=False)
                    & ~Q(settled_by_name="")
                ),
                name="assurance_enquiry_settled_whole",
                violation_error_message="Say who ended it, and when.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=rules.LIVE)
                | (Q(state=rules.WITHDRAWN, verdict="") & ~Q(words=""))
                | (Q(state=rules.ACCEPTED) & ~Q(verdict="")),
                name="assurance_enquiry_ended_with_a_word",
                violation_error_message="Say why it is withdrawn, or what was judged.",
            ),
        ]

    class Privacy:
        internal = [
            *("record", "kind", "partnership", "agency", "group", "round", "title", "due_on", "deadline", "state"),
            *("asked_at", "verdict", "settled_at", "edition"),
        ]
        restricted = ["question", "words", "follows"]
        identity = ["asked_by", "asked_by_name", "settled_by", "settled_by_name"]
        retention = RETENTION
        basis = BASIS

    @property
    def shape(self) -> rules.Shape:
        """In which parts it is answered, and what may be judged."""
        return rules.SHAPES[self.kind]

    @property
    def verdict_words(self) -> str:
        """What was judged, in words."""
        return self.shape.verdicts.get(self.verdict, "")
