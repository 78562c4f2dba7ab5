"""What somebody who has everything that was published can work out: the least and the most each hidden cell can be.

The attacker is as strong as we can make them. They know every shown number, every fact, and the rule itself: a
printed hidden cell is at least the smallest number the symbol stands for (zeros are shown, so two hidden cells that
make 2 are 1 and 1). They reason in whole numbers. They do not know which hidden cells are small and which were
hidden to protect those: one symbol stands for both.

Cells that no unsettled fact ties together are looked at apart, which keeps each question small. HiGHS answers, by
`scipy.optimize.milp`; scipy is read in only when it is needed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from goldenthread.evidence.disclosure.model import Fact, Key, Tables
from goldenthread.evidence.disclosure.rule import Rule

_INFEASIBLE = 2
_NEAR = 1e-6


@dataclass(frozen=True)
class Knot:
    """Hidden cells that facts tie together, and those facts with all that is shown moved to their limits."""

    keys: tuple[Key, ...]
    least: tuple[int, ...]
    facts: tuple[Fact, ...]
    far: int

    @cached_property
    def _shape(self) -> tuple[Any, Any]:
        import numpy as np  # noqa: PLC0415 - only those who ask wait for it
        from scipy.optimize import Bounds, LinearConstraint  # noqa: PLC0415
        from scipy.sparse import csr_array  # noqa: PLC0415

        place = {key: at for at, key in enumerate(self.keys)}
        entries = [(row, place[key], times) for row, fact in enumerate(self.facts) for key, times in fact.terms]
        rows, columns, times = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = csr_array((np.array(times, dtype=float), (rows, columns)), shape=(len(self.facts), len(self.keys)))
        lows = [-np.inf if fact.low is None else fact.low for fact in self.facts]
        highs = [np.inf if fact.high is None else fact.high for fact in self.facts]
        limits = LinearConstraint(matrix, lows, highs) if self.facts else ()
        return limits, Bounds(np.array(self.least, dtype=float), np.full(len(self.keys), float(self.far)))

    def solve(self, goal: dict[Key, int], fixed: dict[Key, int] | None = None) -> dict[Key, int] | None:
        """Return whole numbers that agree with everything known and make the goal least; None if there are none.

        Each answer is checked in whole numbers before it is believed.
        """
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import Bounds, milp  # noqa: PLC0415

        limits, bounds = self._shape
        low, high = bounds.lb.copy(), bounds.ub.copy()
        for key, value in (fixed or {}).items():
            at = self.keys.index(key)
            low[at] = high[at] = value
        costs = np.array([goal.get(key, 0) for key in self.keys], dtype=float)
        for whole in (0, 1):  # fractions first: their corners are mostly whole numbers, and are found sooner
            answer = milp(costs, constraints=limits, bounds=Bounds(low, high), integrality=np.full(len(costs), whole))
            if answer.x is None:
                if answer.status != _INFEASIBLE:
                    raise RuntimeError(f"The solver gave no answer: {answer.message}")
                return None
            found = dict(zip(self.keys, np.rint(answer.x).astype(int).tolist(), strict=True))
            if np.abs(answer.x - np.rint(answer.x)).max() < _NEAR and self.agrees(found):
                return found
        raise RuntimeError("The solver's answer does not agree with what is known.")

    def agrees(self, values: dict[Key, int]) -> bool:
        """Whether numbers for its cells agree with everything known."""
        enough = all(values[key] >= least for key, least in zip(self.keys, self.least, strict=True))
        return enough and all(fact.holds(values) for fact in self.facts)


def knots(tables: Tables, hidden: Collection[Key], rule: Rule) -> list[Knot]:
    """Return the hidden cells, those not printed among them, in groups that facts tie together."""
    unknown = [
        key
        for key, cell in tables.cells.items()
        if not cell.known and (key in hidden or cell.withheld or not cell.printed)
    ]
    open_facts = list(_unsettled(tables, frozenset(unknown)))
    leader = {key: key for key in unknown}

    def find(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for fact in open_facts:
        first, *others = (key for key, _ in fact.terms)
        for other in others:
            leader[find(other)] = find(first)
    keys: dict[Key, list[Key]] = defaultdict(list)
    facts: dict[Key, list[Fact]] = defaultdict(list)
    for key in unknown:
        keys[find(key)].append(key)
    for fact in open_facts:
        facts[find(fact.terms[0][0])].append(fact)
    far = 10 * max(tables.values.values(), default=0) + 1_000
    return [
        Knot(tuple(group), tuple(rule.least(tables.cells[key]) for key in group), tuple(facts[top]), far)
        for top, group in keys.items()
    ]


def _unsettled(tables: Tables, unknown: frozenset[Key]) -> Iterable[Fact]:
    for fact in tables.facts:
        terms = tuple((key, times) for key, times in fact.terms if key in unknown and times)
        if terms:
            shown = sum(times * tables.values[key] for key, times in fact.terms if key not in unknown)
            low = None if fact.low is None else fact.low - shown
            high = None if fact.high is None else fact.high - shown
            yield Fact(terms, low, high, fact.why)


def span(knot: Knot, key: Key) -> tuple[int, int | None]:
    """Return the least and the most a hidden cell can be; None where nothing limits it."""
    least, most = knot.solve({key: 1}), knot.solve({key: -1})
    if least is None or most is None:
        raise RuntimeError("Nothing agrees with what is known, not even the truth.")
    return least[key], None if most[key] >= knot.far else most[key]
