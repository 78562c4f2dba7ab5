"""Who of the panel reads which return before the moderation meeting."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.self_assessment.models.round import BASIS, KEPT
from goldenthread.self_assessment.models.sheet import Return


class Reader(BaseModel):
    """That somebody of the panel reads a signed return, and grades beside it what they see otherwise than the agency.

    ``done_at``: from then on their grades stand before the meeting, and where they gave none they agree with the agency.
    """

    sheet = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="readers")
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    deadline = models.UUIDField()
    given_at = models.DateTimeField()
    given_by_name = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "person"],
                name="self_assessment_reader_once",
                violation_error_message="They read this return already.",
            ),
        ]

    class Privacy:
        internal = ["sheet", "person", "deadline", "given_at", "done_at"]
        identity = ["given_by_name"]
        retention = KEPT
        basis = BASIS
