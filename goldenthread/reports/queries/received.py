"""Reports about one topic: asked for, received, and what they say."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records
from goldenthread.reports.models import Received

RECEIVED = "reports.received"


@reads
def received_reports(
    viewer: Viewer, *, partnership: UUID | None = None, period: Period | None = None
) -> QuerySet[Received]:
    """Return the reports about one topic that the viewer may know of, newest first: those about days of a period."""
    found = Received.objects.filter(record__in=records.visible(viewer, kind=RECEIVED))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    if period is not None:
        found = found.filter(start__lte=period.end, end__gte=period.start)
    return found.select_related("record", "partnership", "supplier", "deadline")


@reads
def received(viewer: Viewer, pk: UUID) -> Received:
    """Return one report about one topic; raises `NotFound`."""
    row = received_reports(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such report, or you are not allowed to see it.")
    return row


@reads
def may_hand_in(viewer: Viewer, row: Received) -> bool:
    """Say whether the viewer may say that a report has arrived: those who write reports, and members of the agency asked."""
    writes = viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id)
    return writes or viewer.may(Permission.REPORT_COMMENT, agency=row.supplier_id or UUID(int=0))
