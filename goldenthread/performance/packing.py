"""What performance puts into an evidence pack: the quarters of the period side by side, and what is said of them.

Whoever makes the pack hands in a viewer who reads for those it is for: what they may not see has no number here (ADR 0040).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import judging
from goldenthread.evidence import library as indicators
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.performance import boardpaper, queries
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Cell, ChartBlock, Column, TableBlock
from goldenthread.workbench.packs import Gap, Part, Piece, Told
from goldenthread.workbench.printing import Chapter

_QUARTERS, _LAST = 4, 8


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield what has really changed, then the quarters of each group of indicators, then what is said in profiles of its own.

    Nothing is judged before it is told: then once for all groups.
    """
    groups = _supplied(viewer, partnership, period)
    if not groups:
        return
    judged = cache(lambda: _groups(viewer, partnership))
    overview = reverse("performance:overview")
    yield Piece(
        "What has really changed", "The commentary that the figures bear out", period.end, overview,
        tell=lambda: _said(_lately(boardpaper.changed(viewer, partnership, period, lately=True))),
    )  # fmt: skip
    for group in groups:
        title = f"Figures by quarter: {indicators.groups().get(group, group)}"
        yield Piece(title, "As board papers show them", period.end, overview, tell=_table(judged, group, period))
    for row in queries.profiles(viewer, partnership).filter(retired_on__isnull=True).order_by("title"):
        if any((row.lede, row.narrative, row.question)) and boardpaper.about(row, period):
            yield Piece(
                row.title, "Commentary", period.end, reverse("performance:profile", args=[row.pk]), row.pk,
                tell=_profile(viewer, partnership, period, row),
            )  # fmt: skip


def _supplied(viewer: Viewer, partnership: UUID, period: Period) -> dict[str, None]:
    """Return the groups of indicators of which something was supplied for these days, in their order."""
    rows = boardpaper.key_indicators(viewer, partnership)
    books = evidence.books(viewer, rows)
    return dict.fromkeys(book.row.group for book in books if _within(book, period))


def _within(book: Book, period: Period) -> bool:
    return any(each.period.meets(period) for each in book.sheet.observations)


def _profile(viewer: Viewer, partnership: UUID, period: Period, row: Any) -> Callable[[], Told]:
    return lambda: _said(boardpaper.profile(viewer, partnership, period, row))


def _lately(chapter: Chapter) -> Chapter:
    """Show under each chart its last figures alone: all of them are in the drawing, and in the product."""
    return replace(
        chapter, blocks=[_last(block) if isinstance(block, ChartBlock) else block for block in chapter.blocks]
    )


def _last(block: ChartBlock) -> ChartBlock:
    table = block.chart.table
    if len(table.rows) <= _LAST:
        return block
    return replace(block, chart=replace(block.chart, table=replace(table, rows=table.rows[-_LAST:])))


def _said(chapter: Chapter) -> Told:
    return Told(chapter.text, chapter.blocks)


def _table(judged: Callable[[], dict[str, list[Judgement]]], group: str, period: Period) -> Callable[[], Told]:
    def tell() -> Told:
        table = _quarters(group, judged().get(group, ()), period)
        return Told(blocks=[table]) if table is not None else Told("Nothing was supplied for these days.")

    return tell


def _groups(viewer: Viewer, partnership: UUID) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for made in queries.overview(viewer, boardpaper.key_indicators(viewer, partnership)):
        found.setdefault(made.book.row.group, []).append(made)
    return found


def quarters(period: Period) -> list[Period]:
    """Return the last four quarters, of three months from a first of a month, that a period ends with."""
    found: list[Period] = []
    year, month = period.end.year, period.end.month
    end = period.end
    for _ in range(_QUARTERS):
        first = year * 12 + month - 3
        start = date(first // 12, first % 12 + 1, 1)
        found.insert(0, Period(start, end))
        end = date.fromordinal(start.toordinal() - 1)
        year, month = end.year, end.month
    return found


def _quarters(group: str, every: Sequence[Judgement], period: Period) -> TableBlock | None:
    shown = quarters(period)
    rows: list[tuple[Cell, ...]] = []
    figures: list[Figure] = []
    for made in every:
        line = [_at(made, each) for each in shown]
        whole = _at(made, period)
        if not any((*line, whole)):
            continue
        figures += [each for each in (*line, whole) if each]
        key = f"figures.{made.book.row.code}"
        cells = [as_material(each, f"{key}.{place}") if each else "" for place, each in enumerate((*line, whole))]
        judged = judgement(made.book, made.grain, until=period.end).judged
        said = judging.variation_words(judged).capitalize() if judged.last is not None else "Too few figures to say"
        rows.append((made.book.row.name, *cells, said))
    if not rows:
        return None
    head = (
        Column("Indicator"),
        *(Column(say(each), number=True) for each in shown),
        Column(period.name, number=True),
        Column("What it says"),
    )
    return TableBlock(f"quarters.{group}", "", head, tuple(rows), source(figures))


def _at(made: Judgement, period: Period) -> Figure | None:
    """The figure of a period, or of the last day in it that somebody counted on; None where nothing was supplied."""
    known = [each for run in made.book.runs().values() for each in run]
    if period in known:
        return made.book.figure(period)
    days = [each for each in known if each.days == 1 and period.covers(each)]
    counted_on = [
        figure for each in sorted(days) if (figure := made.book.figure(each)).value is not None or figure.hidden
    ]
    return counted_on[-1] if counted_on else None


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say how many key indicators have no figure in the period."""
    rows = boardpaper.key_indicators(viewer, partnership)
    without = [book.row.name for book in evidence.books(viewer, rows) if not _within(book, period)]
    if without:
        have = "has" if len(without) == 1 else "have"
        yield Gap(
            f"{counted(len(without), 'indicator')} of {rows.count()} {have} no figure for these days: {packs.some(without)}.",
            reverse("performance:overview"),
        )


PART = Part("figures", "Figures of the last four quarters, with commentary", 20, build, Permission.EVIDENCE_READ, gaps)
