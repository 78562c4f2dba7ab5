"""Who has an account, what it holds, and whether its second factor is set up."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Role, Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import Invitation, RoleGrant, User
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records

NOBODY = Q(pk__in=[])
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def _within(viewer: Viewer) -> Q | None:
    """Return the condition on rows with a ``place`` that the viewer may see accounts of; None for all of them."""
    reach = viewer.reach(Permission.ACCOUNT_VIEW)
    if reach.everywhere:
        return None
    if reach.nowhere:
        return NOBODY
    visible = _seen_by(viewer, Permission.ACCOUNT_VIEW).filter(kind__in=["partnership.group", "partnership.agency"])
    return Q(place__in=reach.partnerships) | (
        Q(scope__in=[Scope.GROUP, Scope.AGENCY]) & Q(place__in=visible.values("pk"))
    )


@reads
def accounts(viewer: Viewer) -> QuerySet[User]:
    """Return the accounts that hold, or held, a role where the viewer may see accounts, each with its roles there."""
    within = _within(viewer)
    grants = RoleGrant.objects.select_related("place")
    rows = User.objects.annotate(
        has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))
    ).prefetch_related(Prefetch("grants", queryset=grants if within is None else grants.filter(within)))
    if within is None:
        return rows
    return rows.filter(Exists(RoleGrant.objects.filter(within, user=OuterRef("pk"))))


@reads
def account(viewer: Viewer, user_id: UUID) -> User:
    """Return one account; raises `NotFound` when the viewer may not know of it."""
    found = accounts(viewer).filter(pk=user_id).first()
    if found is None:
        raise NotFound("There is no account here that you can see.")
    return found


@reads
def grants_of(viewer: Viewer, user_id: UUID) -> QuerySet[RoleGrant]:
    """Return the roles of an account, live and ended, in the places where the viewer may see accounts."""
    within = _within(viewer)
    rows = RoleGrant.objects.filter(user_id=user_id).select_related("place", "granted_by", "ended_by", "user")
    return rows if within is None else rows.filter(within)


@reads
def live_grant(viewer: Viewer, grant_id: UUID) -> RoleGrant:
    """Return one role that has not been ended; raises `NotFound` when the viewer may not know of it."""
    within = _within(viewer)
    rows = RoleGrant.objects.filter(pk=grant_id, ended_at__isnull=True).select_related("user")
    found = (rows if within is None else rows.filter(within)).first()
    if found is None:
        raise NotFound("There is no such role to end.")
    return found


@reads
def invitations(viewer: Viewer) -> QuerySet[Invitation]:
    """Return the invitations to places where the viewer may see accounts."""
    within = _within(viewer)
    rows = Invitation.objects.select_related("place", "invited_by", "accepted_by")
    return rows if within is None else rows.filter(within)


@reads
def places_to_grant(viewer: Viewer) -> QuerySet[Any]:
    """Return the partnerships, groups and agencies in which the viewer may give roles."""
    kinds = [f"partnership.{scope.value}" for scope in Scope if scope is not Scope.INSTALLATION]
    reach = viewer.reach(Permission.ACCOUNT_INVITE)
    rows = _seen_by(viewer, Permission.ACCOUNT_INVITE).filter(kind__in=kinds)
    if reach.everywhere:
        return rows.order_by("-kind", "title")
    return rows.filter(Q(pk__in=reach.partnerships) | ~Q(kind="partnership.partnership")).order_by("-kind", "title")


def _seen_by(viewer: Viewer, permission: Permission) -> QuerySet[Any]:
    """Return the records seen through those grants alone that carry ``permission``.

    Somebody who manages one partnership and reads another keeps accounts only in the first.
    """
    grants = tuple(grant for grant in viewer.grants if permission in grant.permissions)
    return records.visible(replace(viewer, grants=grants, opened=frozenset()))


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """How many of the open accounts with a role have a second factor, and which have none."""

    role: Role
    required: bool
    accounts: int
    covered: int
    missing: tuple[User, ...]


@reads
def coverage(viewer: Viewer) -> list[RoleCoverage]:
    """Return, for each role, who has a second factor and who lacks one. Three queries."""
    held: dict[str, dict[UUID, User]] = {}
    for user in accounts(viewer).filter(is_active=True):
        for grant in user.grants.all():
            if grant.ended_at is None and grant.role in ROLES:
                held.setdefault(grant.role, {})[user.pk] = user
    return [
        RoleCoverage(
            role=ROLES[code],
            required=ROLES[code].second_factor,
            accounts=len(users),
            covered=sum(_covered(user) for user in users.values()),
            missing=tuple(user for user in users.values() if not _covered(user)),
        )
        for code, users in sorted(held.items(), key=lambda item: list(ROLES).index(item[0]))
    ]


def _covered(user: User) -> bool:
    return bool(getattr(user, "has_second_factor", False))
