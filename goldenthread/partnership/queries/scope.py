"""What a viewer may know of, as conditions that other queries start from.

Reading goes as far as the places of a grant reach: an agency's member reads about every partnership the agency serves.
Changing goes no further than the place itself: the chair of one group cannot change another.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership.models import (
    AgencyClass,
    Arrangements,
    Group,
    GroupUse,
    Membership,
    Memorandum,
    MemorandumParty,
    Office,
    Post,
)

SEE = Permission.PARTNERSHIP_VIEW


@dataclass(frozen=True, slots=True)
class Places:
    """Where a permission is held, for reading or for changing."""

    everywhere: bool
    partnerships: frozenset[UUID]
    groups: frozenset[UUID]
    agencies: frozenset[UUID]


@reads
def held(viewer: Viewer, permission: Permission = SEE, *, to_change: bool = False) -> Places:
    """Return where the viewer holds ``permission``."""
    reach = viewer.reach(permission)
    near = reach.partnerships if to_change else reach.around
    return Places(reach.everywhere, near, reach.groups, reach.agencies)


@reads
def of_partnerships(viewer: Viewer, permission: Permission = SEE, *, to_change: bool = False, field: str = "pk") -> Q:
    """Return the condition on rows whose ``field`` is a partnership the viewer holds ``permission`` in."""
    places = held(viewer, permission, to_change=to_change)
    return Q() if places.everywhere else Q(**{f"{field}__in": places.partnerships})


@reads
def of_groups(viewer: Viewer, permission: Permission = SEE, *, to_change: bool = False, field: str = "pk") -> Q:
    """Return the condition on rows whose ``field`` is a group used by such a partnership, or such a group itself."""
    places = held(viewer, permission, to_change=to_change)
    if places.everywhere:
        return Q()
    used = GroupUse.objects.filter(partnership__in=places.partnerships).values("group")
    return Q(**{f"{field}__in": used}) | Q(**{f"{field}__in": places.groups})


@reads
def of_agencies(viewer: Viewer, permission: Permission = SEE, *, to_change: bool = False, field: str = "pk") -> Q:
    """Return the condition on rows whose ``field`` is an agency that serves such a partnership, or such an agency itself."""
    places = held(viewer, permission, to_change=to_change)
    if places.everywhere:
        return Q()
    serving = AgencyClass.objects.filter(partnership__in=places.partnerships).values("agency")
    return Q(**{f"{field}__in": serving}) | Q(**{f"{field}__in": places.agencies})


@reads
def of_people(viewer: Viewer, permission: Permission = Permission.PERSON_VIEW, *, to_change: bool = False) -> Q:
    """Return the condition on people kept by, employed, seated or in office in such a place."""
    places = held(viewer, permission, to_change=to_change)
    if places.everywhere:
        return Q()
    near = places.partnerships
    serving = AgencyClass.objects.filter(partnership__in=near).values("agency")
    used = GroupUse.objects.filter(partnership__in=near).values("group")
    seats = Membership.objects.filter(Q(group__in=used) | Q(group__in=places.groups)).values("person")
    jobs = Post.objects.filter(Q(agency__in=serving) | Q(agency__in=places.agencies)).values("person")
    offices = Office.objects.filter(partnership__in=near).values("person")
    # sets of ids, not joins: a join over four tables makes a row for each seat of each post
    return Q(kept_by__in=near) | Q(pk__in=jobs) | Q(pk__in=seats) | Q(pk__in=offices)


@reads
def of_memoranda(viewer: Viewer) -> Q:
    """Return the condition on memoranda that a visible partnership keeps or is a party to."""
    places = held(viewer)
    if places.everywhere:
        return Q()
    joined = MemorandumParty.objects.filter(partnership__in=places.partnerships).values("memorandum")
    return Q(partnership__in=places.partnerships) | Q(pk__in=joined)


@reads
def may_change_group(viewer: Viewer, group: UUID) -> bool:
    """Say whether the viewer may change a group: held for the group, or in a partnership that uses it."""
    condition = of_groups(viewer, Permission.GROUP_EDIT, to_change=True)
    return Group.objects.filter(condition, pk=group).exists()


@reads
def may_change_agency(viewer: Viewer, agency: UUID) -> bool:
    """Say whether the viewer may change an agency's entry: held for the agency, or in a partnership it serves."""
    places = held(viewer, Permission.AGENCY_EDIT, to_change=True)
    if places.everywhere or agency in places.agencies:
        return True
    return AgencyClass.objects.filter(agency=agency, partnership__in=places.partnerships).exists()


@reads
def memoranda_records(viewer: Viewer) -> Q:
    """Return the condition on the records of memoranda."""
    return Q(pk__in=Memorandum.objects.filter(of_memoranda(viewer)).values("pk"))


@reads
def arrangements_records(viewer: Viewer) -> Q:
    """Return the condition on the records of arrangements."""
    return Q(pk__in=Arrangements.objects.filter(of_partnerships(viewer, field="partnership")).values("pk"))
