"""Small multiples: has anything changed? Same size, each on its own scale."""

from collections.abc import Sequence

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.model import Multiple, Point

WIDTH, HEIGHT = 220, 62


def small_multiples(points: Sequence[Point]) -> list[Multiple]:
    """Draw each series small, with its usual range behind it and its last value marked by its signal."""
    return [_multiple(point) for point in points]


def _multiple(point: Point) -> Multiple:
    values = svg.known(point.values)
    bounds = svg.known([point.low, point.high, point.mean])
    low, high = min([*values, *bounds], default=0.0), max([*values, *bounds], default=1.0)
    if high - low <= 0:
        low, high = low - 1, high + 1
    plot = svg.Plot(0, WIDTH, 7, HEIGHT - 7, low, high)
    parts = _range(point, plot)
    places = [place for place, value in enumerate(point.values) if svg.known([value])]
    spots = {place: (_x(place, len(point.values)), plot.y(float(point.values[place] or 0))) for place in places}
    if len(spots) > 1:
        line = " ".join(f"{svg.at(x)},{svg.at(y)}" for x, y in spots.values())
        parts.append(f'<polyline fill="none" stroke="#8a94a6" stroke-width="1.3" points="{line}"/>')
    marks = dict(point.marks)
    for place, (x, y) in spots.items():
        if place == places[-1]:
            parts.append(svg.signal_marker(point.signal, x, y, 3.6 if point.signal == "common" else 4.4))
        elif place in marks:
            parts.append(svg.signal_marker(marks[place], x, y, 3.2))
    picture = svg.picture(parts, width=WIDTH, height=HEIGHT, title=point.title, description=point.reading)
    last = svg.number(point.values[places[-1]]) if places else "–"
    return Multiple(point.title, last, point.unit, picture, point.reading, point.signal, point.url)


def _x(place: int, of: int) -> float:
    return 5 + place * (WIDTH - 10) / max(of - 1, 1)


def _range(point: Point, plot: svg.Plot) -> list[str]:
    parts = []
    if point.low is not None and point.high is not None:
        top = plot.y(max(point.low, point.high))
        parts.append(svg.rect(0, top, WIDTH, plot.y(min(point.low, point.high)) - top, svg.BAND))
    if point.mean is not None:
        parts.append(svg.line(0, plot.y(point.mean), WIDTH, plot.y(point.mean), svg.SIGNALS["common"]))
    return parts
