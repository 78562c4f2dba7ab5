"""Seats and memberships: who sat where on any date."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Appraisal, GroupUse, Membership, Seat, on_day
from goldenthread.partnership.queries import scope


@reads
def memberships(
    viewer: Viewer,
    *,
    group: UUID | None = None,
    person: UUID | None = None,
    agency: UUID | None = None,
    partnership: UUID | None = None,
    on: date | None = None,
) -> QuerySet[Membership]:
    """Return who belongs to the groups the viewer may know of; with ``on``, as it was on that day."""
    rows = Membership.objects.filter(scope.of_groups(viewer, field="group"))
    for name, value in (("group", group), ("person", person)):
        rows = rows if value is None else rows.filter(**{name: value})
    if agency is not None:
        rows = rows.filter(Q(agency=agency) | Q(seat__agency=agency))
    if partnership is not None:
        uses = GroupUse.objects.filter(scope.of_partnerships(viewer, field="partnership"), partnership=partnership)
        rows = rows.filter(group__in=(uses if on is None else uses.filter(on_day(on))).values("group"))
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("group", "person", "agency", "seat", "seat__agency", "deputy_for__person")


@reads
def membership(viewer: Viewer, membership_id: UUID) -> Membership:
    """Return one membership; raises `NotFound` when the viewer may not know of its group."""
    found = memberships(viewer).filter(pk=membership_id).first()
    if found is None:
        raise NotFound("There is no such membership, or you are not allowed to see it.")
    return found


@reads
def sitting_on(viewer: Viewer, group: UUID, day: date) -> QuerySet[Membership]:
    """Return who sat in a group on a day."""
    return memberships(viewer, group=group, on=day)


@reads
def seats(viewer: Viewer, group: UUID | None = None, *, on: date | None = None) -> QuerySet[Seat]:
    """Return the seats of a group, or of all the viewer may know of, taken or empty."""
    rows = Seat.objects.filter(scope.of_groups(viewer, field="group"))
    rows = rows if group is None else rows.filter(group=group)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("agency", "group").order_by("position", "name")


@reads
def appraisals(viewer: Viewer, *, person: UUID | None = None, partnership: UUID | None = None) -> QuerySet[Appraisal]:
    """Return when people are appraised, to those who may see that in the partnership."""
    rows = Appraisal.objects.filter(scope.of_partnerships(viewer, Permission.PERSON_VIEW, field="partnership"))
    rows = rows if person is None else rows.filter(person=person)
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    return rows.select_related("person", "group", "partnership")
