"""Roles that accounts hold, each in a place and for a time."""

from django.db import models
from django.db.models import F, Q

from goldenthread.access.roles import Scope
from goldenthread.foundation.models import BaseModel


class RoleGrant(BaseModel):
    """One role, held by one account in one place from a day, perhaps until one.

    Roles are named by their code (`access/roles.py`). ``place`` is the record of a partnership, a group or an agency; a grant
    for the whole installation has none. A grant is never changed: it is ended, and another made.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=12, choices=[(scope.value, scope.value) for scope in Scope])
    place = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-from_on"]
        indexes = [models.Index(fields=["user", "ended_at"], name="grant_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.INSTALLATION.value, place__isnull=True)
                | (~Q(scope=Scope.INSTALLATION.value) & Q(place__isnull=False)),
                name="grant_place_fits_scope",
                violation_error_message="Choose the place that the role is held in.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="grant_ends_after_it_begins",
                violation_error_message="The last day must not be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="grant_ended_by_somebody_for_a_reason",
                violation_error_message="Say why the role ends.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "place"],
                condition=Q(ended_at__isnull=True, place__isnull=False),
                name="grant_held_once",
                violation_error_message="The account already holds this role there.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_at__isnull=True, place__isnull=True),
                name="grant_held_once_everywhere",
                violation_error_message="The account already holds this role.",
            ),
        ]

    class Privacy:
        identity = ["user"]
        internal = ["role", "scope", "place", "from_on", "until_on", "granted_by", "granted_at"]
        internal += ["ended_by", "ended_at", "end_reason"]
        retention = "seven years after the grant ends"
        basis = "legal obligation: UK GDPR Article 32"
