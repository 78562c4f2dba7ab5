"""What the area puts into an evidence pack: the audits of a period with their results, and what was looked at again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import states
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted, listed, short_date
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Block, Column, TableBlock

_SOURCE = "The partnership's record of its audits"


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterable[packs.Piece]:
    """List the complete audits of a period, the newest first: what each looked at and found, never a case.

    Samples of a standing audit are one item.
    """
    held = queries.audits(viewer, partnership=partnership).filter(
        state=states.COMPLETE, held_on__range=(period.start, period.end)
    )
    rows = list(held.prefetch_related("tallies").select_related("record").order_by("-held_on", "pk"))
    papers = packs.papers_of(viewer, [row.pk for row in rows])
    told: dict[UUID, packs.Piece] = {}
    for row, *others in _together(rows):
        files = tuple(file for each in (row, *others) for file in papers.get(each.pk, ()))
        title, tell = (row.series, _series(viewer, [row, *others])) if others else (row.title, _teller(viewer, row))
        told[row.pk] = packs.Piece(title, _about(row), row.held_on, address(row.pk), row.pk, tell, files)
    return list(told.values())


def _together(rows: Iterable[Audit]) -> list[list[Audit]]:
    """Put the samples of a standing audit together, the newest first: twelve of them are one item, told as a series."""
    found: dict[tuple[Any, ...], list[Audit]] = {}
    for row in rows:
        alike = row.series and row.recorded
        found.setdefault((row.series, row.record.sensitivity) if alike else (row.pk,), []).append(row)
    return list(found.values())


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[packs.Gap]:
    """Yield what an inspector would miss: audits that wait for moderation, and those that were to be looked at again."""
    rows = queries.audits(viewer, partnership=partnership)
    waiting = rows.filter(state=states.MODERATING).count()
    if waiting:
        waits = "waits" if waiting == 1 else "wait"
        yield packs.Gap(f"{counted(waiting, 'audit')} {waits} for moderation.", reverse("case_audits:audits"))
    for row in rows.filter(state=states.COMPLETE, again_on__lt=on, later__isnull=True):
        if row.again_on is None:
            continue
        yield packs.Gap(f"{row.title} was to be looked at again by {short_date(row.again_on)}.", address(row.pk))


def _about(row: Audit) -> str:
    return f"{presenters.kind(row)}{', looks again at ' + row.again.title if row.again else ''}"


def _series(viewer: Viewer, rows: Sequence[Audit]) -> Callable[[], packs.Told]:
    """Tell of the samples of a standing audit as one table, the oldest first."""

    def tell() -> packs.Told:
        held = [found for row in reversed(rows) if (found := queries.result_of(viewer, row)) is not None]
        agencies = sorted({each.agency.title for row in rows for each in queries.participants(viewer, row.pk)})
        first, last = rows[-1].held_on, rows[0].held_on
        said = f"{counted(len(rows), 'sample')}, from {short_date(first)} to {short_date(last)}"
        said += f", by {listed(agencies)}." if agencies else "."
        lines = tuple((short_date(each.on), each.words, f"{each.share * 100:.0f}%") for each in held)
        head = (Column("Held"), Column("What was found"), Column("Share", number=True))
        return packs.Told(said, [TableBlock("series", "", head, lines, _SOURCE)] if lines else [])

    return tell


def _teller(viewer: Viewer, row: Audit) -> Callable[[], packs.Told]:
    def tell() -> packs.Told:
        made = reports.paper(viewer, row, row.held_on)
        blocks: list[Block] = [block for chapter in made.chapters for block in chapter.blocks]
        words = [f"**{chapter.heading}**\n\n{chapter.text}" for chapter in made.chapters if chapter.text]
        return packs.Told("\n\n".join(words), blocks)

    return tell


PART = packs.Part("audits", "Audits of practice", 40, build, needs=Permission.CASE_AUDIT_VIEW, gaps=gaps)
