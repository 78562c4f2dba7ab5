"""The four rules of special cause, on whole numbers in the order of time, without gaps.

Source: NHS England, Making Data Count, "Making sense of variation"; NHSRplotthedots 0.2.2, whose readings of equal
values are followed: a value equal to the mean ends a run on one side, and two equal values end a trend.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from goldenthread.evidence.statistics.xmr_model import Direction, SpecialCause

Found = tuple[SpecialCause, Direction]


@dataclass(frozen=True, slots=True)
class Lines:
    """The mean of a segment and, where they are known, its limits, in the same whole units as the values.

    For a whole number v, ``v > line`` is ``v > floor(line)`` and ``v < line`` is ``v < ceil(line)``: so these are
    kept.
    """

    mean: Fraction
    lower: Fraction | None
    upper: Fraction | None
    lower_near: Fraction | None
    upper_near: Fraction | None


def special_causes(values: Sequence[int], lines: Lines, *, trend: int, shift: int) -> list[Found | None]:
    """Return for each value the strongest rule it breaks: outside the limits, trend, two of three, shift; None for none."""
    sides = _sides(values, lines.mean)
    outside = _beyond(values, lines.lower, lines.upper)
    near = [
        bool(beyond) and not out
        for beyond, out in zip(_beyond(values, lines.lower_near, lines.upper_near), outside, strict=True)
    ]
    trends = _trends(values, trend)
    pairs = _two_of_three(near, sides)
    shifts = _shifts(sides, shift)
    return [
        _strongest(sides[place], outside[place], trends[place], pairs[place], shifts[place])
        for place in range(len(values))
    ]


def _strongest(side: int, outside: int, trend: int, pair: bool, shift: bool) -> Found | None:
    if outside:
        return "outside", _direction(outside)
    if trend:
        return "trend", _direction(trend)
    if pair:
        return "two_of_three", _direction(side)
    if shift:
        return "shift", _direction(side)
    return None


def _direction(sign: int) -> Direction:
    return "high" if sign > 0 else "low"


def _beyond(values: Sequence[int], lower: Fraction | None, upper: Fraction | None) -> list[int]:
    """Return 1 for each value strictly above the upper line, -1 strictly below the lower, else 0."""
    if lower is None or upper is None:
        return [0] * len(values)
    floor, ceiling = math.ceil(lower), math.floor(upper)
    return [(value > ceiling) - (value < floor) for value in values]


def _sides(values: Sequence[int], mean: Fraction) -> list[int]:
    return _beyond(values, mean, mean)


def _runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (first, after the last, sign) for each unbroken run of one sign that is not 0."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                yield start, place, signs[start]
            start = place


def _trends(values: Sequence[int], length: int) -> list[int]:
    """Return 1 for each value of a run of ``length`` or more that rises at every step, -1 falling, else 0.

    A turning point belongs to both runs; where both are trends it is read with the later one.
    """
    found = [0] * len(values)
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    for first, after, sign in _runs(steps):
        if after - first + 1 >= length:
            found[first : after + 1] = [sign] * (after - first + 1)
    return found


def _shifts(sides: Sequence[int], length: int) -> list[bool]:
    """Return whether each value is one of ``length`` or more in a row strictly on one side of the mean."""
    found = [False] * len(sides)
    for first, after, _ in _runs(sides):
        if after - first >= length:
            found[first:after] = [True] * (after - first)
    return found


def _two_of_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Return whether each value is one of two, in three in a row on one side of the mean, between near limit and limit."""
    found = [False] * len(near)
    for first in range(len(near) - 2):
        places = range(first, first + 3)
        if abs(sum(sides[place] for place in places)) == 3 and sum(near[place] for place in places) >= 2:
            for place in places:
                found[place] = found[place] or near[place]
    return found
