"""From an account to a viewer: what it holds today, and where."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from goldenthread.access.identity import OPERATOR
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.accounts.models import Opening, RoleGrant, User
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnership

OPERATOR_EMAIL = "operator@goldenthread.invalid"


def viewer_of_account(user: User, *, at: datetime, through: str, request_id: str = "", address: str = "") -> Viewer:
    """Return the viewer that ``user`` is at a moment, coming through a door (web, command, job, interface).

    Costs a fixed number of queries, however many roles are held.
    """
    held = list(_held(user, clock.london_day(at)))
    bare = Viewer(user_id=user.id, name=user.name, email=user.email, person_id=user.person_id, through=through)
    places = _places(bare, held)
    return Viewer(
        user_id=user.id,
        name=user.name,
        email=user.email,
        person_id=bare.person_id,
        grants=tuple(_grant(row, places) for row in held),
        agencies=frozenset(row.place_id for row in held if row.scope == Scope.AGENCY and row.place_id),
        groups=frozenset(row.place_id for row in held if row.scope == Scope.GROUP and row.place_id),
        opened=_opened(user, held, at),
        through=through,
        request_id=request_id,
        address=address,
    )


def _opened(user: User, held: list[RoleGrant], at: datetime) -> frozenset[UUID]:
    """Return the walled records open to the account now. Whoever lost the role that let her open them has none."""
    if not any(Permission.BREAK_GLASS in ROLES[row.role].permissions for row in held):
        return frozenset()
    rows = Opening.objects.filter(user=user, until__gt=at, ended_at__isnull=True)
    return frozenset(rows.values_list("record_id", flat=True))


def viewer_by_email(email: str, through: str) -> Viewer:
    """Return the viewer for an e-mail, or for the word ``operator``; raises `NotFound` with a sentence."""
    wanted = OPERATOR_EMAIL if email == OPERATOR else email
    user = User.objects.filter(email__iexact=wanted).first()
    if user is None and email == OPERATOR:
        raise NotFound("There is no operator account yet. Run: goldenthread set-up")
    if user is None:
        raise NotFound(f"There is no account with the e-mail {email}.")
    if not user.is_active:
        raise NotFound(f"The account {email} is closed.")
    return viewer_of_account(user, at=clock.now(), through=through)


def _held(user: User, day: date) -> list[RoleGrant]:
    rows = RoleGrant.objects.filter(user=user, ended_at__isnull=True, from_on__lte=day, role__in=ROLES)
    return list(rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=day)))


def _places(viewer: Viewer, held: list[RoleGrant]) -> dict[UUID, frozenset[UUID]]:
    """Return the partnerships that each place of the grants belongs to."""
    at = {scope: [row.place_id for row in held if row.scope == scope and row.place_id] for scope in Scope}
    found = dict(partnership.places(viewer, agencies=at[Scope.AGENCY], groups=at[Scope.GROUP]))
    found.update({one: frozenset({one}) for one in at[Scope.PARTNERSHIP]})
    return found


def _grant(row: RoleGrant, places: dict[UUID, frozenset[UUID]]) -> Grant:
    around = places.get(row.place_id, frozenset()) if row.place_id else frozenset()
    return Grant(row.role, Scope(row.scope), row.place_id, around)
