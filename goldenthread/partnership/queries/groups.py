"""Groups, their terms of reference, stages and reporting lines."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Group, GroupUse, ReportingLine, StageChange, TermsOfReference, on_day
from goldenthread.partnership.queries import scope


@reads
def groups(viewer: Viewer, *, partnership: UUID | None = None, on: date | None = None) -> QuerySet[Group]:
    """Return the groups the viewer may know of: those that a partnership uses, those that exist on a day."""
    found = Group.objects.filter(scope.of_groups(viewer)).select_related("kind", "record", "parent")
    if partnership is not None:
        rows = GroupUse.objects.filter(scope.of_partnerships(viewer, field="partnership"), partnership=partnership)
        rows = rows if on is None else rows.filter(on_day(on))
        found = found.filter(pk__in=rows.values("group"))
    if on is not None:
        found = found.filter(on_day(on))
    seen = GroupUse.objects.filter(scope.of_partnerships(viewer, field="partnership")).select_related("partnership")
    return found.prefetch_related(Prefetch("uses", queryset=seen, to_attr="seen_uses"))


@reads
def group(viewer: Viewer, group_id: UUID) -> Group:
    """Return one group; raises `NotFound` when the viewer may not know of it."""
    found = groups(viewer).filter(pk=group_id).first()
    if found is None:
        raise NotFound("There is no such group, or you are not allowed to see it.")
    return found


@reads
def uses(viewer: Viewer) -> QuerySet[GroupUse]:
    """Return which groups the partnerships use that the viewer may know of."""
    seen = scope.of_partnerships(viewer, field="partnership")
    return GroupUse.objects.filter(seen).select_related("group", "partnership")


@reads
def terms_of_reference(viewer: Viewer, group_id: UUID) -> QuerySet[TermsOfReference]:
    """Return every version of a group's terms of reference, newest first."""
    seen = scope.of_groups(viewer, field="group")
    return TermsOfReference.objects.filter(seen, group=group_id).order_by("-version")


@reads
def stage_changes(viewer: Viewer, group_id: UUID) -> QuerySet[StageChange]:
    """Return the stages a time-limited group has gone through, first to last."""
    return StageChange.objects.filter(scope.of_groups(viewer, field="group"), group=group_id)


@reads
def reporting_lines(viewer: Viewer, group_id: UUID | None = None, *, on: date | None = None) -> QuerySet[ReportingLine]:
    """Return to whom a group reports, or reported."""
    rows = ReportingLine.objects.filter(scope.of_groups(viewer, field="group"))
    rows = rows if group_id is None else rows.filter(group=group_id)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("group", "to_group", "to_board", "to_partnership").order_by("from_on")
