"""Keys with which a program reads what its owner may read."""

from django.db import models
from django.db.models import F, Q

from goldenthread.foundation.models import BaseModel


class Token(BaseModel):
    """One key of one account. Only its hash is kept; ``ending`` is what its owner knows it by."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="api_token_expires_after_made",
                violation_error_message="A token ends after it is made.",
            )
        ]

    class Privacy:
        internal = ["user", "name", "ending", "made_at", "expires_at", "revoked_at", "last_used_at"]
        restricted = ["token_hash"]
        retention = "one year after it ends"
        basis = "public task: Children Act 2004, sections 16E to 16L"
