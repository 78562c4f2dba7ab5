"""Letting somebody in: nobody can make an account uninvited."""

from django.db import models
from django.db.models import Q

from goldenthread.access.roles import Scope
from goldenthread.foundation.models import BaseModel


class Invitation(BaseModel):
    """An invitation to make an account that will hold one role in one place.

    Only a hash of the token is kept: the link itself is seen by the invited person and, once, by whoever invited them.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=40)
    scope = models.CharField(max_length=12, choices=[(scope.value, scope.value) for scope in Scope])
    place = models.ForeignKey("records.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.INSTALLATION.value, place__isnull=True)
                | (~Q(scope=Scope.INSTALLATION.value) & Q(place__isnull=False)),
                name="invitation_place_fits_scope",
                violation_error_message="Choose the place that the role is held in.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    class Privacy:
        identity = ["email", "name"]
        restricted = ["token_hash"]
        internal = ["role", "scope", "place", "until_on", "invited_by", "invited_at", "expires_at"]
        internal += ["accepted_by", "accepted_at", "withdrawn_by", "withdrawn_at"]
        retention = "one year after it is answered or expires"
        basis = "public task: Children Act 2004, sections 16E to 16L"
