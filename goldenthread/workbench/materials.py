"""What areas offer to reports: figures, tables, charts and threads that nobody can type.

A report is text with named blocks. The author writes ``[[finance.contributions]]`` on a line, or ``[[evidence.cpp_rate]]`` in a
sentence, and the area that owns the key builds the block from its rows, for a partnership and a period. On publication the blocks
are kept beside the text, so an edition never moves.

An area registers one or more materials in its `registration.py`:

    materials.register(Material("finance", "Money", serves={Need.FINANCE}, offers=queries.offers, build=queries.block))

``offers(viewer, partnership, period)`` lists what could be put in; ``build(viewer, partnership, period, key)`` makes one block, or
None when there is nothing under that key (the author is told). Keys begin with the material's code and a full stop. Both read
through the viewer: nobody's report can hold what its author may not know.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.ui.charts import Chart


class Need(StrEnum):
    """What the content sets of a report ask for: the words by which a section finds its evidence."""

    CONTEXT = "context"
    ARRANGEMENTS = "arrangements"
    MEMBERSHIP = "membership"
    ATTENDANCE = "attendance"
    CONTRIBUTIONS = "contributions"
    PRIORITIES = "priorities"
    LITTLE_PROGRESS = "little_progress"
    NEXT_YEAR = "next_year"
    IMPACT = "impact"
    THEMES = "themes"
    SERIOUS_INCIDENTS = "serious_incidents"
    RECOMMENDATIONS = "recommendations"
    DECISIONS = "decisions"
    VOICE = "voice"
    TRAINING = "training"
    FINANCE = "finance"
    EDUCATION = "education"
    DATA = "data"
    SCRUTINY = "scrutiny"
    REFORMS = "reforms"
    DISPROPORTIONALITY = "disproportionality"
    RISKS = "risks"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that can be opened.

    ``value`` None is missing, never zero. ``unit`` such as "children", "%", "per 10,000", "£". ``supplier`` is never empty: for a
    figure worked out from others it names the suppliers of its parts. ``status`` says how far it is agreed ("signed off",
    "received", "restated", "worked out"). ``people``: it counts people, so small numbers are protected before it is public.
    ``notes`` are sentences a reader should see beside it: coverage, restatement, a printed figure that differs.
    ``address`` opens its provenance inside the product. ``hidden``: those it is for may not see its value, which is None.
    """

    key: str
    label: str
    value: Decimal | None
    unit: str
    period: Period
    definition: str
    supplier: str
    status: str
    decimals: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    signed_off: str = ""
    people: bool = False
    parts: tuple["Figure", ...] = ()
    notes: tuple[str, ...] = ()
    address: str = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        if not self.supplier:
            raise ValueError(f"The figure {self.key} has no supplier.")


@dataclass(frozen=True, slots=True)
class Column:
    """A head of a table; ``number`` sets it to the right."""

    label: str
    number: bool = False


Cell = str | Figure


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: the first cell of a row is its head. ``totals`` are the places of rows that sum others (worked out, never typed)."""

    key: str
    title: str
    head: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str
    totals: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart; its title is its reading. ``figures`` are the points it is drawn from."""

    key: str
    title: str
    chart: Chart
    source: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of a thread: evidence, finding, recommendation, action or impact. ``words`` are safe to publish.

    ``figures``: what the record said in numbers, before and in the period, where it is one that has figures.
    """

    kind: str
    words: str
    reference: str = ""
    state: str = ""
    who: str = ""
    on: date | None = None
    address: str = ""
    record: UUID | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadBlock:
    """A claim of impact, and the thread it rests on, from evidence to judged impact."""

    key: str
    title: str
    claim: str
    steps: tuple[Step, ...]
    illustrative: bool = False


Block = Figure | TableBlock | ChartBlock | ThreadBlock


@dataclass(frozen=True, slots=True)
class Offer:
    """Something an author could put in: its key, what it is called, and what it is (figure, table, chart, thread)."""

    key: str
    title: str
    kind: str
    detail: str = ""


def no_figures(viewer: Viewer, partnership: UUID, period: Period, record: UUID) -> Sequence[Figure]:
    """Return nothing: the records of most areas are no figures."""
    return ()


@dataclass(frozen=True, slots=True)
class Material:
    """What one area offers. ``serves``: the needs of a report it can answer.

    ``of_record`` tells a record of the area in figures, oldest first: what it said before the period and what it says now.
    """

    code: str
    title: str
    offers: Callable[[Viewer, UUID, Period], Sequence[Offer]]
    build: Callable[[Viewer, UUID, Period, str], Block | None]
    serves: Set[Need] = field(default_factory=frozenset)
    of_record: Callable[[Viewer, UUID, Period, UUID], Sequence[Figure]] = no_figures


_MATERIALS: dict[str, Material] = {}


def register(material: Material) -> Material:
    """Add a material; called from an area's `registration.py`. Raises `ValueError` if its code is taken."""
    if material.code in _MATERIALS or "." in material.code:
        raise ValueError(f"The material {material.code} is registered twice, or its code has a full stop.")
    _MATERIALS[material.code] = material
    return material


def every() -> Iterator[Material]:
    """Yield all materials, by code."""
    yield from (_MATERIALS[code] for code in sorted(_MATERIALS))


def serving(need: Need) -> list[Material]:
    """Return the materials that answer a need."""
    return [material for material in every() if need in material.serves]


def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build the block of a key; None when no area owns the key or there is nothing under it."""
    material = _MATERIALS.get(key.split(".", 1)[0])
    return material.build(viewer, partnership, period, key) if material else None


def of_record(viewer: Viewer, partnership: UUID, period: Period, record: UUID) -> tuple[Figure, ...]:
    """Return what a record says in figures, before a period and in it, oldest first; mostly nothing."""
    return tuple(one for material in every() for one in material.of_record(viewer, partnership, period, record))
