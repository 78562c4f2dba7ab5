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
