"""Standing audits drawn in time: has the share that met the standard really changed?"""

from collections.abc import Sequence

from goldenthread.case_audits.rules.standing import Held
from goldenthread.evidence.judging.pictures import SIGNS
from goldenthread.evidence.statistics import xmr_chart
from goldenthread.foundation.text import short_date
from goldenthread.ui import charts
from goldenthread.ui.charts import Chart, Dot, Range, Series

FEWEST_LIMITS = 5  # audits: limits on fewer say nothing


def picture(name: str, held: Sequence[Held]) -> Chart | None:
    """Draw a series in time, with its usual range once there are five audits; None for a single audit, which is no series."""
    if len(held) < 2:
        return None
    labels = [short_date(each.on) + (f", of {each.count}" if each.count else "") for each in held]
    values = [round(100 * each.share, 1) for each in held]
    if len(held) < FEWEST_LIMITS or len({each.on for each in held}) < len(held):
        return charts.line(name, labels, [Series("Met the standard", values)], unit="%")
    read = xmr_chart([each.on for each in held], values, clamp=(0, 100))
    dots = [
        Dot(label, value, SIGNS[point.point_type])
        for label, value, point in zip(labels, values, read.points, strict=True)
    ]
    one = read.segments[0]
    usual = Range(0, len(dots) - 1, _rounded(one.mean), _rounded(one.lower), _rounded(one.upper), one.too_few)
    return charts.xmr(name, dots, [usual], unit="%")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
