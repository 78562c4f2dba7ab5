"""What the area answers with: a place beside others, and all authorities at once. Plain values, no tables.

Intervals and limits are not drawn here: whoever draws them takes the parts (`Cell.numerator`, `Cell.denominator`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from goldenthread.benchmarks.rules import cells, ranking, years
from goldenthread.benchmarks.rules.ranking import Pooled
from goldenthread.foundation.periods import Period

ENGLAND = "970"
IMPROVEMENT = {"high": "increase", "low": "decrease", "": "neutral"}


@dataclass(frozen=True, slots=True)
class PlaceInfo:
    """A place: ``code`` of the Department for Education, ``ons`` of the Office for National Statistics."""

    code: str
    ons: str
    name: str
    kind: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """What is measured. ``per`` is what a rate stands on; ``polarity`` is "high", "low" or "" for neither."""

    code: str
    name: str
    unit: str
    kind: str
    per: int
    polarity: str
    decimals: int
    topic: str = ""

    @property
    def improvement(self) -> str:
        """Which way is good, in the words of `evidence.statistics`."""
        return IMPROVEMENT[self.polarity]

    def plain(self, value: Decimal | None) -> str:
        """Return a value in words: "44.2", "23.1 %", "" for none."""
        if value is None:
            return ""
        return cells.plain(value, self.decimals) + (" %" if self.kind == "percent" else "")


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """Where a figure was published; ``population`` is the vintage of the estimates its rates stand on."""

    id: UUID
    publisher: str
    title: str
    name: str
    published_on: date | None
    population: str
    licence: str
    counts_from: date

    @property
    def words(self) -> str:
        """Its name in one line."""
        return f"{self.title}, {self.name} ({self.publisher})"


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of one place. ``symbol`` stands where there is no number; ``derived``: worked out from the published parts."""

    place: PlaceInfo
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    symbol: str = ""
    derived: bool = False
    shown: str = ""

    @property
    def has_parts(self) -> bool:
        """Whether an interval can be drawn."""
        return self.numerator is not None and bool(self.denominator)

    @property
    def words(self) -> str:
        """The value, or why there is none."""
        return self.shown or cells.symbol_words(self.symbol) or "No figure"


class Fit(StrEnum):
    """How the period of the comparison fits the one that was asked for."""

    SAME = "same"
    OLDER = "older"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour; ``rank`` 1 is the most like the place."""

    rank: int
    closeness: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same figure in another release."""

    release: ReleaseInfo
    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """One measure in one period over every place, from one release."""

    measure: MeasureInfo
    period: Period
    release: ReleaseInfo
    cells: Mapping[str, Cell]

    def cell(self, place: PlaceInfo) -> Cell:
        """Return the figure of a place; an empty one when the release has none."""
        return self.cells.get(place.code) or Cell(place)

    @property
    def authorities(self) -> tuple[Cell, ...]:
        """The figures of the local authorities, in the order of their codes."""
        return tuple(each for each in self.cells.values() if each.place.kind == "authority")

    def pool(self, cells: Iterable[Cell]) -> Pooled:
        """Return all events over all people of those whose parts are known."""
        parts = [
            (each.numerator, each.denominator) for each in cells if each.numerator is not None and each.denominator
        ]
        return ranking.pooled(parts, self.measure.per, self.measure.decimals)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One place beside England, its region, its neighbours and itself a year before."""

    measure: MeasureInfo
    period: Period
    asked: Period | None
    fit: Fit
    release: ReleaseInfo
    own: Cell
    england: Cell | None
    region: Cell | None
    neighbours: tuple[Neighbour, ...]
    model: str
    model_from: date | None
    mean: Decimal | None
    pool: Pooled
    rank: int | None
    ranked: int
    tied: int
    band: str
    before: Cell | None
    before_period: Period | None
    others: tuple[Elsewhere, ...]

    @property
    def of_neighbours(self) -> int:
        """How many neighbours there are."""
        return len(self.neighbours)

    @property
    def with_number(self) -> int:
        """How many of them have a number: the mean stands on these."""
        return sum(each.cell.value is not None for each in self.neighbours)

    @property
    def pooled(self) -> Decimal | None:
        """All events over all people of the neighbours whose parts are known."""
        return self.pool.value

    @property
    def pooled_numerator(self) -> Decimal:
        """The events of those neighbours."""
        return self.pool.numerator

    @property
    def pooled_denominator(self) -> Decimal:
        """The people of those neighbours."""
        return self.pool.denominator

    @property
    def pooled_from(self) -> int:
        """How many neighbours the pooled figure stands on."""
        return self.pool.places

    @property
    def change(self) -> Decimal | None:
        """The newest value less that of the year before."""
        if self.own.value is None or self.before is None or self.before.value is None:
            return None
        return self.own.value - self.before.value

    @property
    def fit_words(self) -> str:
        """Say when the comparison is about another time than was asked for; "" when it is not."""
        if self.fit is Fit.OLDER:
            return f"The newest published figures are for {years.said(self.period)}."
        if self.fit is Fit.LENGTH:
            return f"Published figures are for {years.said(self.period)}: another length of time, so only the direction compares."
        return ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every authority with its size and value, and the centre: all events over all people of those in ``cells``.

    ``without`` are authorities that publish no number or no parts.
    """

    measure: MeasureInfo
    period: Period
    asked: Period | None
    fit: Fit
    release: ReleaseInfo
    cells: tuple[Cell, ...]
    without: tuple[Cell, ...]
    pool: Pooled

    @property
    def pooled(self) -> Decimal | None:
        """The centre."""
        return self.pool.value

    @property
    def numerator(self) -> Decimal:
        """All events."""
        return self.pool.numerator

    @property
    def denominator(self) -> Decimal:
        """All people."""
        return self.pool.denominator


@dataclass(frozen=True, slots=True)
class Moment:
    """Some places in one period."""

    period: Period
    release: ReleaseInfo
    cells: Mapping[str, Cell]


def among(known: Mapping[str, PlaceInfo], code: str) -> PlaceInfo | None:
    """Return a place of those by either of its codes."""
    return known.get(code) or next((each for each in known.values() if each.ons == code), None)


def numbers(cells: Iterable[Cell]) -> list[Decimal]:
    """Return the values there are."""
    return [each.value for each in cells if each.value is not None]
