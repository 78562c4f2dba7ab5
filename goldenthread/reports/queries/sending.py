"""Who a report goes to, and how far that is."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.reports.models import Chase, Edition, Recipient, Sending
from goldenthread.reports.queries.rows import editions, reports


class Way(StrEnum):
    """How far a recipient is with the newest standing edition."""

    UNPUBLISHED = "unpublished"
    TO_SEND = "to_send"
    SENT = "sent"
    RECEIVED = "received"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Going:
    """One recipient of a report: how far the newest standing edition is with them, and what they were sent before."""

    recipient: Recipient
    way: Way
    sending: Sending | None
    earlier: tuple[Sending, ...]


@reads
def recipients(viewer: Viewer, report: UUID | None = None) -> QuerySet[Recipient]:
    """Return those a report goes to, in the order of its list."""
    known = reports(viewer) if report is None else reports(viewer).filter(pk=report)
    found = Recipient.objects.filter(report__in=known.order_by().values("pk"))
    return found.select_related("report", "report__record")


@reads
def recipient(viewer: Viewer, pk: UUID) -> Recipient:
    """Return one recipient; raises `NotFound`."""
    row = recipients(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such recipient, or you are not allowed to see it.")
    return row


@reads
def sendings(viewer: Viewer, report: UUID | None = None) -> QuerySet[Sending]:
    """Return what was sent, with each time it was asked after."""
    found = Sending.objects.filter(recipient__in=recipients(viewer, report).order_by().values("pk"))
    chases = Prefetch("chases", queryset=Chase.objects.order_by("on", "id"), to_attr="asked_after")
    return found.select_related("recipient", "recipient__report", "edition").prefetch_related(chases)


@reads
def sending(viewer: Viewer, pk: UUID) -> Sending:
    """Return one sending; raises `NotFound`."""
    row = sendings(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("Nothing was sent under this address, or you are not allowed to see it.")
    return row


@reads
def newest_standing(viewer: Viewer, report: UUID) -> Edition | None:
    """Return the newest edition of a report that has not been taken down."""
    return editions(viewer, report).filter(withdrawal__isnull=True).order_by("-number").first()


@reads
def going(viewer: Viewer, report: UUID) -> list[Going]:
    """Return how far each recipient of a report is with its newest standing edition."""
    edition = newest_standing(viewer, report)
    sent: dict[UUID, list[Sending]] = {}
    for row in sendings(viewer, report):
        sent.setdefault(row.recipient_id, []).append(row)
    return [_going(row, edition, sent.get(row.pk, [])) for row in recipients(viewer, report)]


@reads
def going_to(viewer: Viewer, pk: UUID) -> Going:
    """Return how far one recipient is with the newest standing edition, and what went there before."""
    row = recipient(viewer, pk)
    sent = list(sendings(viewer, row.report_id).filter(recipient=row))
    return _going(row, newest_standing(viewer, row.report_id), sent)


def _going(row: Recipient, edition: Edition | None, sent: list[Sending]) -> Going:
    now = next((each for each in sent if edition is not None and each.edition_id == edition.pk), None)
    earlier = tuple(each for each in sent if each is not now)
    if now is not None:
        way = Way.RECEIVED if now.received_on else Way.SENT
    elif row.excused_at is not None:
        way = Way.EXCUSED
    else:
        way = Way.TO_SEND if edition is not None else Way.UNPUBLISHED
    return Going(row, way, now, earlier)
