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
    """Return the accounts in the order of the page of roles, that which is named after its role first; none elsewhere."""
    if not settings.DEMONSTRATION:
        return []
    grants = RoleGrant.objects.filter(
        user__email__endswith=DOMAIN, user__is_active=True, ended_at__isnull=True, role__in=ROLES
    ).select_related("user", "place")
    held: dict[str, list[RoleGrant]] = {}
    for grant in grants.order_by("granted_at", "id"):
        held.setdefault(grant.role, []).append(grant)
    return [
        Offered(grant.user_id, _label(grant, first=place == 0), role.sentence, getattr(grant.place, "title", ""))
        for code, role in ROLES.items()
        for place, grant in enumerate(held.get(code, ()))
    ]


def _label(grant: RoleGrant, *, first: bool) -> str:
    """The name of the role; for further accounts with the same role, who it is."""
    return ROLES[grant.role].name if first else grant.user.name.removesuffix(" (demonstration)")


def account(user_id: UUID) -> User:
    """Return an offered account; raises `NotFound` for any other, and always outside a demonstration."""
    if user_id not in {one.id for one in offered()}:
        raise NotFound("This account is not offered.")
    return User.objects.get(pk=user_id)
