"""What has really changed, how sure a figure is, and how places compare. Plain Python: no Django, no settings, no other library.

Every rule names its source. Where the published methods have no answer, or one that would mislead (a constant
series, a missing quarter, a handful of rare events), the answer given here is said in the docstring, and why stands
in the decision record "Statistics are our own, plain and exact".

- `xmr_chart`: one measure in time. Which points are more than the usual noise, and is the target within reach?
- `proportion_interval`, `count_interval`, `rate_interval`: how sure one figure is.
- `rate_ratio_interval`: for whom is it worse, and how sure is that?
- `directly_standardised_rate`: places of different ages or make-up on one footing.
- `funnel_limits`, `overdispersion`: many places of different sizes against one centre.
- `quantile_bands`: the best quarter to the worst.
- `modified_z_scores`: values far from all others.
"""

from goldenthread.evidence.statistics.bands import QuantileBands, quantile_bands
from goldenthread.evidence.statistics.funnel import FunnelLimit, funnel_limits, overdispersion
from goldenthread.evidence.statistics.intervals import (
    count_interval,
    proportion_interval,
    rate_interval,
    rate_ratio_interval,
)
from goldenthread.evidence.statistics.outliers import modified_z_scores
from goldenthread.evidence.statistics.presets import NHS_EXCEL, NHSRPLOTTHEDOTS, PRESETS, XmrOptions
from goldenthread.evidence.statistics.rates import StandardisedRate, directly_standardised_rate
from goldenthread.evidence.statistics.xmr import xmr_chart
from goldenthread.evidence.statistics.xmr_model import (
    ENOUGH_POINTS,
    Assurance,
    Improvement,
    PointType,
    Segment,
    SpecialCause,
    Variation,
    XmrChart,
    XmrPoint,
)

__all__ = [
    "ENOUGH_POINTS",
    "NHSRPLOTTHEDOTS",
    "NHS_EXCEL",
    "PRESETS",
    "Assurance",
    "FunnelLimit",
    "Improvement",
    "PointType",
    "QuantileBands",
    "Segment",
    "SpecialCause",
    "StandardisedRate",
    "Variation",
    "XmrChart",
    "XmrOptions",
    "XmrPoint",
    "count_interval",
    "directly_standardised_rate",
    "funnel_limits",
    "modified_z_scores",
    "overdispersion",
    "proportion_interval",
    "quantile_bands",
    "rate_interval",
    "rate_ratio_interval",
    "xmr_chart",
]
