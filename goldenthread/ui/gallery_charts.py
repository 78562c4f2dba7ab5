"""Samples of the statistical charts for the gallery. All of it is invented."""

import math

from goldenthread.ui import charts

WAITING = [48, 52, 47, 51, 54, 46, 50, 53, 49, 52, 47, 51, 44, 41, 46, None, 43, 40, 45, 42, 39, 36, 33, 29]
NEIGHBOURS = [
    ("Westmarch", 41.2, 36.1, 46.9, "common"),
    ("Our county", 52.8, 47.4, 58.7, "worse"),
    ("Upper Vale and Lower Vale together", 43.9, 40.2, 47.9, "common"),
    ("Eastholm", 31.5, 26.0, 37.9, "better"),
    ("Northgate", None, None, None, "common"),
    ("Southwold Moor", 47.0, 38.2, 57.2, "common"),
]
RATIOS = [
    ("Under 1", 1.62, 1.21, 2.17, "neutral"),
    ("1 to 4", 1.08, 0.92, 1.27, "common"),
    ("5 to 9", 0.97, 0.85, 1.11, "common"),
    ("10 to 15", 0.78, 0.67, 0.91, "neutral"),
    ("16 and 17", 2.4, 0.42, math.inf, "common"),
]
FUNNEL = [
    (9_000 + 7_300 * place, 44 + 13 * math.sin(place * 2.4) * (1.4 if place in (6, 13, 17) else 0.62))
    for place in range(22)
]


def statistical_charts() -> dict[str, charts.Chart]:
    """Return a sample of each chart that shows what chance can and cannot explain."""
    return {
        "xmr_chart": _waiting(),
        "interval_chart": charts.interval(
            "Plans per 10,000 children, with neighbours",
            [
                charts.Span(name, value, low, high, signal, own=name == "Our county")
                for name, value, low, high, signal in NEIGHBOURS
            ],
            reference=43.2,
            reference_name="England",
            unit="per 10,000",
        ),
        "ratio_chart": charts.interval(
            "How many times the rate of all others, by age",
            [charts.Span(*one) for one in RATIOS],
            reference=1,
            reference_name="Equal",
        ),
        "funnel_chart": _funnel(),
        "matrix_chart": charts.matrix(
            "Indicators by variation and target",
            ["Always met", "Hit or miss", "Never met", "No target"],
            [
                charts.MatrixRow(
                    "Improvement", [["Reviews in time"], ["Visits in time"], [], ["Early help open"]], "better"
                ),
                charts.MatrixRow(
                    "Usual variation",
                    [["Health checks"], ["Assessments in 45 days", "Conferences in 15 days"], ["Dental checks"], []],
                ),
                charts.MatrixRow(
                    "Concern", [[], ["Repeat referrals"], ["Plans over two years"], ["Missing episodes"]], "worse"
                ),
            ],
        ),
    }


def _waiting() -> charts.Chart:
    quarters = [f"Q{place % 4 + 1} {20 + place // 4}" for place in range(len(WAITING))]
    better = {19, 20, 21, 22, 23}
    return charts.xmr(
        "Children who wait for an assessment",
        [
            charts.Dot(
                label,
                value,
                "better" if place in better else "common",
                "Falling for seven quarters" if place in better else "",
                "Asked the council why, 12 May" if place == 22 else "",
            )
            for place, (label, value) in enumerate(zip(quarters, WAITING, strict=True))
        ],
        [charts.Range(0, 11, 50, 40, 60, provisional=True), charts.Range(12, 23, 39.8, 31, 48.6, provisional=True)],
        target=35,
        unit="children",
    )


def _funnel() -> charts.Chart:
    centre = 44.0
    bands = []
    for place in range(40):
        size = 4_000 + place * 4_250
        near, far = (z * math.sqrt(centre / size) * 100 for z in (1.96, 3.09))
        bands.append(charts.FunnelBand(size, max(centre - near, 0), centre + near, max(centre - far, 0), centre + far))
    places = []
    for place, (size, value) in enumerate(FUNNEL):
        off = abs(value - centre) > 3.09 * math.sqrt(centre / size) * 100
        signal = ("worse" if value > centre else "better") if off else "common"
        places.append(
            charts.Place("Our county" if place == 6 else f"Place {place + 1}", size, value, signal, own=place == 6)
        )
    return charts.funnel(
        "Plans per 10,000 children, all places",
        places,
        bands,
        centre=centre,
        centre_name="England",
        unit="per 10,000",
        size_unit="children",
    )
