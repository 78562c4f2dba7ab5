"""Many places of different sizes against one centre: how far from it chance alone would carry each."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.evidence.statistics.intervals import BYAR_FROM, byar_lower, byar_upper, exact_lower, exact_upper
from goldenthread.evidence.statistics.numbers import Number, amount, normal_deviate, size

Kind = Literal["proportion", "rate"]
Limit = Callable[[float, float], float]

LEAST_PLACES: Final = 10
"""With fewer places their spread is not told from chance."""
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
    spread: float = 1.0,
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
    limits, and ask before judging; or widen the limits by the ``spread`` that `overdispersion` finds. Above 1 the
    limits are those of the normal approximation, times its root: plain for proportions, on the scale of square roots
    for rates. Raises `ValueError` for a size that is not above 0, a centre out of range, or a spread below 1.

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
    if not spread >= 1:
        raise ValueError(f"The spread is 1 or more: {spread}.")
    return tuple(
        _limits(size(given, f"sizes[{place}]"), middle, kind, scale, (confidence, far), spread)
        for place, given in enumerate(sizes)
    )


def overdispersion(
    counts: Sequence[Number | None],
    sizes: Sequence[Number | None],
    centre: Number,
    *,
    kind: Kind = "rate",
    per: Number = 10_000,
    trim: float = 0.1,
) -> float:
    """Return how many times wider than chance (in variance) places spread around ``centre``; 1 where they do not.

    The mean of the squared standard scores, of which the lowest and the highest tenth (``trim``) are pulled in to the
    next (winsorised), so that the few places that really differ do not widen the limits that should show them. Scores
    of proportions stand on their standard error at the centre, those of rates on square roots. A place with a missing
    part is left out; with fewer than ten places nothing is said, and the answer is 1.

    Source: D. J. Spiegelhalter, Handling over-dispersion of performance indicators, Quality and Safety in Health Care
    14, 2005, 347-351: the multiplicative model, with winsorised scores.
    """
    middle, scale = amount(centre, "centre"), size(per, "per")
    if middle is None or scale is None:
        raise ValueError("A funnel needs a centre.")
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim lies from 0 to below a half: {trim}.")
    if len(counts) != len(sizes):
        raise ValueError(f"Each count needs its size: there are {len(counts)} counts for {len(sizes)} sizes.")
    scores = sorted(
        _score(count, people, middle, kind, scale)
        for place in range(len(counts))
        if (count := amount(counts[place], f"counts[{place}]")) is not None
        and (people := size(sizes[place], f"sizes[{place}]")) is not None
    )
    if len(scores) < LEAST_PLACES or not middle or (kind == "proportion" and middle >= 1):
        return 1.0
    cut = int(len(scores) * trim)
    pulled = [min(max(score, scores[cut]), scores[-1 - cut]) for score in scores]
    return max(math.fsum(score * score for score in pulled) / len(pulled), 1.0)


def _score(count: float, people: float, centre: float, kind: Kind, per: float) -> float:
    """Return by how many standard errors a place stands off the centre."""
    if kind == "proportion":
        error = math.sqrt(centre * (1 - centre) / people)
        return (count / people - centre) / error if error else 0.0
    return 2 * (math.sqrt(count) - math.sqrt(centre / per * people))


def _limits(
    people: float | None, centre: float, kind: Kind, per: float, levels: tuple[float, float], spread: float
) -> FunnelLimit:
    if people is None:
        return FunnelLimit(None, None, None, None, None)
    near, far = (
        _proportion(people, centre, level, spread)
        if kind == "proportion"
        else _rate(people, centre, per, level)
        if spread == 1
        else _wide_rate(people, centre, per, level, spread)
        for level in levels
    )
    return FunnelLimit(people, *near, *far)


def _proportion(people: float, centre: float, level: float, spread: float) -> tuple[float, float]:
    half = normal_deviate(level) * math.sqrt(spread * centre * (1 - centre) / people)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def _wide_rate(people: float, centre: float, per: float, level: float, spread: float) -> tuple[float, float]:
    """Limits on the scale of square roots, on which the standard error of a count is a half whatever its size."""
    middle, half = math.sqrt(centre / per * people), normal_deviate(level) * math.sqrt(spread) / 2
    return max(middle - half, 0.0) ** 2 / people * per, (middle + half) ** 2 / people * per


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
