"""How often something was asked for: kept in the database, so that a limit holds across all workers."""

from django.db import models

from goldenthread.foundation.models import BaseModel


class Allowance(BaseModel):
    """What one asker has used of a limit in the present window of time. ``key`` is a hash, never an address or a token."""

    key = models.CharField(max_length=64, unique=True)
    window = models.BigIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Privacy:
        internal = ["key", "window", "used"]
        retention = "one day"
        basis = "legal obligation: UK GDPR Article 32"
