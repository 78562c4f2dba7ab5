"""What the area offers to reports and board papers: the audits of a period with what they found, and how the programme stands."""

from collections.abc import Callable
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.rules import states
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.records import queries as records
from goldenthread.workbench.materials import Block, Cell, Column, Material, Need, Offer, TableBlock, register

CODE = "case_audits"
Rows = list[tuple[Cell, ...]]


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what could be put into a report of a period."""
    return [Offer(f"{CODE}.{key}", title, "table") for key, (title, _, _) in TABLES.items()]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build one table; None where nothing was audited in the period."""
    found = TABLES.get(key.partition(".")[2])
    if found is None:
        return None
    title, heads, rows = found
    lines = rows(viewer, partnership, period)
    if not lines:
        return None
    source = f"{records.get(viewer, partnership).title}, {say(period)}"
    return TableBlock(key, title, tuple(Column(each) for each in heads), tuple(lines), source)


def _audits(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    """The complete audits of a period: of their results only what tells of no case."""
    held = queries.audits(viewer, partnership=partnership).filter(
        state=states.COMPLETE, held_on__range=(period.start, period.end)
    )
    rows = held.prefetch_related("tallies").order_by("held_on", "pk")
    return [
        (row.title, presenters.kind(row), short_date(row.held_on), _result(viewer, row), row.ended_words)
        for row in rows
    ]


def _result(viewer: Viewer, row: Audit) -> str:
    found = queries.result_of(viewer, row)
    return found.words if found else ""


def _programme(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    rows = queries.programmes(viewer, partnership=partnership).filter(start__lte=period.end, end__gte=period.start)
    told: Rows = []
    for programme in rows.order_by("start", "pk"):
        for topic in queries.programme(viewer, programme.pk).topics.all():
            came = f"In the year: {topic.why}" if topic.in_year else "Agreed in advance"
            told.append((topic.title, presenters.kind(topic), came, topic.dropped or presenters.topic_state(topic)[0]))
    return told


TABLES: dict[str, tuple[str, tuple[str, ...], Callable[[Viewer, UUID, Period], Rows]]] = {
    "audits": ("What audits of practice found", ("Audit", "Type", "Held", "Result", "What was said of it"), _audits),
    "programme": ("The audit programme", ("Topic", "Type", "How it came in", "How it stands"), _programme),
}


def register_material() -> None:
    """Offer the tables."""
    serves = frozenset({Need.SCRUTINY, Need.THEMES, Need.IMPACT})
    register(Material(CODE, "Audits of practice", offers=offers, build=build, serves=serves))
