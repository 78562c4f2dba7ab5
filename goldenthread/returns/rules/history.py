"""How a new figure stands to the earlier ones of the same indicator.

- *Outside its usual range*: beyond the natural process limits of the earlier figures (`xmr_chart`), once there are enough of them.
- *Far from every earlier figure*: modified z-score above 3.5, 0.6745 times the distance from the median, over the
  median absolute deviation.
  Source: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, 1993.
- Only the newest stretch is looked at: at most 20 figures, and none from before a gap of more than a year.
- *Changed more than usual*: a step larger than 3.267 times the mean step (L. S. Nelson, Journal of Quality Technology 14(3), 1982);
  with few earlier figures, by half and by twenty or more.

The settings stand in `data/checks.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.deriving import half_up
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.statistics import xmr_chart
from goldenthread.foundation.periods import Period
from goldenthread.returns import catalogue
from goldenthread.returns.rules.asking import Asked

Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """An earlier value that a new one can be compared with."""

    period: Period
    value: Decimal
    shown: str


def comparable(asked: Asked) -> list[Point]:
    """Return the newest stretch of earlier values as long as this period and wholly covered, oldest first."""
    found: list[Point] = []
    after = asked.period
    for past in reversed(asked.past):
        value = asked.measured(past.parts)
        alike = past.period.months == asked.period.months and (past.covered is None or past.covered.whole)
        if value is None or not alike or past.period.end >= asked.period.end:
            continue
        if (after.start - past.period.end).days > _set("unusual", "gap") or len(found) >= _set("unusual", "most"):
            break
        found.append(Point(past.period, value, asked.shown(past.parts)))
        after = past.period
    return found[::-1]


def usual_range(earlier: Sequence[Point], asked: Asked) -> tuple[Decimal, Decimal] | None:
    """Return the range in which the figure moves by itself; None with too few earlier values."""
    if len(earlier) < _set("unusual", "least"):
        return None
    percent = asked.two and asked.details.factor == defining.PERCENT
    chart = xmr_chart(
        [each.period.end for each in earlier],
        [each.value for each in earlier],
        improvement="neutral",
        clamp=(0, 100) if percent else (0, None),
    )
    last = chart.segments[-1]
    if last.lower is None or last.upper is None:
        return None
    return Decimal(str(last.lower)), Decimal(str(last.upper))


def outside(value: Decimal, earlier: Sequence[Point], asked: Asked) -> Told | None:
    """Tell a value outside its usual range."""
    limits = usual_range(earlier, asked)
    if limits is None or limits[0] <= value <= limits[1]:
        return None
    decimals = asked.details.decimals if asked.two else (0 if limits[1] >= 10 else 1)
    low, high = (f"{half_up(each, decimals):,f}" for each in limits)
    way = "Above" if value > limits[1] else "Below"
    return "unusual", f"{way} the usual range, {low} to {high}."


def outlying(value: Decimal, earlier: Sequence[Point]) -> Told | None:
    """Tell a value far from every earlier one."""
    if len(earlier) < _set("outlier", "least"):
        return None
    values = [each.value for each in earlier]
    middle = median(values)
    spread = median(abs(each - middle) for each in values)
    if not spread or Decimal("0.6745") * abs(value - middle) / spread <= _set("outlier", "score"):
        return None
    return (
        "outlier",
        f"Far from every earlier figure. Half of them are within {half_up(spread, 1):,f} of {half_up(middle, 1):,f}.",
    )


def jumped(value: Decimal, earlier: Sequence[Point]) -> Told | None:
    """Tell a step from the figure before that is larger than the usual ones."""
    if not earlier:
        return None
    last, step = earlier[-1], abs(value - earlier[-1].value)
    steps = [abs(after.value - before.value) for before, after in pairwise(earlier)]
    if len(steps) >= _set("big_change", "least"):
        large = sum(steps, Decimal(0)) / len(steps) * _set("big_change", "ranges")
        if step <= large or step < 1:
            return None
    elif step < _set("big_change", "by") or step < last.value * _set("big_change", "share"):
        return None
    way = "up" if value > last.value else "down"
    return "big_change", f"Changed more than usual: {way} from {last.shown} in {say(last.period)}."


def _set(code: str, name: str) -> Decimal:
    return Decimal(str(catalogue.checks()[code].settings[name]))
