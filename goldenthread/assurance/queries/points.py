"""What was asked of an indicator: marks on its chart, and the thread from figure to question."""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import rules
from goldenthread.assurance.models import Enquiry, ExceptionRaised, Point
from goldenthread.assurance.queries.enquiries import enquiries
from goldenthread.assurance.queries.exceptions import exceptions
from goldenthread.evidence.steps import Mark
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records


@reads
def points(viewer: Viewer, record: UUID) -> QuerySet[Point]:
    """Return the figures a record of this area is about, as they stood; none of a record the viewer may not know of."""
    known = records.visible_among(viewer, [record]).order_by().values("pk")
    return Point.objects.filter(record__in=known).select_related("indicator").order_by("end", "indicator__title", "cut")


@reads
def marks(viewer: Viewer, indicator: UUID) -> list[Mark]:
    """Return what was asked about the figures of an indicator, for its chart: oldest first."""
    about = list(Point.objects.filter(indicator=indicator))
    asked = enquiries(viewer).filter(pk__in={each.record_id for each in about})
    put = exceptions(viewer).filter(pk__in={each.record_id for each in about}) if about else ()
    known = {row.pk: _of_enquiry(row) for row in asked} if about else {}
    known |= {row.pk: _of_exception(row) for row in put}
    told = [known[each.record_id](each.period, each.cut) for each in about if each.record_id in known]
    return sorted(told, key=lambda mark: (mark.on, mark.words))


def _of_enquiry(row: Enquiry) -> Callable[[Period, str], Mark]:
    words = f"{row.shape.label} {row.record.reference}, {row.agency.title}"
    address = reverse("assurance:enquiry", args=[row.pk])
    return lambda period, cut: Mark(period, cut, words, rules.WORDS[row.state], london_day(row.asked_at), address)


def _of_exception(row: ExceptionRaised) -> Callable[[Period, str], Mark]:
    words = f"Exception {row.record.reference} to {row.executive.title}"
    address = reverse("assurance:exception", args=[row.pk])
    return lambda period, cut: Mark(period, cut, words, rules.EXCEPTIONS[row.state], row.reported_on, address)


@reads
def origins(viewer: Viewer, ids: Collection[UUID]) -> Iterable[tuple[UUID, UUID]]:
    """Return (figure, what was asked about it) for some records, whichever of the two each is: for the thread to walk."""
    rows = Point.objects.filter(record__in=ids) | Point.objects.filter(indicator__in=ids)
    return list(rows.order_by().values_list("indicator", "record").distinct())
