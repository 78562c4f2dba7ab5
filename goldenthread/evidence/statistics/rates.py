"""Rates made comparable between places whose people differ."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.evidence.statistics.intervals import count_interval
from goldenthread.evidence.statistics.numbers import Number, amount, size

LEAST_EVENTS: Final = 10
"""Below this many events a standardised rate says more about chance than about the place, and none is given."""


@dataclass(frozen=True, slots=True)
class StandardisedRate:
    """A directly standardised rate with its interval, and the events behind it; the three are None below 10 events."""

    rate: float | None
    lower: float | None
    upper: float | None
    events: float


def directly_standardised_rate(
    counts: Sequence[Number | None],
    populations: Sequence[Number | None],
    standard: Sequence[Number | None],
    per: Number = 10_000,
    confidence: float = 0.95,
) -> StandardisedRate | None:
    """Return the rate a place would have if its people were made up like the standard population.

    One entry a group (age band, sex, ...) in each list: events, people, and the people of that group in the
    standard. None when a part is missing: a rate without one group is another rate. Raises `ValueError` for lists
    of unequal length or without entries, negative parts, a group without people, and a standard that adds up to
    nobody.

    Source: A. J. Dobson, K. Kuulasmaa, E. Eberle and J. Scherer, Confidence intervals for weighted sums of Poisson
    parameters, Statistics in Medicine 10, 1991, 457-462, around Byar's limits of the total; not given for fewer
    than 10 events, as the Public Health Technical Guidance asks.
    """
    if not len(counts) == len(populations) == len(standard):
        raise ValueError(
            f"Each group needs its three parts: there are {len(counts)} counts, {len(populations)} populations "
            f"and {len(standard)} standard populations."
        )
    if not counts:
        raise ValueError("A standardised rate needs at least one group.")
    events = [amount(value, f"counts[{place}]") for place, value in enumerate(counts)]
    people = [size(value, f"populations[{place}]") for place, value in enumerate(populations)]
    weights = [amount(value, f"standard[{place}]") for place, value in enumerate(standard)]
    count_interval(0, confidence)
    scale = size(per, "per")
    groups = [
        (event, size_, weight)
        for event, size_, weight in zip(events, people, weights, strict=True)
        if event is not None and size_ is not None and weight is not None
    ]
    if len(groups) < len(counts) or scale is None:
        return None
    return _dobson(groups, scale, confidence)


def _dobson(groups: Sequence[tuple[float, float, float]], scale: float, confidence: float) -> StandardisedRate:
    whole = math.fsum(weight for _, _, weight in groups)
    if whole == 0:
        raise ValueError("The standard population adds up to nobody.")
    total = math.fsum(event for event, _, _ in groups)
    if total < LEAST_EVENTS:
        return StandardisedRate(None, None, None, total)
    shares = [(event, weight / whole / people) for event, people, weight in groups]
    rate = math.fsum(event * share for event, share in shares)
    spread = math.sqrt(math.fsum(event * share * share for event, share in shares) / total)
    limits = count_interval(total, confidence) or (total, total)
    lower, upper = (rate + spread * (limit - total) for limit in limits)
    return StandardisedRate(rate * scale, max(lower, 0.0) * scale, upper * scale, total)
