"""The proof that hidden cells stay hidden.

For every hidden small number the proof holds *witnesses*: whole sets of hidden numbers that agree with everything
published, in which the cell has as many different numbers as it must be able to have. Whoever has the tables cannot
tell the witnesses from the truth, so they cannot tell the numbers apart. A witness is checked by adding up whole
numbers: to believe the proof nobody has to trust the solver, or the choice of cells.

Finding witnesses is quick because one serves many cells: each answer is looked through for every cell at once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from goldenthread.evidence.disclosure.attack import Knot, knots, span
from goldenthread.evidence.disclosure.model import Key, Tables
from goldenthread.evidence.disclosure.rule import Rule, primary

AT_LEAST = 2
"""How many values a cell that is hidden only to protect others must be able to have."""

_BEYOND = 2


@dataclass(frozen=True, slots=True)
class Hidden:
    """What can be worked out about one hidden cell. ``most`` None: nothing limits it.

    ``seen``: how many different values the witnesses give it; ``needed``: how many it must be able to have.
    """

    key: Key
    value: int
    small: bool
    least: int
    most: int | None
    seen: int
    needed: int

    @property
    def safe(self) -> bool:
        """Whether it is protected."""
        return self.seen >= self.needed

    @property
    def exact(self) -> bool:
        """Whether it can be worked out to the very number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Proof:
    """What an audience could work out of every cell that it must not see.

    ``open``: small numbers that are not hidden at all, or that an earlier edition shows already.
    """

    hidden: tuple[Hidden, ...]
    open: tuple[Key, ...] = ()
    witnesses: tuple[Mapping[Key, int], ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every cell is protected."""
        return not self.open and all(each.safe for each in self.hidden)

    @property
    def given_away(self) -> tuple[Hidden, ...]:
        """The cells that are not protected, those that can be worked out exactly first."""
        found = [each for each in self.hidden if not each.safe]
        return tuple(sorted(found, key=lambda each: (not each.exact, not each.small)))


def audit(tables: Tables, hidden: Collection[Key], rule: Rule) -> Proof:
    """Return what can be worked out when ``hidden`` cells are hidden and all others shown.

    Cells that are not printed are looked at as well when their number is small: nobody should work them out either.
    """
    small = primary(tables, rule)
    found: list[Hidden] = []
    witnesses: list[Mapping[Key, int]] = []
    for knot in knots(tables, hidden, rule):
        seen = _look(knot, tables, small, rule)
        found += (_hidden(each, knot, tables, small, rule, seen) for each in knot.keys if _told(tables, each, small))
        witnesses += seen
    unknown = {each.key for each in found}
    order = {key: at for at, key in enumerate(tables.cells)}
    return Proof(
        tuple(sorted(found, key=lambda each: order[each.key])),
        tuple(key for key in tables.cells if key in small and key not in unknown),
        tuple(witnesses),
    )


def unprotected(tables: Tables, hidden: Collection[Key], rule: Rule) -> list[Key]:
    """Return the small cells that are not protected: the audit without its words, for trying out."""
    small = primary(tables, rule)
    found: list[Key] = []
    unknown: set[Key] = set()
    for knot in knots(tables, hidden, rule):
        unknown.update(knot.keys)
        if not small.isdisjoint(knot.keys):
            seen = _look(knot, tables, small, rule)
            found += (key for key in knot.keys if key in small and len({each[key] for each in seen}) < rule.values)
    return found + [key for key in tables.cells if key in small and key not in unknown]


def _look(knot: Knot, tables: Tables, small: Collection[Key], rule: Rule) -> list[dict[Key, int]]:
    """Return witnesses for as many values of each small cell as it must be able to have, or as there are."""
    seen = [{key: tables.values[key] for key in knot.keys}]
    reached = {key: {tables.values[key]} for key in knot.keys if key in small}
    most = cache(lambda key: (knot.solve({key: -1}) or seen[0])[key])
    for key in reached:
        for number in candidates(rule):
            if len(reached[key]) >= rule.values or (number > rule.threshold and number > most(key)):
                break
            if number not in reached[key]:
                witness = knot.solve(_towards(reached, rule), {key: number})
                if witness is not None:
                    seen.append(witness)
                    for other, values in reached.items():
                        values.add(witness[other])
    return seen


def candidates(rule: Rule) -> list[int]:
    """Return the numbers to try for a small cell: the ends of what the symbol stands for, what lies between, some more."""
    inner = range(rule.smallest + 1, rule.threshold)
    beyond = range(rule.threshold + 1, rule.threshold + 1 + _BEYOND * rule.values)
    return [rule.threshold, rule.smallest, *inner, *beyond]


def _towards(reached: Mapping[Key, Collection[int]], rule: Rule) -> dict[Key, int]:
    """Return a goal that pulls other small cells to an end of their range that no witness has reached yet."""
    goal = {}
    for key, values in reached.items():
        if len(values) < rule.values:
            goal[key] = 1 if rule.smallest not in values else -1
    return goal


def _hidden(
    key: Key, knot: Knot, tables: Tables, small: Collection[Key], rule: Rule, seen: Iterable[Mapping[Key, int]]
) -> Hidden:
    least, most = span(knot, key)
    values = {each[key] for each in seen} | {least, least + 1 if most is None else most}
    needed = rule.values if key in small else 1 if tables.cells[key].withheld else AT_LEAST
    return Hidden(key, tables.values[key], key in small, least, most, len(values), needed)


def _told(tables: Tables, key: Key, small: Collection[Key]) -> bool:
    return tables.cells[key].printed or key in small
