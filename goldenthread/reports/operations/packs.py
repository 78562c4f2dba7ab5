"""Evidence packs: asking for one, keeping what was made, opening it, deleting old copies."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.saving import needed
from goldenthread.reports import queries
from goldenthread.reports.models import Pack, PackItem
from goldenthread.reports.packing import store
from goldenthread.reports.packing.printing import Printed
from goldenthread.workbench import packs as registry


@writes
def ask_for_pack(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    start: date,
    end: date,
    parts: Sequence[str],
    notice_on: date | None = None,
    with_restricted: bool = False,
    origin: str = "",
) -> UUID:
    """Ask for a pack: a job makes it afterwards. Raises `RuleBroken` without a title or a part. Returns the pack's id."""
    by.require(queries.MAKE, partnership=partnership)
    period = Period(start, end)
    known = [each.code for each in registry.every()]
    chosen = [code for code in known if code in parts]
    if not chosen:
        raise RuleBroken("Choose at least one part.", field="parts")
    row = Pack.objects.create(
        partnership_id=partnership,
        title=needed(title, "title", "Say which inspection or review it is for.", 200),
        notice_on=notice_on,
        start=period.start,
        end=period.end,
        parts=chosen,
        with_restricted=with_restricted,
        origin=origin[:200],
        asked_at=at,
        asked_by=by.user_id,
        asked_by_name=by.name[:200],
    )
    trail.write("reports.pack_asked", by=by, at=at, **_of(row), parts=len(chosen), restricted=with_restricted)
    return row.pk


@writes
def keep_pack(
    *,
    by: Viewer,
    at: datetime,
    pack: UUID,
    items: Sequence[PackItem],
    printed: Printed,
    summary: dict[str, Any],
    folder: Path,
) -> None:
    """Keep a pack that was made: its items, and its files moved from ``folder`` to their place.

    A pack that was made already stays as it is: a job that is run again makes it once.
    """
    row = Pack.objects.select_for_update(of=("self",)).get(pk=queries.pack(by, pack).pk)
    if row.made_at is not None:
        return
    row.pdf_sha256, row.pdf_size = store.keep(row.pk, store.PDF, folder / "pack.pdf")
    row.zip_sha256, row.zip_size = store.keep(row.pk, store.ZIP, folder / "pack.zip")
    row.made_at, row.pages, row.summary = at, printed.pages, summary
    row.save()
    PackItem.objects.bulk_create(items)
    restricted = sum(each.restricted for each in items)
    trail.write(
        "reports.pack_made", by=by, at=at, **_of(row), items=len(items), restricted=restricted, sha256=row.zip_sha256
    )


@writes
def open_pack(*, by: Viewer, at: datetime, pack: UUID, format: str) -> Path:
    """Return a file of a pack for its maker, and note that it was opened. Raises `NotFound` where it is not there any more."""
    row = queries.pack(by, pack)
    path = store.path_of(row.pk, format)
    if format not in store.FORMATS or row.made_at is None or not path.is_file():
        raise NotFound("The copy of this pack is not here any more. Make it again.")
    trail.write("reports.pack_opened", by=by, at=at, **_of(row), format=format)
    return path


@writes
def delete_old_copies(*, by: Viewer, at: datetime, before: date) -> int:
    """Delete the files of packs finished before a day; what was in each stays known. Returns how many packs it was."""
    by.require(Permission.JOB_VIEW)
    old = list(Pack.objects.filter(made_at__date__lt=before, gone_at__isnull=True))
    for row in old:
        store.delete(row.pk)
        trail.write("reports.pack_copies_deleted", by=by, at=at, **_of(row))
    return Pack.objects.filter(pk__in=[row.pk for row in old]).update(gone_at=at)


def _of(row: Pack) -> dict[str, Any]:
    return {"record": row.partnership_id, "partnership": row.partnership_id, "title": row.title, "pack": str(row.pk)}
