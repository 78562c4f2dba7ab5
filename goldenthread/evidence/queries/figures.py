"""Figures, from the viewer."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.books import Book, Figure, book_from
from goldenthread.evidence.models import Indicator, Reading
from goldenthread.evidence.queries.places import lookup, place
from goldenthread.evidence.queries.rows import behind, claims, indicator, of_code, readings
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.veiling import veiled
from goldenthread.foundation.periods import Period


@reads
def book(viewer: Viewer, pk: UUID) -> Book:
    """Return one indicator with all that was supplied for it; raises `NotFound`."""
    row = indicator(viewer, pk)
    return veiled(viewer)(
        book_from(row, place(viewer, row.partnership_id), behind(viewer, row), claims(viewer).filter(indicator=pk))
    )


@reads
def books(viewer: Viewer, rows: QuerySet[Indicator]) -> list[Book]:
    """Return several indicators, each with all that was supplied for it, in a number of queries that does not grow.

    ``rows`` come from `indicators`. Printed figures are left out: they stand on the page of each indicator.
    """
    kept = Reading.objects.filter(current=True).select_related("supplier", "signed_by").order_by("end", "start", "cut")
    known = rows.prefetch_related(
        "definitions", "complete_parts", "rebases", "targets", Prefetch("readings", queryset=kept, to_attr="kept")
    )
    find, veil = lookup(viewer), veiled(viewer)
    return [veil(book_from(row, find(row.partnership_id), row.kept)) for row in known]  # type: ignore[attr-defined]


@reads
def figure(
    viewer: Viewer, partnership: UUID, code: str, period: Period, breakdown: dict[str, str] | None = None
) -> Figure:
    """Return a figure of a partnership by the code of its indicator; raises `NotFound`."""
    return book(viewer, of_code(viewer, partnership, code).pk).figure(period, cuts.cut(breakdown))


@reads
def series(viewer: Viewer, partnership: UUID, code: str, breakdown: dict[str, str] | None = None) -> Sequence[Figure]:
    """Return the figures of an indicator over time, oldest first; raises `NotFound`."""
    return book(viewer, of_code(viewer, partnership, code).pk).series(cuts.cut(breakdown))


@reads
def readings_behind(viewer: Viewer, one: Figure) -> list[Reading]:
    """Return all versions of the readings behind a figure, newest first."""
    found = readings(viewer, current=False).filter(
        indicator=one.book.row.pk, start__gte=one.period.start, end__lte=one.period.end, current=False
    )
    places = {(each.start, each.end, each.cut) for each in one.readings}
    return [each for each in found.order_by("-version") if (each.start, each.end, each.cut) in places]
