"""The board paper: what has really changed, and the profiles behind it, as one paper with every figure open to its parts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import judging
from goldenthread.evidence import library as indicators
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.judging import Judged
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.performance import library, offered, queries, rules, shielding
from goldenthread.performance.showing.small import until
from goldenthread.records import queries as records
from goldenthread.workbench.materials import Block, ChartBlock, TableBlock
from goldenthread.workbench.printing import Chapter, Paper

_STARTERS = ("vulnerability", "detention", "exploitation")
_MOST_CHARTS = 12


def paper(viewer: Viewer, partnership: UUID, period: Period, on: date, *, internal: bool = False) -> Paper:
    """Return the paper of a partnership for a quarter or a year, as its board may see it on a day.

    ``internal``: as the viewer sees it, small numbers and all.
    """
    if internal:
        return _paper(viewer, partnership, period, on, shielding.INTERNAL)
    made = _paper(shielding.reader(viewer), partnership, period, on, "Paper for the board")
    found = shielding.left(block for each in made.chapters for block in each.blocks)
    told = Chapter("What is hidden, and why", shielding.words(viewer, partnership, found))
    first, *others = made.chapters
    return replace(made, chapters=[first, told, *others])


def _paper(viewer: Viewer, partnership: UUID, period: Period, on: date, about: str) -> Paper:
    rows = key_indicators(viewer, partnership)
    judged = [(made, until(made, period.end)[0]) for made in queries.overview(viewer, rows)]
    chapters = [_changed(judged), _all(viewer, partnership, period, judged), *_own(viewer, partnership, period)]
    for code in _STARTERS:
        one = library.starters()[code]
        chapters.append(
            _chapter(viewer, partnership, period, one.title, f"{one.lede}\n\n{one.question}", one.sections, code)
        )
    home = records.get(viewer, partnership)
    shown = [each for each in chapters if each.blocks or each.text]
    return Paper("What the data says", home.title, period, about, on, shown)


def changed(viewer: Viewer, partnership: UUID, period: Period, *, lately: bool = False) -> Chapter:
    """Return what has really changed by the end of a period: the key indicators, or all where none is key.

    ``lately``: only those of which something was supplied for the period.
    """
    rows = key_indicators(viewer, partnership)
    every = [(made, until(made, period.end)[0]) for made in queries.overview(viewer, rows)]
    met = [each for each in every if any(one.period.meets(period) for one in each[0].book.sheet.observations)]
    return _changed(met if lately else every)


def key_indicators(viewer: Viewer, partnership: UUID) -> QuerySet[Any]:
    """Return the key indicators of a partnership in their order; all that are collected where none is key."""
    rows = evidence.indicators(viewer, partnership).filter(retired_on__isnull=True).order_by("position", "name")
    return rows.filter(key=True) if rows.filter(key=True).exists() else rows


def _changed(every: Sequence[tuple[Judgement, Judged]]) -> Chapter:
    """The indicators whose last figure is more than usual variation, each with its chart; concerns first."""
    order = {"worse": 0, "neutral": 1, "better": 2}
    moved = [
        (judging.sign(judged, judged.last), made, judged)
        for made, judged in every
        if judged.last is not None and judging.sign(judged, judged.last) != "common"
    ]
    moved.sort(key=lambda each: order[each[0]])
    return Chapter(
        "What has really changed",
        _moved(len(moved), len(every)),
        [_chart(made, judged) for _, made, judged in moved[:_MOST_CHARTS]],
    )


def _moved(number: int, of: int) -> str:
    """Say how many of the indicators have changed."""
    usual = "moved within their usual range, or have too few figures to say."
    if not of:
        return "No indicator is kept yet."
    if not number:
        return f"No indicator of {of} has changed by more than chance: they {usual}"
    have = "has" if number == 1 else "have"
    return f"{counted(number, 'indicator')} of {of} {have} changed by more than chance. The others {usual}"


def _chart(made: Judgement, judged: Judged) -> Block:
    row = made.book.row
    head, told = judging.reading(judged, made.grain)
    figures = made.figures[: len(judged.entries)]
    key = f"{offered.CODE}.changed.{row.code}"
    points = tuple(as_material(each, f"{key}.{place}") for place, each in enumerate(figures[-8:], start=1))
    drawn = judging.picture(judged, row.name, f"{head} {told}")
    return ChartBlock(key, f"{row.name}. {head}", drawn, source(figures), points)


def _all(viewer: Viewer, partnership: UUID, period: Period, every: Sequence[tuple[Judgement, Judged]]) -> Chapter:
    groups: dict[str, list[str]] = {}
    for made, _ in every:
        groups.setdefault(made.book.row.group, []).append(made.book.row.code)
    tables: list[TableBlock] = []
    for group, codes in groups.items():
        part = rules.Section(indicators.groups().get(group, group), rules.MULTIPLES, tuple(codes))
        table = offered.readings(viewer, partnership, period, f"{offered.CODE}.key.{group}", part)
        tables += [table] if table else []
    without = [made for made, judged in every if judged.last is None]
    hidden = [made.book.row.name for made in without if any(each.hidden for each in made.figures)]
    missing = [made.book.row.name for made in without if made.book.row.name not in hidden]
    said = (
        (f"Nothing was supplied yet for: {', '.join(missing)}.", missing),
        (f"Hidden: {', '.join(hidden)}.", hidden),
    )
    return Chapter("Key indicators", " ".join(text for text, there in said if there), tables)


def _own(viewer: Viewer, partnership: UUID, period: Period) -> list[Chapter]:
    """Profiles the partnership made and keeps in use, spotlights of the period among them, with what is said about each."""
    rows = queries.profiles(viewer, partnership).filter(retired_on__isnull=True).order_by("title")
    return [profile(viewer, partnership, period, row) for row in rows if about(row, period)]


def about(row: Any, period: Period) -> bool:
    """Whether a profile tells of a period: a spotlight does of its own alone."""
    if row.form != rules.SPOTLIGHT:
        return True
    return bool(row.period and period.start <= row.period.end <= period.end)


def profile(viewer: Viewer, partnership: UUID, period: Period, row: Any) -> Chapter:
    """Return a profile as it stood at the end of a period, with what is said about it."""
    text = "\n\n".join(filter(None, (row.lede, row.narrative, row.question)))
    return _chapter(viewer, partnership, period, row.title, text, row.shown, f"own.{row.pk.hex[-8:]}")


def _chapter(
    viewer: Viewer,
    partnership: UUID,
    period: Period,
    title: str,
    text: str,
    sections: Sequence[rules.Section],
    code: str,
) -> Chapter:
    blocks: list[Block] = []
    for place, section in enumerate(sections, start=1):
        blocks += offered.tables(viewer, partnership, period, f"{offered.CODE}.paper.{code}.{place}", section)
    return Chapter(title, text if blocks else "", blocks)
