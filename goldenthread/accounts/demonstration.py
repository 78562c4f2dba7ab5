"""The one-click accounts of a demonstration. Nowhere else do they exist."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from goldenthread.access.roles import ROLES
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.foundation.errors import NotFound

DOMAIN = "@demonstration.example"


@dataclass(frozen=True, slots=True)
class Offered:
    """One account on the demonstration's sign-in page: its role, what the role is for, and where it is held."""

    id: UUID
    role: str
    sentence: str
    where: str


def offered() -> list[Offered]:
    """Return one account per role, in the order of the page of roles; none outside a demonstration."""
    if not settings.DEMONSTRATION:
        return []
    grants = RoleGrant.objects.filter(
        user__email__endswith=DOMAIN, user__is_active=True, ended_at__isnull=True, role__in=ROLES
    ).select_related("user", "place")
    first: dict[str, RoleGrant] = {}
    for grant in grants.order_by("granted_at", "id"):
        first.setdefault(grant.role, grant)
    return [
        Offered(first[code].user_id, role.name, role.sentence, getattr(first[code].place, "title", ""))
        for code, role in ROLES.items()
        if code in first
    ]


def account(user_id: UUID) -> User:
    """Return an offered account; raises `NotFound` for any other, and always outside a demonstration."""
    if user_id not in {one.id for one in offered()}:
        raise NotFound("This account is not offered.")
    return User.objects.get(pk=user_id)
