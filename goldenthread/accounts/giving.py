"""Whether somebody may give a role in a place: what she sees, where she invites, what she holds herself."""

from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Role, Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import rules
from goldenthread.foundation.errors import RuleBroken
from goldenthread.partnership import queries as partnership
from goldenthread.records import queries as records


def check_may_grant(by: Viewer, role: Role, scope: Scope, place: UUID | None) -> None:
    """Raise unless ``by`` may give ``role`` in ``place``: she can see it, invites there, and gives no more than she holds."""
    if (place is None) != (scope is Scope.INSTALLATION):
        raise RuleBroken("Choose the place that the role is held in.", field="place")
    if place is not None:
        record = records.get(by, place)
        if record.kind != f"partnership.{scope.value}":
            raise RuleBroken("Choose the place that the role is held in.", field="place")
    require_account_rights(by, scope, place)
    if by.reach(Permission.ACCOUNT_INVITE).everywhere:
        return
    rules.check_may_give(_held_there(by, scope, place), role)


def _held_there(by: Viewer, scope: Scope, place: UUID | None) -> frozenset[Permission]:
    """Return what ``by`` may do in a place: what she holds elsewhere gives her nothing to hand out here."""
    if place is None:
        around: frozenset[UUID] = frozenset()
    elif scope is Scope.PARTNERSHIP:
        around = frozenset({place})
    else:
        around = partnerships_of(by, scope, place)
    there = [
        grant
        for grant in by.grants
        if grant.scope is Scope.INSTALLATION or grant.scope_id == place or grant.scope_id in around
    ]
    return frozenset().union(*(grant.permissions for grant in there))


def require_account_rights(by: Viewer, scope: Scope, place: UUID | None) -> None:
    """Raise `NotAllowed` unless ``by`` invites people in that place.

    A business manager invites for her partnership, its groups and the agencies that serve it; the installation's own roles are
    given only by those who invite for all of it.
    """
    reach = by.reach(Permission.ACCOUNT_INVITE)
    if scope is Scope.INSTALLATION or place is None or reach.everywhere or place in reach.partnerships:
        by.require(Permission.ACCOUNT_INVITE, partnership=place)
        return
    if scope is Scope.PARTNERSHIP:
        by.require(Permission.ACCOUNT_INVITE, partnership=place)
    around = partnerships_of(by, scope, place)
    if not around & reach.partnerships:
        by.require(Permission.ACCOUNT_INVITE, partnership=place)


def partnerships_of(by: Viewer, scope: Scope, place: UUID) -> frozenset[UUID]:
    """Return the partnerships that a group or an agency belongs to."""
    agencies, groups = ([], [place]) if scope is Scope.GROUP else ([place], [])
    return partnership.places(by, agencies=agencies, groups=groups).get(place, frozenset())
