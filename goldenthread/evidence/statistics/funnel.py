"""Many places of different sizes against one centre: how far from it chance alone would carry each."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.evidence.statistics.intervals import BYAR_FROM, byar_lower, byar_upper, exact_lower, exact_upper
from goldenthread.evidence.statistics.numbers import Number, amount, normal_deviate, size

Kind = Literal["proportion", "rate"]
Limit = Callable[[float, float], float]

HALVINGS: Final = 52
"""Enough to find a count to the last digit of a float."""


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """The limits for a place of one size, in the unit of the centre: 95 % near, 99.8 % far, unless asked otherwise.

    A value strictly beyond a limit differs from the centre by more than chance. All four are None for a missing size.
    """

    size: float | None
    lower: float | None
    upper: float | None
    lower_far: float | None
    upper_far: float | None


def funnel_limits(
    sizes: Sequence[Number | None],
    centre: Number,
    *,
    kind: Kind = "rate",
    per: Number = 10_000,
    confidence: float = 0.95,
    far: float = 0.998,
) -> tuple[FunnelLimit, ...]:
    """Return the control limits around ``centre`` for a place of each size, in the order given.

    ``kind`` "proportion": sizes are denominators and the centre lies from 0 to 1. "rate": sizes are populations and
    the centre is a rate per ``per``. Take the pooled figure of all places for a centre (all events over all
    people), not the mean of their figures.

    The limits turn the intervals of this package round, so the two never contradict each other: a place stands
    outside the funnel exactly when its own interval (`proportion_interval`, `rate_interval`) leaves the centre out.
    For proportions that is the score limit, p plus and minus z times the root of p (1 - p) / n; for rates Byar's
    limits, exact below 10 events.

    They allow for chance alone. Where places differ in ways nobody can help, many stand outside: then read the far
    limits, and ask before judging. Raises `ValueError` for a size that is not above 0 or a centre out of range.

    Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24,
    2005, 1185-1202; the levels (1 in 20 and 1 in 500) as there and in the Public Health Technical Guidance, "Funnel
    plots".
    """
    if kind not in ("proportion", "rate"):
        raise ValueError(f'kind must be "proportion" or "rate", not {kind!r}.')
    normal_deviate(confidence), normal_deviate(far)
    middle, scale = amount(centre, "centre"), size(per, "per")
    if middle is None or scale is None:
        raise ValueError("A funnel needs a centre.")
    if kind == "proportion" and middle > 1:
        raise ValueError(f"The centre of proportions lies from 0 to 1: {centre}.")
    return tuple(
        _limits(size(given, f"sizes[{place}]"), middle, kind, scale, (confidence, far))
        for place, given in enumerate(sizes)
    )


def _limits(people: float | None, centre: float, kind: Kind, per: float, levels: tuple[float, float]) -> FunnelLimit:
    if people is None:
        return FunnelLimit(None, None, None, None, None)
    near, far = (
        _proportion(people, centre, level) if kind == "proportion" else _rate(people, centre, per, level)
        for level in levels
    )
    return FunnelLimit(people, *near, *far)


def _proportion(people: float, centre: float, level: float) -> tuple[float, float]:
    half = normal_deviate(level) * math.sqrt(centre * (1 - centre) / people)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def _rate(people: float, centre: float, per: float, level: float) -> tuple[float, float]:
    expected = centre / per * people
    lower = _count_at(expected, level, exact_upper, byar_upper)
    upper = _count_at(expected, level, exact_lower, byar_lower)
    return lower / people * per, upper / people * per


def _count_at(expected: float, level: float, exact: Limit, byar: Limit) -> float:
    """Return the count whose own limit just reaches what is expected; 0 where that of no count is low enough."""
    if exact(0.0, level) >= expected:
        return 0.0
    turn = float(BYAR_FROM)
    limit, low, high = (exact, 0.0, turn) if byar(turn, level) >= expected else (byar, turn, 2 * turn)
    while limit(high, level) < expected:
        low, high = high, high * 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if limit(middle, level) < expected else (low, middle)
    return high
