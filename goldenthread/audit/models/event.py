"""The trail itself: rows that are only ever added, each sealed to the one before."""

from django.db import models


class AuditEvent(models.Model):
    """One thing somebody did or looked at.

    Ids are plain text: the trail outlives what it tells of. The database refuses to change or delete a row.
    """

    number = models.BigIntegerField(primary_key=True)
    event = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=36, db_index=True)
    actor_name = models.CharField(max_length=200)
    through = models.CharField(max_length=20)
    request = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    record = models.CharField(max_length=36, blank=True, db_index=True)
    partnership = models.CharField(max_length=36, blank=True, db_index=True)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["partnership", "-number"], name="audit_partnership_newest")]

    class Privacy:
        internal = ["number", "event", "at", "through", "request", "record", "partnership", "before", "seal"]
        restricted = ["details", "address"]
        identity = ["actor", "actor_name"]
        retention = "seven years after the event, as the audit policy of the host authority says"
        basis = "legal obligation: UK GDPR Articles 5(2) and 32"


class ChainHead(models.Model):
    """The newest seal. Locking this one row puts writers of the trail in a line."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_chain_head")]

    class Privacy:
        internal = ["number", "seal"]
        retention = "for ever"
        basis = "legal obligation: UK GDPR Article 32"
