"""What an XmR chart is made of."""

from dataclasses import dataclass
from datetime import date as Date
from typing import Final, Literal

Improvement = Literal["increase", "decrease", "neutral"]
SpecialCause = Literal["outside", "trend", "two_of_three", "shift"]
PointType = Literal["common_cause", "concern", "improvement", "neutral_high", "neutral_low"]
Direction = Literal["high", "low"]
Variation = Literal[
    "common_cause",
    "concern_high",
    "concern_low",
    "improvement_high",
    "improvement_low",
    "neutral_high",
    "neutral_low",
]
Assurance = Literal["consistently_fail", "consistently_pass", "hit_or_miss"]

ENOUGH_POINTS: Final = 13
"""From here on limits are more than provisional (NHSRplotthedots warns, and the NHS spreadsheet shows none, below it)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time judged by one mean and one pair of limits, in the unit of the values.

    ``n`` counts the values that are not missing. ``mean`` is None without a value; the limits are None where no two
    neighbouring values show how far the measure moves by itself. ``ranges`` says how many moving ranges the limits
    rest on, ``screened`` how many were left out as unusual jumps. ``too_few``: fewer than `ENOUGH_POINTS` values,
    call the limits provisional.
    """

    start: Date
    end: Date
    n: int
    mean: float | None
    lower: float | None
    upper: float | None
    lower_near: float | None
    upper_near: float | None
    too_few: bool
    ranges: int = 0
    screened: int = 0


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """One value in time. ``segment`` is the place of its segment, from 0.

    ``special_cause`` is the strongest rule that it breaks, ``direction`` whether that is high or low (rising or
    falling for a trend), ``point_type`` what that means. A missing value has neither: it is there so that the gap
    can be drawn.
    """

    date: Date
    value: float | None
    segment: int
    special_cause: SpecialCause | None
    point_type: PointType
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class XmrChart:
    """A measure in time, read.

    ``variation`` is the icon of the last point that has a value, None where none has. ``assurance`` holds the
    target against the limits of the last segment: None without target, direction or limits. ``notes`` are sentences
    for whoever made the chart about what was put right on the way. The settings stand beside so that a chart can
    say how it was made.
    """

    segments: tuple[Segment, ...]
    points: tuple[XmrPoint, ...]
    variation: Variation | None
    assurance: Assurance | None
    notes: tuple[str, ...] = ()
    improvement: Improvement = "neutral"
    target: float | None = None
    trend: int = 7
    shift: int = 7
    screen: bool = True
    baseline_points: int | None = None
