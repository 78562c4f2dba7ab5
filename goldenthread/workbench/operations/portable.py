"""Exporting a partnership whole, and restoring it elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.records import queries as records
from goldenthread.workbench import portable
from goldenthread.workbench.portable import reading, writing


@writes
def export_partnership(*, by: Viewer, at: datetime, partnership: UUID, folder: Path) -> Mapping[str, Any]:
    """Write everything of a partnership into a new folder, note it in the audit trail, and return the manifest."""
    record = records.get(by, partnership, kind="partnership.partnership")
    by.require(Permission.PARTNERSHIP_EXPORT, partnership=partnership)
    manifest = writing.write(by, partnership, record.title, at, folder)
    rows = sum(table["rows"] for part in manifest["parts"] for table in part["tables"])
    trail.write(
        "workbench.exported", by=by, at=at, partnership=partnership, title=record.title, rows=rows, folder=folder.name
    )
    return manifest


@writes
def import_partnership(*, by: Viewer, at: datetime, folder: Path) -> reading.Restored:
    """Restore an export: all of it or, when a row cannot stand here, nothing.

    Rows that are here already stay as they are; those that differ are reported.
    """
    by.require(Permission.PARTNERSHIP_IMPORT)
    manifest = reading.open_export(folder)
    report = reading.restore(folder, manifest)
    for part in portable.every():
        if part.after is not None:
            part.after(by=by, at=at, ids={table.model: report.ids.get(table.model, set()) for table in part.tables})
    trail.write(
        "workbench.imported",
        by=by,
        at=at,
        partnership=UUID(report.partnership),
        title=report.title,
        written=sum(report.written.values()),
        same=sum(report.same.values()),
        conflicts=len(report.conflicts),
    )
    return report
