"""Writing papers: add, replace, change, withdraw, open."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from goldenthread import jobs
from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.documents import queries, rules, storage
from goldenthread.documents.models import Blob, Document, Version
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records
from goldenthread.records import search

SCAN = "documents.scan"
_NOTHING = "There is nothing here, or you are not allowed to see it."


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A paper and the version that was just made."""

    id: UUID
    record_id: UUID
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A version that may be served: where its bytes lie and how to name them."""

    path: Path
    file_name: str
    media_type: str
    size: int
    sha256: str


@writes
def add_document(
    *,
    by: Viewer,
    at: datetime,
    record: UUID,
    title: str,
    name: str,
    content: IO[bytes],
    sensitivity: str | None = None,
    note: str = "",
    id: UUID | None = None,
) -> DocumentRef:
    """Put a paper on a record the viewer may know of.

    Raises `NotFound` for a record they may not know of, `NotAllowed` without the permission there, and `RuleBroken` with a
    sentence for a file that is too large, of another kind than its name says, or of a kind that is not taken in.
    """
    on = records.get(by, record)
    _require_edit(by, on)
    document = Document(record_id=record, title=_title(title, name), created_at=at)
    document.sensitivity = _sensitivity(sensitivity, on.sensitivity)
    if id is not None:
        document.id = id
    document.save(force_insert=True)
    version = _store(by, at, document, 1, name, content, note)
    _make_findable(document)
    _tell("documents.added", by, at, on, document, version)
    return DocumentRef(document.id, record, document.title, 1)


@writes
def add_version(
    *, by: Viewer, at: datetime, document: UUID, name: str, content: IO[bytes], note: str = ""
) -> DocumentRef:
    """Replace a paper by a new version; the older ones stay readable in its history. Raises as `add_document` does."""
    row = _editable(by, document)
    if row.withdrawn_at is not None:
        raise RuleBroken("This paper was withdrawn. Add the file as a new paper.", field="file")
    newest = row.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = _store(by, at, row, newest + 1, name, content, note)
    _tell("documents.replaced", by, at, row.record, row, version)
    return DocumentRef(row.id, row.record_id, row.title, version.number)


@writes
def change_document(
    *,
    by: Viewer,
    at: datetime,
    document: UUID,
    seen: int,
    title: str,
    sensitivity: str,
    may_be_published: bool = False,
    published_on: date | None = None,
) -> None:
    """Change what is said of a paper. Raises `EditConflict` when somebody saved it since edition ``seen``."""
    row = _editable(by, document)
    if sensitivity not in Document.Sensitivity.values:
        raise RuleBroken("Choose how private the paper is.", field="sensitivity")
    if may_be_published and sensitivity == Document.Sensitivity.RESTRICTED:
        raise RuleBroken("A restricted paper cannot be cleared for publication.", field="may_be_published")
    if published_on is not None and not may_be_published:
        raise RuleBroken("A paper is published only after it is cleared for publication.", field="published_on")
    row = Document.for_edit(row.pk, seen=seen)
    changes: dict[str, Any] = {"title": _title(title, ""), "sensitivity": sensitivity}
    changes |= {"may_be_published": may_be_published, "published_on": published_on}
    changed = row.apply(changes)
    if changed:
        _make_findable(row)
        trail.write(
            "documents.changed",
            by=by,
            at=at,
            record=row.record_id,
            partnership=row.record.partnership_id,
            document=str(row.id),
            title=row.title,
            changes=changed,
        )


@writes
def withdraw_document(*, by: Viewer, at: datetime, document: UUID, seen: int, reason: str) -> None:
    """Take a paper off its record's list, with a reason that stays beside it. Nothing is deleted."""
    row = _editable(by, document)
    said = clean(reason)[:500]
    if not said:
        raise RuleBroken("Say why the paper is withdrawn.", field="reason")
    if row.withdrawn_at is not None:
        raise RuleBroken("This paper is already withdrawn.")
    row = Document.for_edit(row.pk, seen=seen)
    row.apply(
        {"withdrawn_at": at, "withdrawn_by": by.user_id, "withdrawn_by_name": by.name[:200], "withdrawn_reason": said}
    )
    search.forget(row.record_id, part=f"paper:{row.id}")
    trail.write(
        "documents.withdrawn",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        document=str(row.id),
        title=row.title,
        reason=said,
    )


