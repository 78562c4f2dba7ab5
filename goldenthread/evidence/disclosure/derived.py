"""What follows from counts and is published beside them: percentages, rates, intervals, points on a chart.

Each tells something of the counts that it is worked out from. How much is a fact like any other: "42.9 %, to one
decimal" of 14 children is 6 of them. So a value whose count is hidden goes with it, and what stays is in the audit.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.evidence.disclosure.audit import unprotected
from goldenthread.evidence.disclosure.model import Fact, Key, Tables, between
from goldenthread.evidence.disclosure.rule import Rule


@dataclass(frozen=True, slots=True)
class Derived:
    """A published value: ``of`` are the cells it is worked out from, ``facts`` what it tells of them."""

    key: Key
    of: tuple[Key, ...]
    facts: tuple[Fact, ...]


def ratio(key: Key, numerator: Key, denominator: Key | Decimal, value: Decimal, factor: int = 100) -> Derived:
    """Return a percentage (factor 100) or rate that was rounded once, halves up, to the decimals of ``value``.

    ``denominator`` is a cell, or a number that everybody knows, such as a population (a `Decimal`, so that no key is taken
    for a number). In whole numbers: with d decimals, value v means
    2v - 1 <= 2 x 10^d x factor x numerator / denominator < 2v + 1, where v is in units of the last decimal.
    """
    scale = 10 ** max(-int(value.as_tuple().exponent), 0)
    units = int(value * scale)
    times = 2 * scale * factor
    why = f"{key} is published as {value}."
    if isinstance(denominator, Decimal):
        whole, part = denominator.as_integer_ratio()
        low, high = _over((2 * units - 1) * whole, times * part), _under((2 * units + 1) * whole, times * part)
        return Derived(key, (numerator,), (between(numerator, max(low, 0), high, why),))
    facts = (
        Fact(((numerator, times), (denominator, 1 - 2 * units)), 0, None, why),
        Fact(((numerator, times), (denominator, -1 - 2 * units)), None, -1, why),
    )
    return Derived(key, (numerator, denominator), facts)


def _over(upper: int, lower: int) -> int:
    """Return the least whole number that is at least upper / lower."""
    return -((-upper) // lower)


def _under(upper: int, lower: int) -> int:
    """Return the most whole number that is below upper / lower."""
    return _over(upper, lower) - 1


def told_by(key: Key, count: Key, value: int, shows: Callable[[int], object], most: int) -> Derived:
    """Return what anything computed from one count tells: an interval as printed, a height on a chart in pixels.

    ``shows`` says what would be published for each count from 0 to ``most``; those that look like the truth stay possible.
    """
    seen = shows(value)
    low = high = value
    while low > 0 and shows(low - 1) == seen:
        low -= 1
    while high < most and shows(high + 1) == seen:
        high += 1
    return Derived(key, (count,), (between(count, low, high, f"{key} is published as {seen}."),))


def goes_with(derived: Iterable[Derived], hidden: Collection[Key]) -> frozenset[Key]:
    """Return the values that must not be shown, because a cell they are worked out from is hidden."""
    return frozenset(each.key for each in derived if any(key in hidden for key in each.of))


def gives_away(derived: Iterable[Derived], hidden: Collection[Key], tables: Tables, rule: Rule) -> list[Derived]:
    """Return the values that, published by themselves beside the tables, would uncover a small number."""
    before = set(unprotected(tables, hidden, rule))
    return [each for each in derived if set(unprotected(tables.with_facts(each.facts), hidden, rule)) - before]
