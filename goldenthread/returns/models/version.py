"""What was signed, as it was signed."""

from django.db import models
from django.db.models import Q

from goldenthread.foundation.models import BaseModel
from goldenthread.returns.models.call import BASIS, KEPT


class Version(BaseModel):
    """A return as a senior signed it: every line with its figures, comments and the checks it met. It never changes.

    ``lines`` is in the shape of `rules.freezing`. From the second on, ``why`` says why there is another. Only its acceptance is
    added later, once.
    """

    answer = models.ForeignKey("returns.Return", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    why = models.TextField(blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "number"],
                name="returns_version_once",
                violation_error_message="This version is there already.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, why="") | (Q(number__gt=1) & ~Q(why="")),
                name="returns_version_says_why",
                violation_error_message="Say why the return is signed again.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by_name="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by_name="")),
                name="returns_version_accepted_whole",
                violation_error_message="Say who accepted it, and when.",
            ),
        ]

    class Privacy:
        internal = ["answer", "number", "why", "signed_at", "accepted_at"]
        restricted = ["lines"]
        identity = ["signed_by", "accepted_by_name"]
        retention = KEPT
        basis = BASIS
