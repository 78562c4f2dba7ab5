"""Conditions that any plan must meet: the sum of weight x (1 if the cell is hidden) is at least so much."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goldenthread.evidence.disclosure.model import Fact, Key, Tables
from goldenthread.evidence.disclosure.rule import Rule

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Condition:
    """``weights`` are of the cells that may be hidden or shown; what is hidden in any case has been moved to ``need``."""

    weights: Mapping[Key, float]
    need: float


@dataclass(frozen=True)
class Choice:
    """What there is to choose: ``small`` cells are hidden, ``free`` ones may be."""

    tables: Tables
    rule: Rule
    small: frozenset[Key]
    free: frozenset[Key]

    def always(self, key: Key) -> bool:
        """Whether a cell is hidden whatever is chosen."""
        cell = self.tables.cells[key]
        return not cell.known and (key in self.small or cell.withheld or not cell.printed)

    def down(self, key: Key) -> int:
        """Return by how much an attacker can take a hidden cell to be less than it is."""
        return self.tables.values[key] - self.rule.least(self.tables.cells[key])

    @cached_property
    def linear(self) -> "Linear":
        """The attacker's linear programme over all cells."""
        return Linear(self.tables)


def of_equation(fact: Fact, choice: Choice) -> list[Condition]:
    """Return what one equation alone asks of a plan: no cell alone, and enough room for each small cell."""
    if not fact.exact or any(abs(times) != 1 for _, times in fact.terms):
        return []
    found = []
    for key, sign in fact.terms:
        others = [(other, times * sign) for other, times in fact.terms if other != key]
        if key in choice.small:
            found.append(_room(others, choice.rule.values - 1 - choice.down(key), choice))
        if key in choice.small or key in choice.free:
            found.append(_not_alone(key, others, choice))
    return [each for each in found if each is not None]


def _room(others: list[tuple[Key, int]], need: int, choice: Choice) -> Condition | None:
    """For a cell to grow by ``need``, those on its side of the equation must fall or those on the other side grow."""
    weights: dict[Key, float] = {}
    left = float(need)
    for key, side in others:
        can = need if side == -1 else min(need, choice.down(key))
        if choice.always(key):
            left -= can
        elif key in choice.free and can > 0:
            weights[key] = float(can)
    return _stronger(weights, left)


def _not_alone(key: Key, others: list[tuple[Key, int]], choice: Choice) -> Condition | None:
    if any(choice.always(other) for other, _ in others):
        return None
    weights = {other: 1.0 for other, _ in others if other in choice.free}
    return Condition(weights, 1.0) if key in choice.small else Condition({**weights, key: -1.0}, 0.0)


def _stronger(weights: dict[Key, float], need: float) -> Condition | None:
    """Return the condition with no weight above the need: for whole choices it says the same, and it cuts deeper."""
    if need <= _TINY:
        return None
    return Condition({key: min(weight, need) for key, weight in weights.items() if weight > _TINY}, need)


def of_attack(key: Key, hidden: Collection[Key], choice: Choice) -> Condition:
    """Return what must be so for a cell to be protected, which hiding ``hidden`` does not meet."""
    found = choice.linear.condition(key, hidden, choice)
    return found or Condition({other: 1.0 for other in choice.free if other not in hidden}, 1.0)  # something more


class Linear:
    """The attacker's linear programme: how far can one cell go? Its dual says what holds it back."""

    def __init__(self, tables: Tables):
        import numpy as np  # noqa: PLC0415 - only those who ask wait for it
        from scipy.sparse import csr_array  # noqa: PLC0415

        self.keys = tuple(tables.cells)
        self.place = {key: at for at, key in enumerate(self.keys)}
        self.far = 10 * max(tables.values.values(), default=0) + 1_000
        equal = [(fact, 1, fact.low) for fact in tables.facts if fact.exact]
        upper = [(fact, 1, fact.high) for fact in tables.facts if not fact.exact and fact.high is not None]
        upper += [(fact, -1, -fact.low) for fact in tables.facts if not fact.exact and fact.low is not None]

        def matrix(rows: list[Any]) -> tuple[Any, Any]:
            if not rows:
                return None, None
            entries = [(at, self.place[k], sign * t) for at, (fact, sign, _) in enumerate(rows) for k, t in fact.terms]
            row, column, times = zip(*entries, strict=True)
            shape = (len(rows), len(self.keys))
            return csr_array((np.array(times, dtype=float), (row, column)), shape=shape), [limit for *_, limit in rows]

        self.equal, self.upper = matrix(equal), matrix(upper)

    def condition(self, key: Key, hidden: Collection[Key], choice: Choice) -> Condition | None:
        """Return what a plan must hide for the cell to have room enough between its least and its most; None if it has.

        The value of a linear programme is a convex function of the cells' limits, so its slope at one plan bounds it for
        every plan.
        """
        import numpy as np  # noqa: PLC0415

        truth = np.array([choice.tables.values[each] for each in self.keys], dtype=float)
        below = np.array([choice.down(each) for each in self.keys], dtype=float)
        unknown = np.array([each in hidden or choice.always(each) for each in self.keys], dtype=float)
        low, low_slope = self._end(key, 1, truth, below, unknown)
        high, high_slope = self._end(key, -1, truth, below, unknown)
        short = choice.rule.values - 1 + low + high
        if short <= _TINY:
            return None
        slope = dict(zip(self.keys, (low_slope + high_slope).tolist(), strict=True))
        need = short + sum(slope[each] for each in hidden if each in choice.free)
        return _stronger({each: slope[each] for each in choice.free}, need)

    def _end(self, key: Key, sign: int, truth: Any, below: Any, unknown: Any) -> tuple[float, Any]:
        """Return the least of sign x cell, and by how much hiding each other cell at most lowers it."""
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import linprog  # noqa: PLC0415

        goal = np.zeros(len(self.keys))
        goal[self.place[key]] = sign
        above = self.far - truth
        limits = np.stack([truth - below * unknown, truth + above * unknown], axis=1)
        answer = linprog(
            goal, A_eq=self.equal[0], b_eq=self.equal[1], A_ub=self.upper[0], b_ub=self.upper[1], bounds=limits
        )
        if answer.fun is None:
            raise RuntimeError(f"The solver gave no answer: {answer.message}")
        return answer.fun, answer.lower.marginals * below - answer.upper.marginals * above
