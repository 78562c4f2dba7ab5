"""What a viewer may know of in the thread, as conditions on records that the spine asks for."""

from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import kinds
from goldenthread.records import queries as records
from goldenthread.thread.models import Action, Finding

FINDING, RECOMMENDATION, ACTION = "thread.finding", "thread.recommendation", "thread.action"
NOTHING_HERE = "There is nothing here, or you are not allowed to see it."


@reads
def in_reach(viewer: Viewer) -> Q:
    """Return the condition on recommendations and actions: those of partnerships, groups and agencies in reach."""
    reach = viewer.reach(Permission.THREAD_VIEW)
    if reach.everywhere:
        return Q()
    return Q(partnership__in=reach.around) | Q(owner_agency__in=reach.agencies) | Q(owner_group__in=reach.groups)


@reads
def of_actions(viewer: Viewer) -> Q:
    """Return the condition on actions: those in reach, and those that are in the viewer's own hands."""
    if viewer.person_id is None:
        return in_reach(viewer)
    return in_reach(viewer) | Q(pk__in=Action.objects.filter(owner_person=viewer.person_id).values("pk"))


@reads
def of_findings(viewer: Viewer) -> Q:
    """Return the condition on findings: in reach, and only where the viewer may know of what the finding came from."""
    told = Finding.objects.filter(source__in=sources(viewer).values("pk"))
    return in_reach(viewer) & Q(pk__in=told.values("pk"))


@reads
def sources(viewer: Viewer) -> QuerySet[Any]:
    """Return the records that a finding can come from: all the viewer may know of, but findings themselves."""
    return records.visible(viewer, besides=(FINDING,)).order_by()


@reads
def hinting_kinds(viewer: Viewer) -> list[str]:
    """Return the kinds that let it be said that there is something restricted, with its reference and no more."""
    return [kind.code for kind in kinds.every() if kind.hint and not kind.walled]
