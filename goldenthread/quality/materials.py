"""What quality offers to reports: what was looked at, strengths beside concerns, what comes back and whether what was done held.

What is restricted or behind a wall is never offered: a report is read by others. Agencies are not set beside each other there.
"""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.quality import presenters, queries
from goldenthread.quality.queries import Together
from goldenthread.records import queries as records
from goldenthread.workbench.materials import Block, Cell, Column, Figure, Material, Need, Offer, TableBlock, register

CODE = "quality"
Rows = list[tuple[Cell, ...]]


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what could be put into a report of a period."""
    told = [Offer(f"{CODE}.{key}", label, "figure", definition) for key, (label, definition, _) in FIGURES.items()]
    return told + [Offer(f"{CODE}.{key}", title, "table") for key, (title, _, _) in TABLES.items()]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build one figure or table; None where there is nothing to tell."""
    name = key.partition(".")[2]
    if name not in FIGURES and name not in TABLES:
        return None
    found = queries.together(viewer, partnership, period, guarded=False)
    home = records.get(viewer, partnership).title
    if name in FIGURES:
        label, definition, count = FIGURES[name]
        value = Decimal(count(found))
        return Figure(
            key, label, value, "", period, definition, home, "worked out", address=reverse("quality:overview")
        )
    title, heads, rows = TABLES[name]
    lines = rows(found)
    head = tuple(Column(words, number) for words, number in heads)
    return TableBlock(key, title, head, tuple(lines), f"{home}, {period.name}") if lines else None


def _looked_at(found: Together) -> Rows:
    ordered = sorted(found.seen, key=lambda each: (each.on, each.title))
    return [(each.title, each.kind, short_date(each.on), each.grade) for each in ordered]


def _by_theme(found: Together) -> Rows:
    return [
        (each.name, str(each.strengths), str(each.concerns), str(each.sources)) for each in presenters.by_theme(found)
    ]


def _back(found: Together) -> Rows:
    told: Rows = []
    for each in found.back:
        one = presenters.back(each)
        done = "; ".join(f"{words}, {state}" for words, _, state in one.done)
        told.append((one.name, one.seen, done or "Nothing was opened on it", one.tag[0]))
    return told


def _again(found: Together) -> Rows:
    return [
        (
            one.second.title,
            f"{short_date(one.first.on)}: {one.first.grade or 'not graded'}",
            f"{short_date(one.second.on)}: {one.second.grade or 'not graded'}",
            one.change,
        )
        for one in map(presenters.again, found.again)
    ]


FIGURES: dict[str, tuple[str, str, Callable[[Together], int]]] = {
    "looked_at": (
        "Things looked at",
        "Audits, self-assessments, visits, inspections and reviews completed in the period",
        lambda found: len(found.seen),
    ),
    "strengths": (
        "Strengths and good practice found",
        "Findings recorded in the period that are no concern",
        lambda found: found.found.strengths.number,
    ),
    "concerns": (
        "Concerns found",
        "Findings of concern recorded in the period",
        lambda found: found.found.concerns.number,
    ),
    "themes_back": (
        "Themes that came back",
        "Themes seen in the period that were a concern in more than one source, or again after an action was closed",
        lambda found: len(found.back) + found.more,
    ),
}
TABLES: dict[str, tuple[str, tuple[tuple[str, bool], ...], Callable[[Together], Rows]]] = {
    "looked": (
        "What was looked at",
        (("What", False), ("Kind", False), ("On", False), ("What came of it", False)),
        _looked_at,
    ),
    "by_theme": (
        "Strengths beside concerns, by theme",
        (("Theme", False), ("Strengths", True), ("Concerns", True), ("Sources", True)),
        _by_theme,
    ),
    "back": (
        "Themes that came back, and whether what was done has held",
        (("Theme", False), ("Seen", False), ("What was done", False), ("Has it held?", False)),
        _back,
    ),
    "again": (
        "What a second look showed",
        (("What", False), ("Before", False), ("Now", False), ("Change", False)),
        _again,
    ),
}


def register_material() -> None:
    """Offer the figures and tables."""
    serves = frozenset({Need.SCRUTINY, Need.THEMES, Need.IMPACT})
    register(Material(CODE, "Quality: what was looked at, found and done", offers=offers, build=build, serves=serves))
