"""What an audience may see of a partnership's figures wherever they stand: board papers, profiles, reports, live pages."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.releases.models.policy import BASIS
from goldenthread.releases.models.release import KEPT
from goldenthread.releases.rules.audiences import AUDIENCES


class Standing(BaseModel):
    """Some linked indicators as an audience may see them, once: the newest of a ``key`` counts; none is ever changed.

    ``shown`` has by address the number that may be shown, beside the one it was made from; null for one that is hidden.
    """

    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=list(AUDIENCES.items()))
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    codes = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    policy_words = models.CharField(max_length=300)
    shown = models.JSONField()
    hidden = models.PositiveIntegerField()
    failed = models.TextField(blank=True)
    proof = models.JSONField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "audience", "key", "number"],
                name="releases_standing_once",
                violation_error_message="Somebody else has just protected these figures.",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "audience", "number"])]

    class Privacy:
        public = ["partnership", "audience", "number", "key", "codes", "policy_words"]
        internal = ["hidden", "failed", "fingerprint", "at"]
        restricted = ["shown", "proof"]  # true small numbers
        identity = ["by", "by_name"]
        retention = KEPT
        basis = BASIS
