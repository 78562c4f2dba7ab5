"""What charts are made of and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

Value = float | int | None


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one part of bars: a name and a value, or None where there is none, for each period or label."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """The same figures as text."""

    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart. ``key`` is (shape, words) of each series; ``table`` holds every figure."""

    svg_wide: Markup
    svg_narrow: Markup
    title: str
    description: str
    table: Table
    key: tuple[tuple[Markup, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A small chart to draw: values in time, what they say, and how the last one is to be read.

    ``signal``: common, better, worse, neutral. ``low`` and ``high`` bound the usual range, ``mean`` its middle. ``marks``
    gives a signal for single places.
    """

    title: str
    values: Sequence[Value]
    unit: str
    reading: str
    signal: str = "common"
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    url: str = ""
    marks: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Multiple:
    """A drawn small chart."""

    title: str
    value: str
    unit: str
    svg: Markup
    reading: str
    signal: str
    url: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One value in time. ``signal``: common, better, worse, neutral; ``why`` says it in words, ``asked`` what was asked."""

    label: str
    value: Value
    signal: str = "common"
    why: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """The usual range of the values from place ``first`` to ``last``, both counted in; provisional when few values made it."""

    first: int
    last: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """A target over the values from place ``first`` to ``last``, both counted in."""

    first: int
    last: int
    value: float


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its interval; ``own`` is the reader's."""

    name: str
    value: Value
    lower: float | None = None
    upper: float | None = None
    signal: str = "common"
    why: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a funnel: its size, its value, how it is to be read; ``own`` is the reader's."""

    name: str
    size: Value
    value: Value
    signal: str = "common"
    why: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class FunnelBand:
    """The limits of a funnel at one size."""

    size: float
    lower: float | None
    upper: float | None
    lower_far: float | None
    upper_far: float | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: its name, its signal, and the names in each of its cells."""

    name: str
    cells: Sequence[Sequence[str]]
    signal: str = "common"
