"""What the area offers to reports and board papers: inspections, visits, agreed grades, and what scrutiny looked at."""

from collections.abc import Callable
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.records import queries as records
from goldenthread.scrutiny import presenters, queries, saying_visits
from goldenthread.scrutiny.rules import evaluating, planning, visiting
from goldenthread.workbench.materials import Block, Cell, Column, Material, Need, Offer, TableBlock, register

CODE = "scrutiny"
Rows = list[tuple[Cell, ...]]


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what could be put into a report of a period."""
    return [Offer(f"{CODE}.{key}", title, "table") for key, (title, _, _) in TABLES.items()]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build one table; None where there is nothing of the period to tell."""
    found = TABLES.get(key.partition(".")[2])
    if found is None:
        return None
    title, heads, rows = found
    lines = rows(viewer, partnership, period)
    if not lines:
        return None
    source = f"{records.get(viewer, partnership).title}, {say(period)}"
    return TableBlock(key, title, tuple(Column(each) for each in heads), tuple(lines), source)


def _inspections(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    rows = queries.inspections(viewer, partnership=partnership).filter(to_on__range=(period.start, period.end))
    return [(row.title, row.when, presenters.overall(row), row.letter_words) for row in rows.order_by("from_on", "pk")]


def _visits(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    """The visits that were made: what was seen stays with the visit, which not every reader of a report may open."""
    days = (period.start, period.end)
    rows = queries.visits(viewer, partnership=partnership).filter(state=visiting.MADE, held_on__range=days)
    return [
        (row.team, saying_visits.agency(row), short_date(row.held_on), "Yes" if row.reply else "No")
        for row in rows.order_by("held_on", "pk")
    ]


def _evaluations(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    """The grades that were agreed in the period, standard by standard, each beside that of the last time."""
    rows = queries.evaluations(viewer, partnership=partnership).filter(
        state=evaluating.AGREED_STATE, agreed_on__range=(period.start, period.end)
    )
    told: Rows = []
    for row in rows.order_by("agreed_on", "pk"):
        if not row.of_members:
            continue
        scale = evaluating.scale_of(queries.tool(viewer, row.tool_id))
        for line in queries.lines(viewer, row):
            if line.agreed:
                before = line.change.then if line.change else ""
                told.append(
                    (row.title, line.title, before, presenters.grade(scale, line.agreed.value)[0], line.agreed.onward)
                )
    return told


def _looks(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    """What scrutiny looked at in the period, and what it planned for it and did not do."""
    rows = [row for row in queries.looks(viewer, partnership=partnership) if period.holds(row.done_on or row.due_on)]
    return [
        (row.title, row.how.label, row.theme, planning.STATES[row.state], row.learned or row.dropped_why)
        for row in rows
    ]


TABLES: dict[str, tuple[str, tuple[str, ...], Callable[[Viewer, UUID, Period], Rows]]] = {
    "inspections": ("How others judged the work", ("Inspection or review", "When", "Grade", "Letter"), _inspections),
    "evaluations": (
        "How partners judged themselves",
        ("Evaluation", "Standard", "Last time", "Agreed", "What would take it further"),
        _evaluations,
    ),
    "looks": ("What independent scrutiny looked at", ("What", "How", "Theme", "State", "What was learned"), _looks),
    "visits": ("Visits to the frontline", ("Visited", "Agency", "When", "Agency replied"), _visits),
}


def register_material() -> None:
    """Offer the tables."""
    serves = frozenset({Need.SCRUTINY, Need.THEMES, Need.IMPACT})
    register(Material(CODE, "Inspections, visits and scrutiny", offers=offers, build=build, serves=serves))
