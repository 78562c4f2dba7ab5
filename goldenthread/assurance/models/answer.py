"""What an agency answered, one version after another: a later answer stands beside the earlier one."""

from django.db import models
from django.db.models import Q

from goldenthread.assurance.models.enquiry import BASIS, RETENTION, Enquiry
from goldenthread.foundation.models import BaseModel, EditableModel


class Answer(BaseModel):
    """One version of an answer, in preparation until it is sent. ``missing`` is what the group asked for once more.

    ``signed_by`` is the person of the agency who stands for it, ``sent_by`` the account that sent it. ``came_by`` says how it
    reached the partnership where somebody else typed it in.
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by_name = models.CharField(max_length=200, blank=True)
    came_by = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.UUIDField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=200, blank=True)
    missing = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.UUIDField(null=True, blank=True)
    returned_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry", "number"],
                name="assurance_answer_once",
                violation_error_message="There is an answer of this number.",
            ),
            models.UniqueConstraint(
                fields=["enquiry"],
                condition=Q(sent_at__isnull=True),
                name="assurance_answer_one_in_hand",
                violation_error_message="An answer is being written already.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, sent_by_name="", signed_by_name="")
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(sent_by_name="") & ~Q(signed_by_name="")),
                name="assurance_answer_sent_whole",
                violation_error_message="Say who signed the answer, and who sent it when.",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True, returned_by_name="", missing="")
                | (
                    Q(sent_at__isnull=False, returned_at__isnull=False, returned_by__isnull=False)
                    & ~Q(returned_by_name="")
                    & ~Q(missing="")
                ),
                name="assurance_answer_returned_whole",
                violation_error_message="Say what is missing, and who says so.",
            ),
        ]

    class Privacy:
        internal = ["enquiry", "number", "sent_at", "came_by", "returned_at"]
        restricted = ["missing"]
        identity = ["signed_by", "signed_by_name", "sent_by", "sent_by_name", "returned_by", "returned_by_name"]
        retention = RETENTION
        basis = BASIS


class AnswerPart(EditableModel):
    """One part of an answer, with who wrote it: colleagues may write different parts at the same time."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=10)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["answer", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "part"],
                name="assurance_answer_part_once",
                violation_error_message="This part is written already. Change it.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="assurance_answer_part_says_something",
                violation_error_message="Say something in this part.",
            ),
        ]

    class Privacy:
        internal = ["answer", "part", "written_at", "edition"]
        restricted = ["text"]
        identity = ["written_by", "written_by_name"]
        retention = RETENTION
        basis = BASIS


class AnswerPaper(BaseModel):
    """A paper that an answer rested on when it was sent, in the version of that day."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["answer", "document__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "document"],
                name="assurance_answer_paper_once",
                violation_error_message="The answer names this paper already.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="assurance_answer_paper_version",
                violation_error_message="Versions of a paper are counted from 1.",
            ),
        ]

    class Privacy:
        internal = ["answer", "document", "version"]
        retention = RETENTION
        basis = BASIS
