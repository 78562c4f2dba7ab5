"""Making a pack from beginning to end: list, gather, set, lay out, keep."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import words
from goldenthread.releases import queries as releases
from goldenthread.releases.rules.audiences import BOARD
from goldenthread.reports import operations, queries
from goldenthread.reports.packing import archive, gathering, printing, store
from goldenthread.reports.packing.gathering import Tell
from goldenthread.reports.packing.rows import rows_of


def make(by: Viewer, at: datetime, pack: UUID, tell: Tell) -> None:
    """Make a pack that was asked for, as its maker may see things now; one that is made already stays as it is."""
    row = queries.pack(by, pack)
    if row.made_at is not None:
        return
    home = row.partnership.title
    parts = gathering.listed(by, row.partnership_id, row.period, row.parts, with_restricted=row.with_restricted)
    row.summary = gathering.lacking(by, row.partnership_id, parts, with_restricted=row.with_restricted)
    policy = releases.protection(by, row.partnership_id, BOARD).policy
    with store.being_made(row.pk) as folder:
        items = list(gathering.gather(by, at, parts, folder, tell))
        printed = printing.render(row, home, at, items, row.summary, policy)
        (folder / "pack.pdf").write_bytes(printed.pdf)
        rows = rows_of(row.pk, items, printed)
        made = f"Made on {words(london_day(at))} by {row.asked_by_name}"
        archive.write(folder / "pack.zip", row, home, made, rows, items, folder / "pack.pdf")
        operations.keep_pack(by=by, at=at, pack=row.pk, items=rows, printed=printed, summary=row.summary, folder=folder)
