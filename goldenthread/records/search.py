"""Finding records by their words: through what the viewer may know of, so that a walled record neither shows nor counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import clean
from goldenthread.records import fulltext, queries, rules
from goldenthread.records.models import Record, SearchDoc

PART_PERMISSIONS = (Permission.DOCUMENT_VIEW,)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found, with its title and the words around the hit, in pieces to mark."""

    record: Record
    title: list[rules.Piece]
    snippet: list[rules.Piece]


def index(
    record_id: UUID, words: str | None = None, *, part: str = "", title: str = "", needs: Permission | None = None
) -> None:
    """Say by which words a record is found, besides its title and reference; called inside operations.

    ``words`` None keeps those of before. ``part`` names something on it that is found with a ``title`` of its own, by those who
    hold ``needs`` there.
    """
    if needs is not None and needs not in PART_PERMISSIONS:
        raise ValueError(f"Parts of a record are found with one of {[each.code for each in PART_PERMISSIONS]}.")
    record = Record.objects.get(pk=record_id)
    row = SearchDoc.objects.filter(record=record, part=part).first() or SearchDoc(record=record, part=part)
    row.title = (title or record.title)[:250]
    row.body = row.body if words is None else clean(words)
    row.needs = needs.code if needs else ""
    row.folded_title = rules.bare(f"{row.title} {record.reference}")
    row.folded_body = rules.bare(row.body)
    row.save()


def forget(record_id: UUID, *, part: str) -> None:
    """Take away the words of a part of a record."""
    SearchDoc.objects.filter(record=record_id, part=part).delete()


@reads
def by_reference(viewer: Viewer, text: str) -> Record | None:
    """Return the record whose reference was typed, if the viewer may know of it."""
    reference = rules.as_reference(text[:LONGEST])
    return queries.visible(viewer).filter(reference__iexact=reference).first() if reference else None


@reads
def search(viewer: Viewer, text: str, *, kind: str | None = None) -> QuerySet[Record]:
    """Return the records that hold every word asked for, best first: hits in the title, then open before closed, then newest."""
    words = rules.words_of(clean(text)[:LONGEST])
    known = queries.visible(viewer, kind=kind)
    if not words:
        return known.none()
    docs = _docs(viewer, words).filter(record=OuterRef("pk"))
    in_title = sum(
        (
            Case(When(search_docs__folded_title__contains=word, then=1), default=0, output_field=IntegerField())
            for word in words
        ),
        Value(0),
    )
    return (
        known.filter(Exists(docs))
        .annotate(hits=Sum(in_title, filter=Q(search_docs__part="")))
        .order_by(F("hits").desc(nulls_last=True), F("closed_on").asc(nulls_first=True), "-opened_on", "reference")
    )


@reads
def kinds_found(viewer: Viewer, text: str) -> dict[str, int]:
    """Return how many records of each kind hold the words, for the filter beside the results."""
    found: dict[str, int] = {}
    for code in search(viewer, text).order_by().values_list("kind", flat=True):
        found[code] = found.get(code, 0) + 1
    return found


@reads
def told(viewer: Viewer, text: str, records: Iterable[Record]) -> list[Found]:
    """Return records with their words marked, in one query more."""
    words, rows = rules.words_of(clean(text)[:LONGEST]), list(records)
    by_record: dict[UUID, list[SearchDoc]] = {}
    for doc in _docs(viewer, words).filter(record__in=rows).order_by("part"):
        by_record.setdefault(doc.record_id, []).append(doc)
    return [Found(row, rules.marked(row.title, words), _snippet(by_record.get(row.pk, []), words)) for row in rows]


def _docs(viewer: Viewer, words: list[str]) -> QuerySet[SearchDoc]:
    """The rows that match and that the viewer may be told of, given that they may know of the record."""
    open_parts = Q(needs="")
    for permission in PART_PERMISSIONS:
        open_parts |= Q(needs=permission.code) & queries.where_held(viewer, permission, "record__")
    return SearchDoc.objects.filter(open_parts, number__in=fulltext.numbers_matching(words))


def _snippet(docs: list[SearchDoc], words: list[str]) -> list[rules.Piece]:
    for doc in docs:
        text = doc.body if not doc.part else f"{doc.title}. {doc.body}"
        pieces = rules.snippet(text, words)
        if pieces:
            return pieces
    return []
