"""Linked tables as one shape: cells that hold whole numbers, and linear facts that everybody knows about them.

A row total, a column total, wards that make up a borough and quarters that make up a year are all the same thing: an
equation over cells. So is a measure that contains another (an inequality), and so is a percentage with its
rounding. Whatever a table, a second table or an earlier edition gives away is one more fact, and one method reads
them all.

Source of the shape: M. Fischetti and J. J. Salazar, Solving the cell suppression problem on tabular data with
linear constraints, Management Science 47(7), 2001, 1008-1027.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Key: TypeAlias = Hashable
"""The address of a cell, for example (indicator, period, row, column, area). Any value that can be a key."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count.

    ``people``: a small number of it could point at a child (not so: pounds, schools, a population).
    ``printed``: it stands in the table; otherwise it only follows from others, as the rest of a percentage does.
    ``known``: everybody has it already, so hiding it protects nothing: an earlier edition shows it.
    ``withheld``: it stays hidden whatever is chosen now: an earlier edition hides it.
    ``group``: a zero says something of every member of a group ("none of the 12 was seen").
    ``margin``: of how many directions it is a total. Where equally few cells could be hidden, totals stay.
    """

    value: int
    people: bool = True
    printed: bool = True
    known: bool = False
    withheld: bool = False
    group: bool = False
    margin: int = 0

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value < 0:
            raise ValueError(f"A cell counts: it is a whole number from 0, not {self.value!r}.")


@dataclass(frozen=True, slots=True)
class Fact:
    """``low`` <= the sum of coefficient x cell <= ``high``. Whole numbers, so that nothing depends on rounding.

    None is no limit. ``why`` says in words where it is from: people read it when a cell can be worked out.
    """

    terms: tuple[tuple[Key, int], ...]
    low: int | None
    high: int | None
    why: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is an equation."""
        return self.low is not None and self.low == self.high

    def holds(self, values: Mapping[Key, int]) -> bool:
        """Whether it holds for values of its cells."""
        found = sum(times * values[key] for key, times in self.terms)
        return (self.low is None or found >= self.low) and (self.high is None or found <= self.high)


def total(whole: Key, parts: Iterable[Key], why: str = "") -> Fact:
    """Return the fact that parts make up a whole."""
    return Fact(((whole, 1), *((part, -1) for part in parts)), 0, 0, why or f"The parts of {whole} make it up.")


def within(part: Key, whole: Key, why: str = "") -> Fact:
    """Return the fact that one count is contained in another."""
    return Fact(((whole, 1), (part, -1)), 0, None, why or f"{part} is part of {whole}.")


def between(key: Key, low: int | None, high: int | None, why: str = "") -> Fact:
    """Return the fact that a count lies in a range."""
    return Fact(((key, 1),), low, high, why)


@dataclass(frozen=True)
class Tables:
    """Cells and what everybody knows of them. Raises `ValueError` when a fact names no cell, or does not hold."""

    cells: Mapping[Key, Cell]
    facts: tuple[Fact, ...] = ()
    _values: dict[Key, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_values", {key: cell.value for key, cell in self.cells.items()})
        for fact in self.facts:
            for key, _ in fact.terms:
                if key not in self.cells:
                    raise ValueError(f"“{fact.why}” is about {key!r}, which is no cell.")
            if not fact.holds(self._values):
                raise ValueError(f"The figures do not agree: {fact.why}")

    @property
    def values(self) -> Mapping[Key, int]:
        """The true values."""
        return self._values

    def with_facts(self, facts: Iterable[Fact]) -> "Tables":
        """Return the same cells with more known of them."""
        return Tables(self.cells, (*self.facts, *facts))
