"""Cells to hide that are enough, found soon: for tables so linked that the fewest cannot be found in the time there is.

For each number that a small cell must be able to be, the least change of the whole table that gives it that number
is looked for: a witness. Cells that are hidden already change for nothing, others at their cost. What any witness
changes is hidden. Then each cell, the dearest first, is shown again if witnesses without it can be found.

The steps are those of J. P. Kelly, B. L. Golden and A. A. Assad, Cell suppression: disclosure protection for sensitive
tabular data, Networks 22(4), 1992, 397-417, with the witnesses kept from step to step.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from goldenthread.evidence.disclosure.audit import candidates
from goldenthread.evidence.disclosure.conditions import Choice
from goldenthread.evidence.disclosure.model import Fact, Key

Witness = frozenset[tuple[Key, int]]
"""The cells that a witness changes, with the numbers it gives them."""
_NEAR = 1e-6
_SHORTLY = 3.0
_FRACTIONS, _WHOLE = 0, 1


class Changes:
    """The least change of a table that gives a cell another number, when only ``movable`` cells may change."""

    def __init__(self, choice: Choice, movable: Collection[Key]):
        import numpy as np  # noqa: PLC0415 - only those who ask wait for it

        self.values = choice.tables.values
        self.keys = [key for key in choice.tables.cells if choice.always(key) or key in movable]
        self.place = {key: at for at, key in enumerate(self.keys)}
        self.limits = self._limits(choice.tables.facts)
        self.down = np.array([choice.down(key) for key in self.keys], dtype=float)
        self.far = float(10 * max(self.values.values(), default=0) + 1_000)

    def _limits(self, facts: Iterable[Fact]) -> object:
        """Return the facts as limits of a rise and a fall of each cell."""
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import LinearConstraint  # noqa: PLC0415
        from scipy.sparse import csr_array, hstack  # noqa: PLC0415

        met = [fact for fact in facts if any(key in self.place for key, _ in fact.terms)]
        entries = [
            (row, self.place[key], float(times))
            for row, fact in enumerate(met)
            for key, times in fact.terms
            if key in self.place
        ]
        if not entries:
            return ()
        rows, columns, times = zip(*entries, strict=True)
        now = [sum(each * self.values[key] for key, each in fact.terms) for fact in met]
        lows = [-np.inf if fact.low is None else fact.low - at for fact, at in zip(met, now, strict=True)]
        highs = [np.inf if fact.high is None else fact.high - at for fact, at in zip(met, now, strict=True)]
        rise = csr_array((times, (rows, columns)), shape=(len(met), len(self.keys)))
        return LinearConstraint(hstack([rise, -rise]), lows, highs)

    def least(
        self,
        key: Key,
        number: int,
        cost: Mapping[Key, float],
        still: Collection[Key] = (),
        tries: tuple[int, ...] = (_FRACTIONS, _WHOLE),
    ) -> Witness | None:
        """Return the cheapest change that gives a cell a number while ``still`` do not change; None if none is found."""
        import numpy as np  # noqa: PLC0415
        from scipy.optimize import Bounds, milp  # noqa: PLC0415

        moves = np.array([0.0 if each in still else 1.0 for each in self.keys])
        up, down, must = self.far * moves, self.down * moves, np.zeros(2 * len(self.keys))
        at, change = self.place[key], number - self.values[key]
        up[at], down[at] = max(change, 0), max(-change, 0)
        must[at], must[len(self.keys) + at] = up[at], down[at]
        price = np.tile(np.array([cost.get(each, 0.0) + 1e-4 for each in self.keys]), 2)
        for whole in tries:
            answer = milp(
                price,
                constraints=self.limits,
                bounds=Bounds(must, np.concatenate([up, down])),
                integrality=np.full(len(price), whole),
                options={"time_limit": _SHORTLY},
            )
            if answer.x is None:
                return None
            moved = answer.x[: len(self.keys)] - answer.x[len(self.keys) :]
            if np.abs(moved - np.rint(moved)).max() < _NEAR:
                changed = zip(self.keys, np.rint(moved).astype(int).tolist(), strict=True)
                return frozenset((each, self.values[each] + by) for each, by in changed if by)
        return None


def enough(choice: Choice, cost: Mapping[Key, float]) -> frozenset[Key]:
    """Return cells to hide. What they protect has still to be looked at: the time may not have been enough."""
    changes = Changes(choice, choice.free)
    chosen: set[Key] = set()
    found: list[Witness] = []
    reached = {key: {choice.tables.values[key]} for key in choice.tables.cells if key in choice.small}
    for key in sorted(reached, key=lambda each: choice.tables.values[each]):
        for number in candidates(choice.rule):
            if len(reached[key]) >= choice.rule.values:
                break
            if number in reached[key]:
                continue
            witness = changes.least(key, number, {each: much for each, much in cost.items() if each not in chosen})
            if witness is not None:
                found.append(witness)
                chosen |= {each for each, _ in witness if each in choice.free}
                for other, value in witness:
                    if other in reached:
                        reached[other].add(value)
    return _fewer(choice, chosen, found, cost)


def _fewer(choice: Choice, chosen: set[Key], found: list[Witness], cost: Mapping[Key, float]) -> frozenset[Key]:
    """Show cells again, the dearest first, where witnesses without them can be found."""
    changes = Changes(choice, chosen)
    shown: set[Key] = set()
    for one in sorted(chosen, key=lambda key: -cost[key]):
        left = [each for each in found if all(key != one for key, _ in each)]
        new = _found_without(changes, _lost(found, left, choice), shown | {one})
        if new is not None:
            shown.add(one)
            found = left + new
    return frozenset(chosen - shown)


def _lost(found: Iterable[Witness], left: Iterable[Witness], choice: Choice) -> list[tuple[Key, int]]:
    """Return the values of small cells that only witnesses had which are not left, where too few values remain."""
    remaining = {pair for each in left for pair in each}
    count = Counter(key for key, _ in remaining)
    gone = {pair for each in found for pair in each if pair[0] in choice.small} - remaining
    return [(key, number) for key, number in gone if count[key] + 1 < choice.rule.values]


def _found_without(changes: Changes, lost: Iterable[tuple[Key, int]], still: Collection[Key]) -> list[Witness] | None:
    new: list[Witness] = []
    for key, number in lost:
        witness = changes.least(key, number, {}, still, (_FRACTIONS,))
        if witness is None:
            return None
        new.append(witness)
    return new
