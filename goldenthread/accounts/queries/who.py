"""Who can be asked to do something: people with an account whose roles let them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import RoleGrant
from goldenthread.partnership import queries as partnerships


@reads
def people_who_may(viewer: Viewer, permission: Permission, *, partnership: UUID, day: date) -> dict[UUID, str]:
    """Return the people, by id with their names, who hold a permission somewhere in a partnership on a day.

    Only for a viewer who holds it there too: whoever works on something together may know who else does.
    """
    reach = viewer.reach(permission)
    if not (reach.everywhere or partnership in reach.around):
        return {}
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    held = RoleGrant.objects.filter(role__in=roles, ended_at__isnull=True, from_on__lte=day)
    held = held.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), user__is_active=True, user__person__isnull=False
    )
    rows = list(held.select_related("user__person"))
    at = {scope: [row.place_id for row in rows if row.scope == scope and row.place_id] for scope in Scope}
    places = partnerships.places(viewer, agencies=at[Scope.AGENCY], groups=at[Scope.GROUP])
    found: dict[UUID, str] = {}
    for row in rows:
        here = row.place_id in (None, partnership) or partnership in places.get(row.place_id, frozenset())
        if here and row.user.person is not None:
            found[row.user.person.pk] = row.user.person.name
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with an account: their name, where to write, and the person in the register, if the account belongs to one."""

    name: str
    email: str
    person: UUID | None


@reads
def contacts(viewer: Viewer, permission: Permission, *, place: UUID, day: date) -> list[Contact]:
    """Return the accounts that hold a permission in one agency or group on a day, by name: to write to them about its work.

    Only for those who chase for a partnership, and for those who work in that place themselves.
    """
    if not (viewer.may_somewhere(Permission.RETURN_CHASE) or place in viewer.agencies | viewer.groups):
        return []
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    held = RoleGrant.objects.filter(place=place, role__in=roles, ended_at__isnull=True, from_on__lte=day)
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), user__is_active=True).select_related("user")
    found = {row.user_id: Contact(row.user.name, row.user.email, row.user.person_id) for row in held}
    return sorted(found.values(), key=lambda each: each.name)
