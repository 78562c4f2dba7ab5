"""Figures, from the viewer."""

from collections.abc import Sequence
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.books import Book, Figure, book_from
from goldenthread.evidence.models import Reading
from goldenthread.evidence.queries.places import place
from goldenthread.evidence.queries.rows import claims, indicator, of_code, readings
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.periods import Period


@reads
def book(viewer: Viewer, pk: UUID) -> Book:
    """Return one indicator with all that was supplied for it; raises `NotFound`."""
    row = indicator(viewer, pk)
    kept = readings(viewer).filter(indicator=pk).order_by("end", "start", "cut")
    return book_from(row, place(viewer, row.partnership_id), kept, claims(viewer).filter(indicator=pk))


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
