"""Making and closing rows of the spine. Areas call these inside their own operations."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.text import clean
from goldenthread.records import kinds, queries, search
from goldenthread.records.models import Record, ReferenceCounter


@writes
def open_record(
    *,
    by: Viewer,
    at: datetime,
    kind: str,
    title: str,
    opened_on: date,
    partnership: UUID | None = None,
    owner_agency: UUID | None = None,
    owner_group: UUID | None = None,
    sensitivity: str = Record.Sensitivity.PARTNERS,
    retention: str = "",
    illustrative: bool = False,
    id: UUID | None = None,
) -> Record:
    """Give a new thing its row on the spine and its reference. The calling operation has checked that ``by`` may.

    ``title`` is made of safe words. ``id`` is only given when something is restored from an export.
    """
    known = kinds.get(kind)
    record = Record(
        kind=known.code,
        reference=_next_reference(known, opened_on),
        title=clean(title)[:250],
        partnership_id=partnership,
        owner_agency_id=owner_agency,
        owner_group_id=owner_group,
        sensitivity=Record.Sensitivity.WALLED if known.walled else sensitivity,
        opened_on=opened_on,
        retention=retention,
        illustrative=illustrative,
    )
    if id is not None:
        record.id = id
    record.save(force_insert=True)
    search.index(record.pk, "")
    return record


@writes
def retitle(*, by: Viewer, at: datetime, record: UUID, title: str) -> None:
    """Change the words a record is known by. The calling operation audits it."""
    Record.objects.filter(pk=record).update(title=clean(title)[:250])
    search.index(record)


@writes
def close_record(*, by: Viewer, at: datetime, record: UUID, on: date) -> None:
    """Close a record on a day; it stays readable. The calling operation audits it."""
    Record.objects.filter(pk=record, closed_on__isnull=True).update(closed_on=on)


@writes
def reopen_record(*, by: Viewer, at: datetime, record: UUID) -> None:
    """Open a closed record again. The calling operation audits it, with the reason."""
    Record.objects.filter(pk=record).update(closed_on=None)


@writes
def give_record(*, by: Viewer, at: datetime, record: UUID, owner_agency: UUID | None, owner_group: UUID | None) -> None:
    """Say which agency and which group a record belongs to from now on. The calling operation audits it."""
    Record.objects.filter(pk=record).update(owner_agency=owner_agency, owner_group=owner_group)


@writes
def note_read(*, by: Viewer, at: datetime, record: UUID) -> bool:
    """Write to the trail that a restricted or walled record was opened; say whether it was one.

    Every page, file and interface call that shows such a record calls this. Raises `NotFound` for one the viewer may not know of.
    """
    row = queries.get(by, record)
    if row.sensitivity not in (Record.Sensitivity.RESTRICTED, Record.Sensitivity.WALLED):
        return False
    trail.write(
        "records.read",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        reference=row.reference,
        kind=row.kind,
        sensitivity=row.sensitivity,
    )
    return True


def _next_reference(kind: kinds.RecordKind, on: date) -> str:
    """Return the next reference of a kind, such as ``MAA-2026-004`` or ``AG-0012``, inside the caller's transaction.

    The counter row is locked, so two people at once get two numbers.
    """
    series = f"{kind.prefix}-{on.year}" if kind.yearly else kind.prefix
    counter, _ = ReferenceCounter.objects.select_for_update().get_or_create(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{counter.last:0{3 if kind.yearly else 4}d}"
