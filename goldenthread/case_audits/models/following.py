"""What follows for one case: an action for the agency that works with the child, and an immediate safety concern."""

from django.db import models
from django.db.models import Q

from goldenthread.case_audits.models.programme import BASIS, RECORD, RETENTION
from goldenthread.case_audits.models.sample import Case
from goldenthread.case_audits.rules import states
from goldenthread.foundation.models import EditableModel


class CaseAction(EditableModel):
    """What one agency is asked to do for one child, behind the wall of the case: never part of the thread."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="actions")
    agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due_on = models.DateField()
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=list(states.CASE_ACTIONS.items()), default=states.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="case_audits_action_says_what",
                violation_error_message="Say what is to be done.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=states.ASKED, settled_at__isnull=True, settled_by__isnull=True, settled_by_name="", words=""
                )
                | (
                    Q(state__in=[states.DONE, states.WITHDRAWN], settled_at__isnull=False, settled_by__isnull=False)
                    & ~Q(settled_by_name="")
                    & ~Q(words="")
                ),
                name="case_audits_action_settled_whole",
                violation_error_message="Say what was done or why it is withdrawn, and who says so.",
            ),
        ]

    class Privacy:
        internal = ["case", "agency", "due_on", "deadline", "state", "asked_at", "settled_at", "edition"]
        special = ["text", "words"]
        identity = ["asked_by", "asked_by_name", "settled_by", "settled_by_name"]
        retention = RETENTION
        basis = BASIS


class Concern(EditableModel):
    """That a child may be unsafe now. The named lead of the agency that holds the case and the lead of the audit acknowledge it.

    ``deadline`` counts the hours. ``escalated_at``: nobody had acknowledged it by then, and more people were told.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    by_agency = models.ForeignKey(RECORD, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField()
    deadline = models.OneToOneField(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    raised_at = models.DateTimeField()
    raised_by = models.UUIDField()
    raised_by_name = models.CharField(max_length=200)
    agency_words = models.TextField(blank=True)
    agency_at = models.DateTimeField(null=True, blank=True)
    agency_by = models.UUIDField(null=True, blank=True)
    agency_by_name = models.CharField(max_length=200, blank=True)
    lead_words = models.TextField(blank=True)
    lead_at = models.DateTimeField(null=True, blank=True)
    lead_by = models.UUIDField(null=True, blank=True)
    lead_by_name = models.CharField(max_length=200, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="case_audits_concern_says_what",
                violation_error_message="Say why a child may be unsafe.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(
                        **{
                            f"{who}_at__isnull": True,
                            f"{who}_by__isnull": True,
                            f"{who}_by_name": "",
                            f"{who}_words": "",
                        }
                    )
                    | (
                        Q(**{f"{who}_at__isnull": False, f"{who}_by__isnull": False})
                        & ~Q(**{f"{who}_by_name": ""})
                        & ~Q(**{f"{who}_words": ""})
                    ),
                    name=f"case_audits_concern_{who}_whole",
                    violation_error_message="Say what is being done, and who says so.",
                )
                for who in ("agency", "lead")
            ),
        ]

    class Privacy:
        internal = ["case", "by_agency", "deadline", "raised_at", "agency_at", "lead_at", "escalated_at", "edition"]
        special = ["words", "agency_words", "lead_words"]
        identity = [
            *("raised_by", "raised_by_name", "agency_by", "agency_by_name", "lead_by", "lead_by_name"),
        ]
        retention = RETENTION
        basis = BASIS
