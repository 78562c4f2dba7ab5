"""Exceptions reported to the Executive."""

from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance.models import ExceptionRaised
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records

EXCEPTION = "assurance.exception"


@reads
def of_exceptions(viewer: Viewer) -> Q:
    """Return the condition on records of exceptions: for those of the partnership, the reporting group and the Executive.

    The Executive is its members, and whoever may record what it decided.
    """
    reach, deciding = viewer.reach(Permission.ASSURANCE_VIEW), viewer.reach(Permission.ASSURANCE_DECIDE)
    if reach.everywhere or deciding.everywhere:
        return Q()
    groups = (viewer.groups if not reach.nowhere else frozenset()) | reach.groups
    before = ExceptionRaised.objects.filter(executive__in=groups).order_by().values("pk")
    mine = Q(partnership__in=reach.partnerships | deciding.around) | Q(owner_group__in=reach.groups)
    return mine | Q(pk__in=before)


@reads
def exceptions(
    viewer: Viewer, *, partnership: UUID | None = None, period: Period | None = None
) -> QuerySet[ExceptionRaised]:
    """Return the exceptions the viewer may know of, the newest first: those before the Executive on a day of a period."""
    known = records.visible(viewer, kind=EXCEPTION).order_by().values("pk")
    found = ExceptionRaised.objects.filter(record__in=known)
    if partnership is not None:
        found = found.filter(partnership=partnership)
    if period is not None:
        still = Q(decided_on__isnull=True) | Q(decided_on__gte=period.start)
        found = found.filter(still, reported_on__lte=period.end)
    return found.select_related("record", "partnership", "group", "executive", "deadline")


@reads
def exception(viewer: Viewer, pk: UUID) -> ExceptionRaised:
    """Return one exception; raises `NotFound`."""
    row = exceptions(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such exception, or you are not allowed to see it.")
    return row


@reads
def may_decide(viewer: Viewer, row: ExceptionRaised) -> bool:
    """Say whether the viewer may record what the Executive decided: the partnership's leads, whatever agency they lead for."""
    reach = viewer.reach(Permission.ASSURANCE_DECIDE)
    return reach.everywhere or row.partnership_id in reach.around