@writes
def open_version(*, by: Viewer, at: datetime, document: UUID, number: int) -> OpenedFile:
    """Return a version's file for serving, its bytes checked. Reads of restricted and walled papers are written to the trail.

    Raises `RuleBroken` for a file that is held back by the virus scanner or damaged on the disk.
    """
    row = queries.documents(by).select_related("record").filter(pk=document).first()
    version = row.versions.select_related("blob").filter(number=number).first() if row else None
    if row is None or version is None:
        raise NotFound(_NOTHING)
    card = queries._card(version)
    if card.held_back:
        raise RuleBroken(card.held_back)
    if not storage.is_whole(card.sha256):
        raise RuleBroken(
            "This file is damaged on the server. Tell the administrator, who can restore it from a backup."
        )
    if "restricted" in (row.sensitivity, row.record.sensitivity) or row.record.sensitivity == "walled":
        _tell("documents.opened", by, at, row.record, row, version)
    return OpenedFile(storage.path_of(card.sha256), card.file_name, card.media_type, card.size, card.sha256)


def _editable(by: Viewer, document: UUID) -> Document:
    row = queries.documents(by).select_related("record").select_for_update(of=("self",)).filter(pk=document).first()
    if row is None:
        raise NotFound(_NOTHING)
    _require_edit(by, row.record)
    return row


def _require_edit(by: Viewer, record: Any) -> None:
    if not queries._may(by, record, Permission.DOCUMENT_EDIT):
        by.require(
            Permission.DOCUMENT_EDIT,
            partnership=record.partnership_id,
            group=record.owner_group_id,
            agency=record.owner_agency_id,
        )


def _store(
    by: Viewer, at: datetime, document: Document, number: int, name: str, content: IO[bytes], note: str
) -> Version:
    """Receive, judge and keep the bytes; only then say so in the database. Undone bytes are swept away later."""
    file_name = rules.safe_name(clean(name))
    incoming = storage.receive(content)
    try:
        with incoming.path.open("rb") as file:
            kind = rules.kind_of(file_name, file)
        stored = incoming.accept()
    except rules.FileRefused as refusal:
        raise RuleBroken(str(refusal), field="file") from refusal
    finally:
        incoming.discard()
    blob = _blob(stored, kind.media_type)
    return Version.objects.create(
        document=document,
        number=number,
        blob=blob,
        file_name=file_name,
        uploaded_at=at,
        uploaded_by=by.user_id,
        uploaded_by_name=by.name[:200],
        note=clean(note)[:500],
    )


def _make_findable(document: Document) -> None:
    part = f"paper:{document.id}"
    search.index(document.record_id, "", part=part, title=document.title, needs=Permission.DOCUMENT_VIEW)


def _blob(stored: storage.Stored, media_type: str) -> Blob:
    scan = Blob.Scan.WAITING if settings.CLAMAV else Blob.Scan.NO_SCANNER
    with transaction.atomic():
        blob, made = Blob.objects.get_or_create(
            sha256=stored.sha256, defaults={"size": stored.size, "media_type": media_type, "scan": scan}
        )
    if settings.CLAMAV and (made or blob.scan == Blob.Scan.NO_SCANNER):
        Blob.objects.filter(pk=blob.pk).update(scan=Blob.Scan.WAITING)
        jobs.enqueue(SCAN, blob=str(blob.id))
    return blob


def _title(title: str, name: str) -> str:
    said = " ".join(clean(title or name.rpartition(".")[0] or name).split())[:200]
    if not said:
        raise RuleBroken("Give the paper a title.", field="title")
    return said


def _sensitivity(asked: str | None, of_record: str) -> str:
    if asked:
        if asked not in Document.Sensitivity.values:
            raise RuleBroken("Choose how private the paper is.", field="sensitivity")
        return asked
    return of_record if of_record in Document.Sensitivity.values else Document.Sensitivity.RESTRICTED


def _tell(event: str, by: Viewer, at: datetime, record: Any, document: Document, version: Version) -> None:
    trail.write(
        event,
        by=by,
        at=at,
        record=record.pk,
        partnership=record.partnership_id,
        document=str(document.id),
        title=document.title,
        number=version.number,
        file=version.file_name,
        sha256=version.blob.sha256,
    )
