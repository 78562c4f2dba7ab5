"""What reports about one topic offer to the partnership's own: their points, each with where it stands, and who sent which."""

import re
from collections.abc import Sequence
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.reports import queries
from goldenthread.reports.models import Received
from goldenthread.workbench.materials import Block, Column, Offer, TableBlock

CODE = "received"
LIST = f"{CODE}.list"
_WHERE = re.compile(r"\s*\(([^()]{1,60})\)\.?$")
_GUARDED = ("restricted", "walled")


def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[Offer]:
    """Return what could be cited in a report of a period: what has arrived and was told in short."""
    rows = _arrived(viewer, partnership, period)
    told = [Offer(key_of(row), row.title, "table", row.summary[:200]) for row in rows if row.points]
    return ([Offer(LIST, "Reports about single topics", "table")] if rows else []) + told


def block(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build the table of a key, or None when there is nothing under it."""
    rows = _arrived(viewer, partnership, period)
    if key == LIST and rows:
        return _list(rows)
    found = next((row for row in rows if row.points and key_of(row) == key), None)
    return _points(found) if found else None


def key_of(row: Received) -> str:
    """Return the name under which a report is put into another."""
    return f"{CODE}.{row.record.reference.lower().replace('-', '_')}"


def cited(row: Received) -> str:
    """Return how a report is cited: its name, whose it is, and when it came."""
    came = f", received {short_date(row.received_on)}" if row.received_on else ""
    return f"{row.title}, {row.whose}{came}"


def points(text: str) -> list[tuple[str, str]]:
    """Return the points of a report, each with where it stands: ``It fell by a third (page 4)``."""
    found = []
    for line in text.splitlines():
        where = _WHERE.search(line)
        found.append((line[: where.start()].strip(), where.group(1)) if where and where.start() else (line.strip(), ""))
    return [pair for pair in found if pair[0]]


def _arrived(viewer: Viewer, partnership: UUID, period: Period) -> list[Received]:
    rows = queries.received_reports(viewer, partnership=partnership, period=period).filter(received_on__isnull=False)
    return list(rows.exclude(record__sensitivity__in=_GUARDED).order_by("topic", "title"))


def _points(row: Received) -> TableBlock:
    told = points(row.points)
    notes = (row.summary,) if row.summary else ()
    if not any(where for _, where in told):
        return TableBlock(
            key_of(row), row.title, (Column("What it says"),), tuple((p,) for p, _ in told), cited(row), notes=notes
        )
    head = (Column("What it says"), Column("Where it says so"))
    return TableBlock(key_of(row), row.title, head, tuple(told), cited(row), notes=notes)


def _list(rows: Sequence[Received]) -> TableBlock:
    head = (Column("Report"), Column("Whose"), Column("About"), Column("Received"))
    lines = tuple(
        (row.title, row.whose, row.period.name, short_date(row.received_on) if row.received_on else "") for row in rows
    )
    return TableBlock(
        LIST, "Reports about single topics", head, lines, "The partnership's register of received reports"
    )
