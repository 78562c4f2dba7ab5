"""The figures a profile shows, judged: everything of one page in a number of queries that does not grow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.books import Book
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.placing import Place


@dataclass(frozen=True, slots=True)
class Looked:
    """The indicators of a page, by code, with the place they are about."""

    books: dict[str, Book]
    place: Place

    def judged(self, code: str) -> Judgement:
        """Return the series of an indicator, judged."""
        return judgement(self.books[code])


@reads
def looked(viewer: Viewer, partnership: UUID, codes: Iterable[str]) -> Looked:
    """Return the indicators of a partnership that have one of the codes; those it does not keep are simply not there."""
    rows = evidence.indicators(viewer, partnership).filter(code__in=set(codes))
    return Looked({book.row.code: book for book in evidence.books(viewer, rows)}, evidence.place(viewer, partnership))


@reads
def overview(viewer: Viewer, rows: QuerySet[Any]) -> list[Judgement]:
    """Return the indicators of a page of the overview, judged, in their order."""
    return [judgement(book) for book in evidence.books(viewer, rows)]


@reads
def beside(viewer: Viewer, codes: Sequence[str]) -> dict[tuple[UUID, str], Book]:
    """Return indicators of every partnership that the viewer may look at, by partnership and code."""
    rows = evidence.indicators(viewer).filter(code__in=set(codes), retired_on__isnull=True)
    return {(book.row.partnership_id, book.row.code): book for book in evidence.books(viewer, rows)}


@reads
def kept(viewer: Viewer, partnership: UUID) -> set[str]:
    """Return the codes of the indicators that a partnership keeps."""
    return set(evidence.indicators(viewer, partnership).order_by().values_list("code", flat=True))
