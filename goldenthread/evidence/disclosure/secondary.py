"""Which other cells to hide: the fewest, over all linked tables together, that protect every small number.

The method is that of Fischetti and Salazar 2001. A *plan* is a set of cells to hide. A mixed-integer programme
proposes the cheapest plan that meets every condition known so far; the attacker tries it; each small cell that is not
protected gives one more condition that any good plan must meet, and the programme proposes again. When the
attacker finds nothing, the plan is the cheapest there is. Conditions, from cheap to dear:

- *No cell alone*: in an equation with one hidden cell, that cell is the rest. (Their bridge-less inequalities.)
- *Enough room in an equation*: if a cell of 2 is to be able to be 1 to 5, the others must be able to give way by 3.
- *Enough room altogether*: the same over all facts at once, read from the dual of the attacker's linear
  programme. (Their capacity constraints.)
- *Something more*: when whole numbers give a cell away where fractions do not, at least one more cell must be hidden.

Cells that are not printed hide for nothing; what everybody knows already is never hidden, and a zero only where the
symbol may stand for one. A cell costs 1, and a little more for a total and for a large number, so little that it only
decides between plans of equally many.

Tables of three and more directions can be too much for the time there is. Then `enough` finds a plan that protects as
well, and the programme's bound says how many cells any plan would have to hide.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic

from goldenthread.evidence.disclosure import conditions
from goldenthread.evidence.disclosure.audit import audit, unprotected
from goldenthread.evidence.disclosure.conditions import Choice
from goldenthread.evidence.disclosure.enough import enough
from goldenthread.evidence.disclosure.model import Cell, Key, Tables
from goldenthread.evidence.disclosure.programme import cheapest
from goldenthread.evidence.disclosure.rule import Rule, primary


class CannotProtect(ValueError):
    """No plan protects these cells: too much of it is known already. ``keys`` are the cells."""

    def __init__(self, keys: Iterable[Key]):
        self.keys = tuple(keys)
        super().__init__("However many cells are hidden, these can be worked out: " + ", ".join(map(str, self.keys)))


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells to hide: ``primary`` for their own sake, ``secondary`` for others'.

    ``needed``: how many of the second kind any plan must have; ``fewest``: there is no cheaper plan.
    """

    primary: frozenset[Key]
    secondary: frozenset[Key]
    needed: int
    fewest: bool

    @property
    def hidden(self) -> frozenset[Key]:
        """All hidden cells."""
        return self.primary | self.secondary


def hide(tables: Tables, rule: Rule, *, keep: Collection[Key] = (), seconds: float = 8) -> Plan:
    """Return the cells to hide; none of ``keep`` for others' sake, unless nothing else protects.

    After about ``seconds`` the search for the fewest gives way to a plan that protects as well and may hide more.
    Raises `CannotProtect`.
    """
    small = primary(tables, rule)
    bare = unprotected(tables, small, rule)
    if not bare:
        return Plan(small, frozenset(), 0, True)
    free = frozenset(key for key, cell in tables.cells.items() if key not in small and _may_hide(cell, rule))
    kept = free.intersection(keep)
    if kept and not unprotected(tables, small | (free - kept), rule):
        free -= kept
    choice = Choice(tables, rule, small, free)
    cost = costs(tables, free)
    plan, needed = _fewest(choice, cost, bare, monotonic() + seconds)
    return plan or _enough(choice, cost, needed)


def _may_hide(cell: Cell, rule: Rule) -> bool:
    return cell.printed and not cell.known and not cell.withheld and cell.value >= rule.smallest


def costs(tables: Tables, free: Collection[Key]) -> dict[Key, float]:
    """Return what hiding each cell costs: 1, and little enough more that fewer cells are always cheaper."""
    margins = max((tables.cells[key].margin for key in free), default=0) or 1
    largest = max((tables.values[key] for key in free), default=0) or 1

    def finer(key: Key) -> float:
        return 0.8 * tables.cells[key].margin / margins + 0.2 * tables.values[key] / largest

    return {key: 1 + finer(key) / (len(free) + 1) for key in tables.cells if key in free}


def _fewest(choice: Choice, cost: Mapping[Key, float], bare: list[Key], until: float) -> tuple[Plan | None, int]:
    """Return the cheapest plan, None when the time is up before it is found; and how many cells any plan must have."""
    known = [each for fact in choice.tables.facts for each in conditions.of_equation(fact, choice)]
    chosen: frozenset[Key] = frozenset()
    needed = 0
    while (left := until - monotonic()) > 0:
        known += [conditions.of_attack(key, chosen, choice) for key in bare]
        proposal = cheapest(cost, known, left)
        if proposal is None:
            raise CannotProtect(_hopeless(choice) or bare)
        needed = max(needed, proposal.needed)
        if not proposal.proved:
            break
        chosen = proposal.cells
        bare = unprotected(choice.tables, choice.small | chosen, choice.rule)
        if not bare:
            return Plan(choice.small, chosen, len(chosen), True), needed
    return None, needed


def _enough(choice: Choice, cost: Mapping[Key, float], needed: int) -> Plan:
    for chosen in (enough(choice, cost), choice.free):
        proof = audit(choice.tables, choice.small | chosen, choice.rule)
        bare = [each.key for each in proof.given_away if each.small]
        if not bare:
            useful = chosen - {each.key for each in proof.given_away}  # what can be worked out may as well be shown
            return Plan(choice.small, useful, needed, len(useful) == needed)
    raise CannotProtect(bare)


def _hopeless(choice: Choice) -> list[Key]:
    return unprotected(choice.tables, choice.small | choice.free, choice.rule)
