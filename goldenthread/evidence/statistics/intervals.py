"""How sure a figure is: intervals for proportions, counts, rates and the ratio of two rates.

Two-sided, as `(lower, upper)`. None when a part is missing; `ValueError` in plain words when the parts cannot be.
The methods are those of the Public Health Technical Guidance (Office for Health Improvement and Disparities,
"Confidence intervals", https://fingertips.phe.org.uk/static-reports/public-health-technical-guidance/); written
from the papers named at each.
"""

import math
from typing import Final, Literal

from goldenthread.evidence.statistics.gamma import gamma_quantile
from goldenthread.evidence.statistics.numbers import Number, amount, normal_deviate, size, tail_of

Interval = tuple[float, float]
Method = Literal["byar", "exact"]

BYAR_FROM: Final = 10
"""Byar's approximation is used from this count on; below it the exact limits."""


def proportion_interval(x: Number | None, n: Number | None, confidence: float = 0.95) -> Interval | None:
    """Return Wilson's score interval for the proportion x of n, both ends from 0 to 1.

    It never leaves that range, and is useful at 0 of n and n of n. Raises `ValueError` for negative parts, n of 0,
    and x above n.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22, 1927, 209-212; R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872,
    method 3.
    """
    z = normal_deviate(confidence)
    part, whole = amount(x, "x"), size(n, "n")
    if part is None or whole is None:
        return None
    if part > whole:
        raise ValueError(f"A part cannot be more than its whole: {x} of {n}.")
    return _wilson(part, whole, z)


def _wilson(part: float, whole: float, z: float) -> Interval:
    share, rest = part / whole, (whole - part) / whole
    weight = z * z / whole
    half = z * math.sqrt(share * rest / whole + (z / (2 * whole)) ** 2)
    lower = 0.0 if part == 0 else (share + weight / 2 - half) / (1 + weight)
    upper = 1.0 if part == whole else (share + weight / 2 + half) / (1 + weight)
    return min(max(lower, 0.0), share), max(min(upper, 1.0), share)


def count_interval(x: Number | None, confidence: float = 0.95, method: Method | None = None) -> Interval | None:
    """Return an interval for the expected count behind a count of x independent events.

    ``method`` is "byar", "exact", or None: exact below 10, where Byar's approximation is not close enough, Byar
    from 10 on. A count that is not whole (an average, a weighted sum) is taken as it stands: both formulas go on
    between whole numbers.

    Sources: Byar's approximation: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research, volume II,
    IARC, 1987, page 69. Exact limits: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28,
    1936, 437-442.
    """
    normal_deviate(confidence)
    count = amount(x, "x")
    if method not in (None, "byar", "exact"):
        raise ValueError(f'method must be "byar", "exact" or None, not {method!r}.')
    if count is None:
        return None
    exactly = method == "exact" or (method is None and count < BYAR_FROM)
    if exactly:
        return exact_lower(count, confidence), exact_upper(count, confidence)
    return byar_lower(count, confidence), byar_upper(count, confidence)


def byar_lower(count: float, confidence: float) -> float:
    """Return Byar's lower limit of a count, 0 for 0."""
    if count == 0:
        return 0.0
    return count * max(1 - 1 / (9 * count) - normal_deviate(confidence) / (3 * math.sqrt(count)), 0.0) ** 3


def byar_upper(count: float, confidence: float) -> float:
    """Return Byar's upper limit of a count."""
    more = count + 1
    return more * (1 - 1 / (9 * more) + normal_deviate(confidence) / (3 * math.sqrt(more))) ** 3


def exact_lower(count: float, confidence: float) -> float:
    """Return the exact Poisson lower limit of a count, 0 for 0."""
    return gamma_quantile(count, tail_of(confidence)) if count else 0.0


def exact_upper(count: float, confidence: float) -> float:
    """Return the exact Poisson upper limit of a count."""
    return gamma_quantile(count + 1, tail_of(confidence), upper=True)


def rate_interval(
    x: Number | None, population: Number | None, per: Number = 10_000, confidence: float = 0.95
) -> Interval | None:
    """Return an interval for the rate of x events in a population, per so many people: `count_interval`, scaled.

    A rate may be above 1 a person (contacts, missing episodes), so x may be more than the population.
    """
    people, scale = size(population, "population"), size(per, "per")
    counts = count_interval(x, confidence)
    if counts is None or people is None or scale is None:
        return None
    return counts[0] / people * scale, counts[1] / people * scale


def rate_ratio_interval(
    x: Number | None,
    population: Number | None,
    other_x: Number | None,
    other_population: Number | None,
    confidence: float = 0.95,
) -> Interval | None:
    """Return an interval for how many times the rate of one group is that of another.

    It holds 1 when the two may well be equal. Given their sum, the first count is binomial; the interval is
    Wilson's for that share, turned into a ratio. So it works with a count of 0, where the usual logarithmic
    interval does not: with ``other_x`` 0 the upper end is infinite, with both 0 nothing is known and it runs from 0
    to infinity. Compare a group with the *rest*: a total that holds the group pulls the ratio towards 1.

    Source: P. L. Graham, K. Mengersen and A. P. Morton, Confidence limits for the ratio of two rates based on
    likelihood scores, Statistics in Medicine 22, 2003, 2071-2083.
    """
    z = normal_deviate(confidence)
    first, people = amount(x, "x"), size(population, "population")
    second, others = amount(other_x, "other_x"), size(other_population, "other_population")
    if first is None or people is None or second is None or others is None:
        return None
    if first + second == 0:
        return 0.0, math.inf
    lower, upper = _wilson(first, first + second, z)
    scale = others / people
    # The share of the second group is computed by itself: 1 minus a share close to 1 would lose its digits.
    rest_lower, rest_upper = _wilson(second, first + second, z)
    return lower / rest_upper * scale, math.inf if rest_lower == 0 else upper / rest_lower * scale
