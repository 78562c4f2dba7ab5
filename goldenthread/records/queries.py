"""Reading the spine: always through what the viewer may know of."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.records import kinds
from goldenthread.records.asked import Asked, Question
from goldenthread.records.models import Record

NOBODY = Q(pk__in=[])
_KINDS: dict[UUID, str] = {}
_MOST_KEPT = 50_000
_MOST_QUESTIONS = 2_000


@reads
def visible(viewer: Viewer, *, kind: str | None = None, besides: Collection[str] = ()) -> QuerySet[Record]:
    """Return the records the viewer may know of, of one kind or of all (``besides`` names kinds to leave out).

    A kind nobody registered shows nothing. Walled kinds answer for themselves, like any other.
    """
    return _known(viewer, [kinds.get(kind)] if kind else [each for each in kinds.every() if each.code not in besides])


@reads
def knows(viewer: Viewer, name: str, *, besides: Collection[str] = ()) -> Q:
    """Return the condition that the viewer may know of the record which a table's column ``name`` points to.

    It is asked of each row, not once for all records there are: most questions are about a few rows.
    """
    return Q(Asked(name, _question(viewer.rights, tuple(each for each in kinds.every() if each.code not in besides))))


@reads
def named_in(viewer: Viewer, rows: QuerySet[Any], name: str, place: str) -> list[tuple[str, str]]:
    """Return the places, (id, title) by title, that column ``name`` of rows the viewer may know of points to.

    ``place``: "partnership", "group" or "agency". Each place is asked for a row, so that nobody reads all rows.
    """
    codes = [kind.code for kind in kinds.every() if kind.place == place]
    found = Record.objects.order_by().filter(Exists(rows.order_by().filter(**{name: OuterRef("pk")})), kind__in=codes)
    return sorted(
        ((str(pk), title) for pk, title in found.values_list("pk", "title")), key=lambda each: each[1].casefold()
    )


@reads
def visible_among(viewer: Viewer, ids: Collection[UUID]) -> QuerySet[Record]:
    """Return those of a few records that the viewer may know of: what `visible` says, asked only of the kinds they have.

    A small question in place of one about every kind there is.
    """
    found = _kinds_of(ids)
    return _known(viewer, [each for each in kinds.every() if each.code in found]).filter(pk__in=ids)


def _known(viewer: Viewer, chosen: list[kinds.RecordKind]) -> QuerySet[Record]:
    rows = Record.objects.filter(Asked("pk", _question(viewer.rights, tuple(chosen))))
    return rows.filter(kind=chosen[0].code) if len(chosen) == 1 else rows


@lru_cache(maxsize=_MOST_QUESTIONS)
def _question(rights: Viewer, chosen: tuple[kinds.RecordKind, ...]) -> Question:
    """Return the question which records of a few kinds somebody with these rights may know of.

    Never an answer: what is kept is the condition, which holds nothing that the rights do not say (a law looks that a kind asks
    the database nothing when it makes its condition).
    """
    condition = NOBODY
    for each in chosen:
        condition |= Q(kind=each.code) & visible_of_kind(rights, each)
    return Question.about(Record.objects.filter(condition))


def _kinds_of(ids: Collection[UUID]) -> set[str]:
    """Return the kinds that some records are of; a record never changes its kind, so what was asked once is known."""
    unknown = [each for each in ids if each not in _KINDS]
    if unknown:
        if len(_KINDS) + len(unknown) > _MOST_KEPT:
            _KINDS.clear()
        _KINDS.update(Record.objects.filter(pk__in=unknown).order_by().values_list("pk", "kind"))
    return {_KINDS[each] for each in ids if each in _KINDS}


@reads
def visible_of_kind(viewer: Viewer, kind: kinds.RecordKind) -> Q:
    """Return the condition on records of ``kind``: what the kind says, and what break-glass has opened."""
    allowed = kind.visible(viewer) if viewer.may_somewhere(kind.view) else NOBODY
    if (
        kind.walled and viewer.opened and allowed
    ):  # an empty condition is one for everything: joined to another it would be lost
        allowed |= Q(pk__in=viewer.opened)
    return allowed


@reads
def get(viewer: Viewer, record_id: UUID, *, kind: str | None = None) -> Record:
    """Return one record; raises `NotFound` both when it does not exist and when the viewer may not know that it does."""
    known = visible(viewer, kind=kind) if kind else visible_among(viewer, [record_id])
    record = known.filter(pk=record_id).first()
    if record is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return record


@reads
def hinted(viewer: Viewer, ids: Collection[UUID], codes: Collection[str]) -> dict[UUID, str]:
    """Return the references, and nothing else, of records of kinds that let it be said that they exist (`RecordKind.hint`)."""
    allowed = [code for code in codes if kinds.get(code).hint]
    rows = Record.objects.filter(pk__in=ids, kind__in=allowed).exclude(sensitivity=Record.Sensitivity.WALLED)
    return dict(rows.values_list("pk", "reference"))


@reads
def walled_by_reference(viewer: Viewer, reference: str) -> Record | None:
    """Return the walled record with exactly this reference, seen or not: only for breaking the glass, which asks who may."""
    walled = [kind.code for kind in kinds.every() if kind.walled]
    return Record.objects.filter(reference=reference, kind__in=walled).first()


@reads
def where_held(viewer: Viewer, permission: Permission, prefix: str = "") -> Q:
    """Return the condition on records for which ``permission`` is held: where they belong, around it, or by break-glass.

    ``prefix`` is how a table reaches the record, such as ``record__``. It says nothing of whether the viewer may know of the
    record: join it with `visible`.
    """
    reach = viewer.reach(permission)
    if reach.everywhere:
        return Q()
    opened = Q(**{f"{prefix}pk__in": viewer.opened})
    if reach.nowhere:
        return opened
    partnerships = reach.partnerships | reach.around
    belongs_nowhere = {f"{prefix}{place}": None for place in ("partnership", "owner_agency", "owner_group")}
    return (
        opened
        | Q(**{f"{prefix}pk__in": partnerships | reach.groups | reach.agencies})
        | Q(**{f"{prefix}partnership__in": partnerships})
        | Q(**{f"{prefix}owner_agency__in": reach.agencies})
        | Q(**{f"{prefix}owner_group__in": reach.groups})
        | Q(**belongs_nowhere)
    )
