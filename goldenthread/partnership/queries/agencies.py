"""Agencies, and the classes in which they belong to partnerships."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.partnership.models import Agency, AgencyClass, AgencyLink, Alias, on_day
from goldenthread.partnership.queries import scope

SCHOOL = "school"


@reads
def agencies(
    viewer: Viewer, *, partnership: UUID | None = None, on: date | None = None, schools: bool | None = None
) -> QuerySet[Agency]:
    """Return the agencies the viewer may know of: those of one partnership, on one day, only schools or none of them."""
    found = Agency.objects.filter(scope.of_agencies(viewer)).select_related("kind", "record", "parent")
    if partnership is not None or on is not None:
        rows = AgencyClass.objects.filter(scope.of_partnerships(viewer, field="partnership"))
        rows = rows if partnership is None else rows.filter(partnership=partnership)
        rows = rows if on is None else rows.filter(on_day(on))
        found = found.filter(pk__in=rows.values("agency"))
    if schools is not None:
        is_school = Q(kind__code=SCHOOL)
        found = found.filter(is_school if schools else ~is_school)
    return found


@reads
def agency(viewer: Viewer, agency_id: UUID) -> Agency:
    """Return one agency; raises `NotFound` when the viewer may not know of it."""
    found = agencies(viewer).filter(pk=agency_id).first()
    if found is None:
        raise NotFound("There is no such agency, or you are not allowed to see it.")
    return found


@reads
def agency_links(viewer: Viewer, agency_id: UUID) -> QuerySet[AgencyLink]:
    """Return what came before and after an agency, where the viewer may know of both."""
    both = scope.of_agencies(viewer, field="before") & scope.of_agencies(viewer, field="after")
    rows = AgencyLink.objects.filter(both, Q(before=agency_id) | Q(after=agency_id))
    return rows.select_related("before", "after").order_by("happened_on", "before__name", "after__name")


@reads
def directory(viewer: Viewer, text: str = "", *, outside: UUID | None = None) -> QuerySet[Agency]:
    """Return agencies of the whole installation by name, so that one body gets one entry.

    Only the public facts of an organisation are meant to be shown from it: name, kind, reference. For those who may add
    agencies somewhere. ``outside``: leave out those that already serve this partnership.
    """
    if not viewer.may_somewhere(Permission.AGENCY_EDIT):
        raise NotAllowed(f"Your roles do not let you {Permission.AGENCY_EDIT.sentence}.")
    found = Agency.objects.select_related("kind", "record")
    if text:
        other = Alias.objects.filter(name__icontains=text, record__isnull=False).values("record")
        found = found.filter(Q(name__icontains=text) | Q(short_name__iexact=text) | Q(pk__in=other) | Q(urn=text))
    if outside is not None:
        found = found.exclude(pk__in=AgencyClass.objects.filter(partnership=outside).values("agency"))
    return found


@reads
def classes(
    viewer: Viewer, *, partnership: UUID | None = None, agency: UUID | None = None, on: date | None = None
) -> QuerySet[AgencyClass]:
    """Return in what way agencies belong to the partnerships the viewer may know of."""
    rows = AgencyClass.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    rows = rows if agency is None else rows.filter(agency=agency)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("agency", "agency__kind", "partnership")
