"""Charts as pictures the server draws: no script, no style attribute, the same in page, print and report.

Each comes with a title, a description, a table and a narrow twin for phones. Colour is never alone: every series has a shape
and a dash of its own and is labelled at its end.
"""

from goldenthread.ui.charts.bars import bar, stacked_bar
from goldenthread.ui.charts.lines import line
from goldenthread.ui.charts.model import Chart, Multiple, Point, Series, Table
from goldenthread.ui.charts.multiples import small_multiples

__all__ = ["Chart", "Multiple", "Point", "Series", "Table", "bar", "line", "small_multiples", "stacked_bar"]
