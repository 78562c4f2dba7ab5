"""What was released, in editions. Editions, decisions and withdrawals are only ever added: triggers refuse every change."""

from django.db import models

from goldenthread.foundation.models import BaseModel
from goldenthread.releases.models.policy import BASIS
from goldenthread.releases.rules import deciding
from goldenthread.releases.rules.audiences import AUDIENCES

KEPT = "for ever: what was released is known for ever, and every later release is checked against it"


class Release(BaseModel):
    """Tables of chosen indicators, periods and breakdowns for one audience, at one address."""

    id = None  # type: ignore[assignment]  # the record is the key
    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")
    partnership = models.ForeignKey("records.Record", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=list(AUDIENCES.items()))

    class Meta:
        ordering = ["-record__opened_on", "title"]

    class Privacy:
        public = ["record", "partnership", "title", "audience"]
        retention = KEPT
        basis = BASIS


class Edition(BaseModel):
    """The tables as the audience gets them, in ``document``; in ``proof`` the true numbers and what can be worked out of them."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    chosen = models.JSONField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proof = models.JSONField()
    changed = models.TextField(blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.UUIDField()
    prepared_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"],
                name="releases_edition_once",
                violation_error_message="Somebody else has just prepared this edition.",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(changed=""),
                name="releases_edition_says_what_changed",
                violation_error_message="Say what changed in this edition.",
            ),
        ]

    class Privacy:
        public = ["release", "number", "document", "sha256", "changed"]
        internal = ["chosen", "prepared_at"]
        restricted = ["proof"]  # true small numbers
        identity = ["prepared_by", "prepared_by_name"]
        retention = KEPT
        basis = BASIS

    @property
    def state(self) -> str:
        """How far it is: prepared, out, sent back or withdrawn."""
        released = self.decision.released if hasattr(self, "decision") else None
        return deciding.state(released, hasattr(self, "withdrawal"))


class Decision(BaseModel):
    """What a second person decided about a prepared edition: that it goes out, or back."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="decision")
    released = models.BooleanField()
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""),
                name="releases_decision_has_reason",
                violation_error_message="Say why.",
            ),
        ]

    class Privacy:
        public = ["edition", "released", "at"]
        internal = ["why"]
        identity = ["by", "by_name"]
        retention = KEPT
        basis = BASIS


class Withdrawal(BaseModel):
    """Why a released edition was taken down, by whom and when. The reason is public."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    why = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(why=""),
                name="releases_withdrawal_has_reason",
                violation_error_message="Say why it is taken down.",
            ),
        ]

    class Privacy:
        public = ["edition", "at", "why"]
        identity = ["by", "by_name"]
        retention = KEPT
        basis = BASIS
