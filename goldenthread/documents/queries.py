"""Reading papers: those on records the viewer may know of, where they hold the permission to open papers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.documents.models import Blob, Document, Version
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records

_NOTHING = "There is nothing here, or you are not allowed to see it."


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version, as pages show it. ``held_back``: why it cannot be opened, or nothing."""

    number: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_at: datetime
    uploaded_by_name: str
    note: str
    scan: str
    held_back: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its versions, newest first."""

    id: UUID
    record_id: UUID
    title: str
    sensitivity: str
    may_be_published: bool
    published_on: date | None
    edition: int
    withdrawn_at: datetime | None
    withdrawn_by_name: str
    withdrawn_reason: str
    versions: tuple[VersionCard, ...]

    @property
    def newest(self) -> VersionCard:
        """Return the version that counts."""
        return self.versions[0]


@reads
def documents(viewer: Viewer, *, of: Collection[UUID] | None = None) -> QuerySet[Document]:
    """Return the papers the viewer may know of, withdrawn ones included; ``of``: those of a few records."""
    known = records.visible(viewer) if of is None else records.visible_among(viewer, of)
    rows = _held(viewer, known.filter(pk=OuterRef("record")))
    return rows if of is None else rows.filter(record__in=of)


def _held(viewer: Viewer, known: QuerySet) -> QuerySet[Document]:
    return Document.objects.filter(records.where_held(viewer, Permission.DOCUMENT_VIEW, "record__")).filter(
        Exists(known)
    )


@reads
def of_record(viewer: Viewer, record_id: UUID, *, withdrawn: bool = False) -> list[Paper]:
    """Return the papers on a record, by title; with ``withdrawn`` also those that were withdrawn."""
    return papers(viewer, [record_id], withdrawn=withdrawn)


@reads
def papers(viewer: Viewer, record_ids: Iterable[UUID], *, withdrawn: bool = False) -> list[Paper]:
    """Return the papers on several records at once, in two queries."""
    rows = documents(viewer, of=list(record_ids))
    if not withdrawn:
        rows = rows.filter(withdrawn_at__isnull=True)
    return [_paper(row) for row in _with_versions(rows)]


@reads
def paper(viewer: Viewer, document_id: UUID) -> Paper:
    """Return one paper with its history; raises `NotFound`."""
    row = _with_versions(documents(viewer).filter(pk=document_id)).first()
    if row is None:
        raise NotFound(_NOTHING)
    return _paper(row)


@reads
def may_edit(viewer: Viewer, record_id: UUID) -> bool:
    """Say whether the viewer may add and replace papers on a record they may know of."""
    record = records.visible_among(viewer, [record_id]).first()
    return record is not None and _may(viewer, record, Permission.DOCUMENT_EDIT)


@reads
def newest_upload(viewer: Viewer, record_id: UUID) -> datetime | None:
    """Return when something was last uploaded to a record."""
    found = Version.objects.filter(document__in=documents(viewer, of=[record_id]))
    last: datetime | None = found.aggregate(last=Max("uploaded_at"))["last"]
    return last


def _may(viewer: Viewer, record: object, permission: Permission) -> bool:
    """Whether a permission on papers is held where a record belongs."""
    itself = record.pk  # type: ignore[attr-defined]
    places = {
        "partnership": record.partnership_id,  # type: ignore[attr-defined]
        "group": record.owner_group_id,  # type: ignore[attr-defined]
        "agency": record.owner_agency_id,  # type: ignore[attr-defined]
    }
    return viewer.may(permission, **places) or viewer.may(permission, partnership=itself, group=itself, agency=itself)


def _with_versions(rows: QuerySet[Document]) -> QuerySet[Document]:
    return rows.prefetch_related(Prefetch("versions", Version.objects.select_related("blob").order_by("-number")))


def _paper(row: Document) -> Paper:
    return Paper(
        id=row.id,
        record_id=row.record_id,
        title=row.title,
        sensitivity=row.sensitivity,
        may_be_published=row.may_be_published,
        published_on=row.published_on,
        edition=row.edition,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by_name=row.withdrawn_by_name,
        withdrawn_reason=row.withdrawn_reason,
        versions=tuple(_card(version) for version in row.versions.all()),
    )


def _card(version: Version) -> VersionCard:
    blob = version.blob
    return VersionCard(
        number=version.number,
        file_name=version.file_name,
        media_type=blob.media_type,
        size=blob.size,
        sha256=blob.sha256,
        uploaded_at=version.uploaded_at,
        uploaded_by_name=version.uploaded_by_name,
        note=version.note,
        scan=Blob.Scan(blob.scan).label,
        held_back=_HELD_BACK.get(blob.scan, ""),
    )


_HELD_BACK: dict[str, str] = {
    Blob.Scan.WAITING: "This file has not been checked for viruses yet. It can be opened as soon as it is.",
    Blob.Scan.INFECTED: "A virus was found in this file. It is locked away and cannot be opened.",
}
