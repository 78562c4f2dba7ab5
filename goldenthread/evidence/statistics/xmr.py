"""The XmR chart: individual values and their moving ranges."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date as Date
from fractions import Fraction
from itertools import pairwise
from typing import Final, get_args

from goldenthread.evidence.statistics.numbers import Number, as_float, exact, is_missing, whole_numbers
from goldenthread.evidence.statistics.xmr_model import (
    ENOUGH_POINTS,
    Assurance,
    Improvement,
    PointType,
    Segment,
    Variation,
    XmrChart,
    XmrPoint,
)
from goldenthread.evidence.statistics.xmr_rules import Found, Lines, special_causes

LIMIT: Final = Fraction("2.66")
"""Mean moving range to limit: 3 / 1.128, rounded as it is printed (D. J. Wheeler, Understanding Variation, 1993)."""
NEAR: Final = LIMIT * 2 / 3
SCREEN: Final = Fraction("3.267")
"""Mean moving range to its own upper limit: a range from there on is left out.

Source: L. S. Nelson, Control Charts for Individual Measurements, Journal of Quality Technology 14(3), 1982, 172-173.
"""
LEAST_BASELINE: Final = 12

Clamp = tuple[Number | None, Number | None]


def xmr_chart(
    dates: Sequence[Date],
    values: Sequence[Number | None],
    *,
    improvement: Improvement = "increase",
    target: Number | None = None,
    rebase: Collection[Date] = (),
    baseline_points: int | None = None,
    trend: int = 7,
    shift: int = 7,
    screen: bool = True,
    clamp: Clamp | None = None,
) -> XmrChart:
    """Return a measure in time with its limits, and which points are more than the usual noise.

    Limits are the mean plus and minus 2.66 times the mean moving range; the near limits stand at two thirds of
    that. ``screen`` leaves out, once, the ranges of 3.267 times their mean or more; the mean of the values is never
    screened. A point breaks the first of these rules that applies: *outside* (strictly beyond a limit); *trend*
    (``trend`` values each above, or each below, the one before); *two of three* (of three in a row on one side of
    the mean, two between near limit and limit: those two); *shift* (``shift`` in a row strictly on one side of the
    mean). So NHSRplotthedots 0.2.2 and NHS England's Making Data Count; `PRESETS` has the settings of each.

    - ``improvement`` says which way is good; with "neutral" nothing is concern or improvement, and a target has no
      assurance.
    - ``target`` is held against the last segment's limits: strictly beyond both is a consistent pass or fail, else
      hit or miss.
    - ``rebase`` begins a new segment at each of these dates: mean, limits and every run start again.
    - ``baseline_points`` (12 or more) takes mean and limits from the first so many values of each segment; None
      takes all.
    - ``clamp`` (lowest, highest; either may be None) keeps limits to what is possible, such as ``(0, 100)``. Never
      past the mean.

    Answers of our own, where the published tools have none:

    - No values: no segments, variation None. One value: its mean, no limits. Two: limits, with ``too_few``.
    - A constant series has both limits at its mean and no special cause; its target, if it stands exactly there, is
      always met.
    - A missing value (None or not-a-number) keeps its place and has no special cause. It takes part in no moving
      range, and neither ends a run nor counts towards one: leaving a quarter out cannot wipe away a concern. Leave
      out periods that are never collected.
    - Where screening would leave no movement at all (events so rare that most values are 0), nothing is screened;
      otherwise every point would stand outside limits of no width.
    - Dates out of order are sorted, and a rebase date that no value has is passed over; ``notes`` says so.

    Raises `ValueError`, naming the place, for lists of unequal length, a date twice or missing, an infinite value,
    or a setting that cannot be.
    """
    if len(dates) != len(values):
        raise ValueError(f"Each value needs its date: there are {len(dates)} dates for {len(values)} values.")
    _check_settings(improvement, trend, shift, baseline_points)
    order, notes = _in_order(dates)
    days = [dates[place] for place in order]
    wholes, unit = whole_numbers(values, "values")
    ordered = [wholes[place] for place in order]
    bounds = _bounds(clamp, unit)
    starts, more = _starts(days, rebase)
    notes += more

    segments: list[Segment] = []
    found: list[Found | None] = []
    lines: Lines | None = None
    for first, after in pairwise([*starts, len(days)]):
        part = ordered[first:after]
        segment, lines = _segment(part, days[first], days[after - 1], unit, bounds, screen, baseline_points)
        segments.append(segment)
        found += _causes(part, lines, trend, shift)

    places = _segment_places(starts, len(days))
    points = tuple(
        XmrPoint(
            day,
            None if whole is None else as_float(whole, unit),
            place,
            cause[0] if cause else None,
            _point_type(cause, improvement),
            cause[1] if cause else None,
        )
        for day, whole, place, cause in zip(days, ordered, places, found, strict=True)
    )
    aim = None if target is None or is_missing(target) else exact(target, "target")
    return XmrChart(
        segments=tuple(segments),
        points=points,
        variation=_variation(points),
        assurance=_assurance(None if aim is None else aim * unit, lines, improvement),
        notes=tuple(notes),
        improvement=improvement,
        target=None if aim is None else as_float(aim),
        trend=trend,
        shift=shift,
        screen=screen,
        baseline_points=baseline_points,
    )


def _check_settings(improvement: str, trend: int, shift: int, baseline_points: int | None) -> None:
    if improvement not in get_args(Improvement):
        raise ValueError(f"improvement must be one of {', '.join(get_args(Improvement))}, not {improvement!r}.")
    for name, length in (("trend", trend), ("shift", shift)):
        if not isinstance(length, int) or length < 2:
            raise ValueError(f"{name} must be a whole number of points, 2 or more: {length!r}.")
    if baseline_points is not None and (not isinstance(baseline_points, int) or baseline_points < LEAST_BASELINE):
        raise ValueError(f"baseline_points must be {LEAST_BASELINE} or more, or None for all: {baseline_points!r}.")


def _in_order(dates: Sequence[Date]) -> tuple[list[int], list[str]]:
    """Return the places of the dates in the order of time, and a note if they were not given so."""
    for place, day in enumerate(dates):
        if is_missing(day):
            raise ValueError(f"dates[{place}] is missing.")
    try:
        order = sorted(range(len(dates)), key=lambda place: dates[place])
    except TypeError:
        raise ValueError("The dates are of different kinds and cannot be put in order.") from None
    for before, after in pairwise(order):
        if dates[before] == dates[after]:
            raise ValueError(f"The date {dates[before]} is given twice: dates[{before}] and dates[{after}].")
    wrong = next((place for place, given in enumerate(order) if place != given), None)
    if wrong is None:
        return order, []
    return order, [f"The dates were not in order, first at dates[{wrong}] ({dates[wrong]}); they were sorted."]


def _starts(days: Sequence[Date], rebase: Iterable[Date]) -> tuple[list[int], list[str]]:
    """Return where segments begin, and a note for each rebase date that is no date of the series."""
    if not days:
        return [], []
    place_of = {day: place for place, day in enumerate(days)}
    wanted = sorted(set(rebase))
    notes = [f"No value has the date {day}, so no new segment begins there." for day in wanted if day not in place_of]
    return sorted({0, *(place_of[day] for day in wanted if day in place_of)}), notes


def _segment_places(starts: Sequence[int], length: int) -> list[int]:
    return [place for place, (first, after) in enumerate(pairwise([*starts, length])) for _ in range(after - first)]


def _bounds(clamp: Clamp | None, unit: int) -> tuple[Fraction | None, Fraction | None]:
    if clamp is None:
        return None, None
    low, high = (None if end is None else exact(end, "clamp") for end in clamp)
    if low is not None and high is not None and low > high:
        raise ValueError(f"clamp must be (lowest, highest): {clamp[0]} is more than {clamp[1]}.")
    return None if low is None else low * unit, None if high is None else high * unit


def _segment(
    part: Sequence[int | None],
    start: Date,
    end: Date,
    unit: int,
    bounds: tuple[Fraction | None, Fraction | None],
    screen: bool,
    baseline_points: int | None,
) -> tuple[Segment, Lines | None]:
    """Return a segment as people read it, and its lines in whole units."""
    known = [place for place, value in enumerate(part) if value is not None]
    if not known:
        return Segment(start, end, 0, None, None, None, None, None, too_few=True), None
    base = part[: known[:baseline_points][-1] + 1]
    ranges = [abs(after - before) for before, after in pairwise(base) if before is not None and after is not None]
    kept = _screened(ranges) if screen else ranges
    chosen = [value for value in base if value is not None]
    lines = _lines(Fraction(sum(chosen), len(chosen)), kept, bounds)
    mean, lower, upper, lower_near, upper_near = (
        None if line is None else as_float(line, unit)
        for line in (lines.mean, lines.lower, lines.upper, lines.lower_near, lines.upper_near)
    )
    segment = Segment(
        start, end, len(known), mean, lower, upper, lower_near, upper_near,
        too_few=len(known) < ENOUGH_POINTS, ranges=len(kept), screened=len(ranges) - len(kept),
    )  # fmt: skip
    return segment, lines


def _screened(ranges: Sequence[int]) -> Sequence[int]:
    """Return the ranges below 3.267 times their mean; all of them if no movement would be left."""
    bar = SCREEN * sum(ranges)
    kept = [one for one in ranges if one * len(ranges) < bar]
    return kept if any(kept) else ranges


def _lines(mean: Fraction, ranges: Sequence[int], bounds: tuple[Fraction | None, Fraction | None]) -> Lines:
    if not ranges:
        return Lines(mean, None, None, None, None)
    average = Fraction(sum(ranges), len(ranges))
    low, high = bounds

    def below(line: Fraction) -> Fraction:
        return line if low is None else min(max(line, low), mean)

    def above(line: Fraction) -> Fraction:
        return line if high is None else max(min(line, high), mean)

    return Lines(
        mean,
        below(mean - LIMIT * average),
        above(mean + LIMIT * average),
        below(mean - NEAR * average),
        above(mean + NEAR * average),
    )


def _causes(part: Sequence[int | None], lines: Lines | None, trend: int, shift: int) -> list[Found | None]:
    """Return what each value of a segment shows; nothing where it is missing."""
    if lines is None:
        return [None] * len(part)
    known = [value for value in part if value is not None]
    found = iter(special_causes(known, lines, trend=trend, shift=shift))
    return [None if value is None else next(found) for value in part]


def _point_type(cause: Found | None, improvement: Improvement) -> PointType:
    if cause is None:
        return "common_cause"
    high = cause[1] == "high"
    if improvement == "neutral":
        return "neutral_high" if high else "neutral_low"
    return "improvement" if high == (improvement == "increase") else "concern"


def _variation(points: Sequence[XmrPoint]) -> Variation | None:
    """Return the icon of the last point that has a value."""
    last = next((point for point in reversed(points) if point.value is not None), None)
    if last is None:
        return None
    high = last.direction == "high"
    match last.point_type:
        case "concern":
            return "concern_high" if high else "concern_low"
        case "improvement":
            return "improvement_high" if high else "improvement_low"
        case other:
            return other


def _assurance(target: Fraction | None, lines: Lines | None, improvement: Improvement) -> Assurance | None:
    """Hold the target, in whole units, against the limits of the last segment."""
    if target is None or improvement == "neutral" or lines is None or lines.lower is None or lines.upper is None:
        return None
    if lines.lower == lines.upper == target:
        return "consistently_pass"
    if lines.lower <= target <= lines.upper:
        return "hit_or_miss"
    return "consistently_pass" if (target < lines.lower) == (improvement == "increase") else "consistently_fail"
