"""What the area offers to reports and board papers: what agencies were asked, what they assured, and the exceptions of a period."""

from collections.abc import Callable
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.assurance import presenters, queries, rules
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.records import queries as records
from goldenthread.workbench.materials import Block, Cell, Column, Material, Need, Offer, TableBlock, register

CODE = "assurance"
_GUARDED = ("restricted", "walled")
Rows = list[tuple[Cell, ...]]


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what could be put into a report of a period."""
    return [Offer(f"{CODE}.{key}", title, "table") for key, (title, _, _) in TABLES.items()]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build one table; None where nothing was asked or reported in the period."""
    found = TABLES.get(key.partition(".")[2])
    if found is None:
        return None
    title, heads, rows = found
    lines = rows(viewer, partnership, period)
    if not lines:
        return None
    source = f"{records.get(viewer, partnership).title}, {say(period)}"
    return TableBlock(key, title, tuple(Column(each) for each in heads), tuple(lines), source)


def _asked(kind: str) -> Callable[[Viewer, UUID, Period], Rows]:
    def rows(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
        found = queries.enquiries(viewer, kind, partnership=partnership).exclude(record__sensitivity__in=_GUARDED)
        told = found.filter(record__opened_on__range=(period.start, period.end)).order_by("asked_at", "pk")
        return [
            (
                row.title,
                row.agency.title,
                short_date(london_day(row.asked_at)),
                presenters.state(row)[0],
                row.follows or row.words if row.state == rules.ACCEPTED else "",
            )
            for row in told
        ]

    return rows


def _exceptions(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    found = queries.exceptions(viewer, partnership=partnership, period=period).exclude(state=rules.TAKEN_BACK)
    told = found.exclude(record__sensitivity__in=_GUARDED).order_by("reported_on", "pk")
    return [(row.title, row.risk, row.asks, row.decision or "Not decided yet") for row in told]


TABLES: dict[str, tuple[str, tuple[str, ...], Callable[[Viewer, UUID, Period], Rows]]] = {
    "calls": (
        "What agencies were asked about the data",
        ("About", "Agency", "Asked on", "How it stands", "What came of it"),
        _asked(rules.CALL),
    ),
    "reports": (
        "What agencies assured us of",
        ("About", "Agency", "Asked on", "What was judged", "What came of it"),
        _asked(rules.REPORT),
    ),
    "exceptions": (
        "Exceptions reported to the Executive",
        ("About", "Apparent risk", "Asked of the Executive", "What it decided"),
        _exceptions,
    ),
}


def register_material() -> None:
    """Offer the tables."""
    register(
        Material(
            CODE,
            "Assurance: questions, answers and exceptions",
            offers=offers,
            build=build,
            serves=frozenset({Need.SCRUTINY, Need.DECISIONS, Need.RISKS}),
        )
    )
