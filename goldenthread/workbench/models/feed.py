"""Addresses at which a calendar program reads somebody's due dates."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class CalendarFeed(BaseModel):
    """One secret address for one account. Only the hash of the secret is kept, so it is shown once."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    class Privacy:
        internal = ["user", "name", "made_at", "revoked_at", "last_read_at"]
        restricted = ["token_hash"]
        retention = "one year after it is revoked"
        basis = "public task: Children Act 2004, sections 16E to 16L"
