"""Values far from all others: a slip of the pen, or something to look into."""

import math
from collections.abc import Sequence
from typing import Final

from goldenthread.evidence.statistics.numbers import Number, is_missing

FAR: Final = 3.5
"""A value is an outlier when its score is beyond this, either way (Iglewicz and Hoaglin)."""
LEAST_VALUES: Final = 8
"""With fewer values the middle half is a guess, and no score is given."""
_MAD: Final = 0.6745
_MEAN: Final = 1.253314


def modified_z_scores(values: Sequence[Number | None]) -> tuple[float | None, ...]:
    """Return how far each value lies from the median, in units of the usual distance; None for each that is missing.

    0.6745 times the distance from the median, over the median of those distances (MAD): one wild value does not hide itself, as it
    would in a standard deviation. Where more than half of the values are equal that median is 0: then the mean distance is taken,
    times 1.253314. All are None for fewer than `LEAST_VALUES` values; all are 0 for a constant series.

    Source: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, ASQC Quality Press 1993; the second form as in
    IBM SPSS, "Modified z score".
    """
    known = [float(value) for value in values if value is not None and not is_missing(value)]
    if len(known) < LEAST_VALUES:
        return tuple(None for _ in values)
    middle = _median(known)
    away = [abs(value - middle) for value in known]
    usual = _median(away) / _MAD or math.fsum(away) / len(away) * _MEAN
    return tuple(
        None if value is None or is_missing(value) else (float(value) - middle) / usual if usual else 0.0
        for value in values
    )


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
