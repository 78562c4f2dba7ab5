"""The order and the depth of what a plan holds: a tree of keys, without a database."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from goldenthread.foundation.errors import RuleBroken
from goldenthread.plans.rules import levels
from goldenthread.plans.rules.levels import Level

Key = TypeVar("Key", bound=Hashable)
MOST_DEEP = 8
UP, DOWN, IN, OUT = "up", "down", "in", "out"
MOVES = {UP: "Move up", DOWN: "Move down", IN: "Move one level in", OUT: "Move one level out"}


@dataclass(frozen=True, slots=True)
class Place(Generic[Key]):
    """Where one item stands: under which (None: at the top), and after which of its neighbours."""

    key: Key
    parent: Key | None
    position: int
    given: str = ""


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """One item in the order of reading, with its depth (0 at the top) and its number."""

    key: Key
    parent: Key | None
    depth: int
    number: str
    first: bool
    last: bool


@dataclass
class Tree(Generic[Key]):
    """The items of a plan. What stands under something that is not there stands at the top, so nothing is ever lost."""

    places: dict[Key, Place[Key]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place[Key]]) -> "Tree[Key]":
        """Return the tree of some places."""
        return cls({each.key: each for each in places})

    def under(self, parent: Key | None) -> list[Place[Key]]:
        """Return what stands directly under an item, in order."""
        return self._by_parent()[parent]

    def walk(self, scheme: Sequence[Level] = levels.BUSINESS) -> Iterator[Row[Key]]:
        """Yield every item once, in the order of reading, numbered by a scheme; a number that was given stands."""
        below = self._by_parent()

        def down(parent: Key | None, depth: int, above: str) -> Iterator[Row[Key]]:
            rows = below[parent]
            for place, each in enumerate(rows, 1):
                own = each.given or levels.number(levels.at(scheme, depth), above, place)
                yield Row(each.key, parent, depth, own, place == 1, place == len(rows))
                yield from down(each.key, depth + 1, own)

        yield from down(None, 0, "")

    def depth(self, key: Key) -> int:
        """Return how deep an item stands: 0 at the top."""
        return len(self.above(key))

    def above(self, key: Key) -> list[Key]:
        """Return what an item stands under, the nearest first."""
        found: list[Key] = []
        parent = self._parent(key)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self._parent(parent)
        return found

    def inside(self, key: Key) -> set[Key]:
        """Return everything that stands under an item, however deep."""
        return {each for each in self.places if key in self.above(each)}

    def moved(self, key: Key, move: str) -> "Tree[Key]":
        """Return the tree after a move; raises `RuleBroken` where there is nowhere to go."""
        found = {UP: self._swap, DOWN: self._swap, IN: self._in, OUT: self._out}.get(move)
        if found is None:
            raise RuleBroken("Something can move up, down, in or out.", field="move")
        return found(key, move)

    def put(self, key: Key, parent: Key | None) -> "Tree[Key]":
        """Return the tree with an item, and all under it, last under another."""
        if parent is not None and (parent == key or parent in self.inside(key)):
            raise RuleBroken("Something cannot stand under itself.", field="parent")
        last = max((each.position for each in self.under(parent) if each.key != key), default=0)
        there = replace(self.places[key], parent=parent, position=last + 1)
        changed = Tree({**self.places, key: there})
        deepest = max((changed.depth(each) for each in {key, *changed.inside(key)}), default=0)
        if deepest >= MOST_DEEP:
            raise RuleBroken(f"A plan goes {MOST_DEEP} levels deep at most.", field="parent")
        return changed._tidy()

    def _swap(self, key: Key, move: str) -> "Tree[Key]":
        row = [each.key for each in self.under(self._parent(key))]
        here = row.index(key)
        there = here - 1 if move == UP else here + 1
        if not 0 <= there < len(row):
            raise RuleBroken(f"It is the {'first' if move == UP else 'last'} already.", field="move")
        row[here], row[there] = row[there], row[here]
        changed = dict(self.places)
        for place, each in enumerate(row, 1):
            changed[each] = replace(changed[each], position=place)
        return Tree(changed)._tidy()

    def _in(self, key: Key, _: str) -> "Tree[Key]":
        row = [each.key for each in self.under(self._parent(key))]
        if row.index(key) == 0:
            raise RuleBroken("There is nothing above it that it could stand under.", field="move")
        return self.put(key, row[row.index(key) - 1])

    def _out(self, key: Key, _: str) -> "Tree[Key]":
        parent = self._parent(key)
        if parent is None:
            raise RuleBroken("It stands at the top already.", field="move")
        grand = self._parent(parent)
        row = [each.key for each in self.under(grand)]
        row.insert(row.index(parent) + 1, key)
        changed = dict(self.places)
        for place, each in enumerate(row, 1):
            changed[each] = replace(changed[each], parent=grand, position=place)
        return Tree(changed)._tidy()

    def _tidy(self) -> "Tree[Key]":
        tidy = dict(self.places)
        for rows in self._by_parent().values():
            for place, each in enumerate(rows, 1):
                tidy[each.key] = replace(each, position=place)
        return Tree(tidy)

    def _parent(self, key: Key) -> Key | None:
        parent = self.places[key].parent
        return parent if parent in self.places else None

    def _by_parent(self) -> dict[Key | None, list[Place[Key]]]:
        found: dict[Key | None, list[Place[Key]]] = defaultdict(list)
        for each in sorted(self.places.values(), key=lambda each: each.position):
            found[self._parent(each.key)].append(each)
        return found
