"""Comparing one place with many, by the rules of the Local Authority Interactive Tool (Department for Education).

The mean of neighbours is plain, without weights, over those that have a number; ranks that tie share the lowest; bands run
from A (best) to D by quantiles of type 7 over all authorities; without a better side there is neither rank nor band.
Beside the plain mean stands the pooled figure: all events over all people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from goldenthread.benchmarks.rules.cells import derived, rounded

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands: ``rank`` of ``of`` (1 is best), ``tied`` others with the same value, ``band`` A to D."""

    rank: int | None = None
    of: int = 0
    tied: int = 0
    band: str = ""


@dataclass(frozen=True, slots=True)
class Pooled:
    """All events over all people, of so many places whose parts are known."""

    value: Decimal | None
    numerator: Decimal
    denominator: Decimal
    places: int


def mean(values: Sequence[Decimal], decimals: int) -> Decimal | None:
    """Return the plain mean, or None of nothing."""
    return rounded(sum(values, Decimal(0)) / len(values), decimals) if values else None


def pooled(parts: Iterable[tuple[Decimal, Decimal]], per: int, decimals: int) -> Pooled:
    """Return the figure of all parts (numerator, denominator) together."""
    known = [(above, below) for above, below in parts if below > 0]
    above, below = sum((each[0] for each in known), Decimal(0)), sum((each[1] for each in known), Decimal(0))
    return Pooled(derived(above, below, per, decimals), above, below, len(known))


def standing(own: Decimal | None, values: Sequence[Decimal], polarity: str) -> Standing:
    """Return where ``own`` stands among ``values`` (itself among them). ``polarity`` is "high", "low" or "" for neither."""
    if own is None or not polarity:
        return Standing(of=len(values))
    better = sum(each > own if polarity == "high" else each < own for each in values)
    return Standing(better + 1, len(values), sum(each == own for each in values) - 1, band(own, cuts(values), polarity))


def cuts(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the three quartiles of type 7 ("inclusive"); none where fewer than two values, or no two that differ."""
    if len(values) < 2 or min(values) == max(values):
        return ()
    return tuple(quantiles(values, n=len(LETTERS), method="inclusive"))


def band(value: Decimal, edges: Sequence[Decimal], polarity: str) -> str:
    """Return the letter of a value, A best; a value on an edge belongs below it. "" without edges or a better side."""
    if not edges or not polarity:
        return ""
    above = sum(value > edge for edge in edges)
    return LETTERS[above] if polarity == "low" else LETTERS[::-1][above]
