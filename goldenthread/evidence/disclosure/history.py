"""Editions together: what was published before is known for ever, also after it was taken down.

A figure that has not changed since is the same unknown in both editions, so that two tables which are safe each by
itself and not together are found out: a quarter beside the year that holds it, wards beside last month's total. A
figure that was restated is another unknown, and what the earlier edition says of it stays true of that. We take it that
people know which figures were restated; whoever does not can work out less.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from goldenthread.evidence.disclosure.model import Cell, Fact, Key, Tables


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published once: its tables, with facts of all values derived that were shown, and which cells were hidden."""

    name: Hashable
    tables: Tables
    hidden: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The address of a figure as an earlier edition had it, when it was restated since."""

    edition: Hashable
    key: Key


def joined(tables: Tables, earlier: Sequence[Edition]) -> Tables:
    """Return tables that are about to be published with all that earlier editions tell, oldest first."""
    cells: dict[Key, Cell] = dict(tables.cells)
    facts: list[Fact] = list(tables.facts)
    for edition in earlier:
        names = {key: _name(key, cell, cells, edition) for key, cell in edition.tables.cells.items()}
        for key, cell in edition.tables.cells.items():
            shown = cell.printed and key not in edition.hidden and not cell.withheld
            cells[names[key]] = _seen(cells.get(names[key]), cell, shown)
        for fact in edition.tables.facts:
            facts.append(replace(fact, terms=tuple((names[key], times) for key, times in fact.terms)))
    return Tables(cells, tuple(dict.fromkeys(facts)))


def _name(key: Key, cell: Cell, cells: dict[Key, Cell], edition: Edition) -> Key:
    there = cells.get(key)
    return key if there is None or there.value == cell.value else Earlier(edition.name, key)


def _seen(there: Cell | None, cell: Cell, shown: bool) -> Cell:
    if there is None:
        return replace(cell, known=shown, withheld=cell.printed and not shown)
    return replace(there, known=True) if shown else there
