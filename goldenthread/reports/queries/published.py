"""What the whole world may read: published editions that nobody has taken down, as they were frozen."""

import base64
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from goldenthread.access.guards import unscoped
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.reports.models import Edition, EditionFile

_PUBLIC = "It returns only what was published for everybody to read."


def _standing() -> QuerySet[Edition]:
    return Edition.objects.filter(withdrawal__isnull=True)


@unscoped(_PUBLIC)
def published_reports(slug: str) -> QuerySet[Edition]:
    """Return the newest standing edition of each report of a partnership, latest period first."""
    siblings = _standing().filter(report=OuterRef("report")).order_by().values("report")
    newest = siblings.annotate(last=Max("number")).values("last")
    found = _standing().filter(document__slug=slug, number=Subquery(newest))
    return found.select_related("report").order_by("-report__start")


@unscoped(_PUBLIC)
def published_edition(pk: UUID) -> Edition:
    """Return a standing edition; raises `NotFound` when there is none or it was taken down."""
    row = _standing().filter(pk=pk).select_related("report").first()
    if row is None:
        raise NotFound("There is no such report, or it has been taken down.")
    return row


@unscoped(_PUBLIC)
def latest(report: UUID) -> Edition | None:
    """Return the newest standing edition of a report."""
    return _standing().filter(Q(report=report)).order_by("-number").first()


@unscoped(_PUBLIC)
def file_of(edition: UUID, format: str) -> bytes:
    """Return the bytes of a file of a standing edition."""
    row = EditionFile.objects.filter(edition__in=_standing().filter(pk=edition), format=format).first()
    if row is None:
        raise NotFound("The edition has no such file, or it has been taken down.")
    return base64.b64decode(row.content)


@unscoped(_PUBLIC)
def of_period(slug: str, period: Period) -> Edition | None:
    """Return the newest standing edition of a partnership about exactly this period."""
    return published_reports(slug).filter(report__start=period.start, report__end=period.end).first()
