"""Series that the published tools were run on, and days to hang them on."""

from datetime import date, timedelta

from goldenthread.evidence.statistics import XmrChart, xmr_chart

NORMAL_20 = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197,
    1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip
"""R's ``set.seed(123); rnorm(20)``: the series of NHSRplotthedots' own tests (tests/testthat/test-ptd_spc_standard.R)."""

SPIKE_18 = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
"""The series of its vignette "Deviations from Excel defaults"."""


def days(count: int, start: date = date(2020, 1, 1)) -> list[date]:
    return [start + timedelta(days=place) for place in range(count)]


def chart(values, **settings) -> XmrChart:
    return xmr_chart(days(len(values)), values, **settings)


def causes(values, **settings):
    return [point.special_cause for point in chart(values, **settings).points]


def pattern(*ends):
    """Values on a baseline with mean 0 and moving ranges of 2: limits 5.32, near limits 3.5467; then ``ends``."""
    return causes([*[1, -1] * 6, *ends], baseline_points=12)[12:]
