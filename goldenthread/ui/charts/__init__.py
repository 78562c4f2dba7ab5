"""Charts as pictures the server draws: no script, no style attribute, the same in page, print and report.

Each comes with a title, a description, a table and a narrow twin for phones. Colour is never alone: every series has a shape
and a dash of its own and is labelled at its end, and every signal has a shape of its own. Limits and intervals are given, not
worked out here.
"""

from goldenthread.ui.charts.bars import bar, stacked_bar
from goldenthread.ui.charts.funnel import funnel
from goldenthread.ui.charts.intervals import interval
from goldenthread.ui.charts.lines import line
from goldenthread.ui.charts.matrix import matrix
from goldenthread.ui.charts.model import (
    Aim,
    Chart,
    Dot,
    FunnelBand,
    MatrixRow,
    Multiple,
    Place,
    Point,
    Range,
    Series,
    Span,
    Table,
)
from goldenthread.ui.charts.multiples import small_multiples
from goldenthread.ui.charts.xmr import xmr

__all__ = [
    "Aim",
    "Chart",
    "Dot",
    "FunnelBand",
    "MatrixRow",
    "Multiple",
    "Place",
    "Point",
    "Range",
    "Series",
    "Span",
    "Table",
    "bar",
    "funnel",
    "interval",
    "line",
    "matrix",
    "small_multiples",
    "stacked_bar",
    "xmr",
]
