"""Tables as people draw them: rows, columns, periods and areas, with totals, as cells and facts."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from goldenthread.evidence.disclosure.model import Cell, Fact, Key, Tables, total


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a table. ``whole`` is the member that all others add up to; None when nothing does.

    ``inside`` are totals within it: {"North": ("Crewe", "Nantwich")}, {"2023-24": ("Q1", "Q2", "Q3", "Q4")}.
    """

    members: tuple[Hashable, ...]
    whole: Hashable | None = None
    inside: Mapping[Hashable, tuple[Hashable, ...]] | None = None

    @property
    def sums(self) -> list[tuple[Hashable, tuple[Hashable, ...]]]:
        """Each total with its parts."""
        found = [(top, tuple(parts)) for top, parts in (self.inside or {}).items()]
        if self.whole is not None:
            below = {part for _, parts in found for part in parts}
            found.append((self.whole, tuple(each for each in self.members if each not in (self.whole, *below))))
        return found


def crossed(axes: Sequence[Axis], values: Mapping[tuple[Hashable, ...], int]) -> Tables:
    """Return the table of all members of all axes crossed, with every sum in every direction.

    Raises `ValueError` when a cell is missing or a total is not the sum of its parts.
    """
    addresses = list(product(*(axis.members for axis in axes)))
    tops = [{top for top, _ in axis.sums} for axis in axes]
    missing = [each for each in addresses if each not in values]
    if missing:
        raise ValueError(f"There is no value for {missing[0]}.")
    cells: dict[Key, Cell] = {
        each: Cell(values[each], margin=sum(member in top for member, top in zip(each, tops, strict=True)))
        for each in addresses
    }
    facts: list[Fact] = []
    for direction, axis in enumerate(axes):
        others = [(None,) if at == direction else each.members for at, each in enumerate(axes)]
        for line in product(*others):
            for top, parts in axis.sums:
                facts.append(total(_put(line, direction, top), [_put(line, direction, part) for part in parts]))
    return Tables(cells, tuple(facts))


def _put(line: tuple[Hashable, ...], direction: int, member: Hashable) -> tuple[Hashable, ...]:
    return (*line[:direction], member, *line[direction + 1 :])
