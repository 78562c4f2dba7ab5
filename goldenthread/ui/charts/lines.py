"""Line charts."""

from collections.abc import Sequence

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.model import Chart, Series, Table


def line(
    title: str,
    periods: Sequence[str],
    series: Sequence[Series],
    *,
    description: str = "",
    unit: str = "",
    from_zero: bool = True,
) -> Chart:
    """Draw up to five series over ``periods``; a missing value leaves a gap. Raises `ValueError` for more or for odd lengths."""
    check(periods, series)
    words = description or describe(periods, series, unit)
    wide = _draw(title, words, periods, series, from_zero, width=760, height=280, css="gt-chart__wide")
    narrow = _draw(title, words, periods, series, from_zero, width=360, height=260, css="gt-chart__narrow")
    key = tuple((svg.key_shape(place), one.name) for place, one in enumerate(series)) if len(series) > 1 else ()
    return Chart(wide, narrow, title, words, table_of(periods, series, unit), key)


def check(labels: Sequence[str], series: Sequence[Series]) -> None:
    """Refuse what cannot be drawn honestly."""
    if not series or len(series) > svg.MOST_SERIES:
        raise ValueError(f"A chart holds one to {svg.MOST_SERIES} series; use small multiples beyond that.")
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"The series {one.name} has {len(one.values)} values for {len(labels)} labels.")


def table_of(labels: Sequence[str], series: Sequence[Series], unit: str, first: str = "Period") -> Table:
    """Return the figures as a table."""
    heads = [f"{one.name}, {unit}" if unit else one.name for one in series]
    rows = [[str(label), *(svg.number(one.values[place]) for one in series)] for place, label in enumerate(labels)]
    return Table([first, *heads], rows)


def describe(labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """Say in a sentence per series where it begins and ends."""
    sentences = []
    for one in series:
        places = [place for place, value in enumerate(one.values) if svg.known([value])]
        if not places:
            sentences.append(f"{one.name}: no values.")
            continue
        first, last = places[0], places[-1]
        end = f"{svg.number(one.values[last])}{' ' + unit if unit else ''} in {labels[last]}"
        begin = "" if first == last else f"from {svg.number(one.values[first])} in {labels[first]} to "
        sentences.append(f"{one.name}: {begin}{end}.")
    return " ".join(sentences)


def frame_of(
    values: list[float], from_zero: bool, *, width: int, height: int, right: float
) -> tuple[svg.Plot, list[str]]:
    """Return the space to draw in and its grid."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    marks = svg.ticks(low, high)
    plot = svg.Plot(46, width - right, 16, height - 34, marks[0], marks[-1])
    return plot, svg.grid(plot, marks)


def labels_under(plot: svg.Plot, labels: Sequence[str], y: float) -> list[str]:
    """Return the words under the axis: as many as have room, the last one always."""
    longest = max((len(str(label)) for label in labels), default=1)
    room = max(1, int((plot.right - plot.left) / (longest * 6.6 + 14)))
    step = max(1, -(-len(labels) // room))
    places = [place for place in range(len(labels)) if (len(labels) - 1 - place) % step == 0]
    return [svg.text(plot.x(place, len(labels)), y, labels[place], anchor="middle") for place in places]


def _draw(
    title: str,
    words: str,
    periods: Sequence[str],
    series: Sequence[Series],
    from_zero: bool,
    *,
    width: int,
    height: int,
    css: str,
) -> svg.Markup:
    values = [value for one in series for value in svg.known(one.values)]
    plot, parts = frame_of(values, from_zero, width=width, height=height, right=56)
    parts += labels_under(plot, periods, height - 12)
    ends: list[tuple[float, float, str, str]] = []
    for shape, one in enumerate(series):
        colour = svg.COLOURS[shape]
        spots = [
            None if not svg.known([value]) else (plot.x(place, len(periods)), plot.y(float(value or 0)))
            for place, value in enumerate(one.values)
        ]
        parts += _stretches(spots, colour, svg.DASHES[shape])
        parts += [svg.marker(shape, spot[0], spot[1], colour, 3.6) for spot in spots if spot]
        last = max((place for place, spot in enumerate(spots) if spot), default=None)
        if last is not None and (spot := spots[last]):
            ends.append((spot[0], spot[1], svg.number(one.values[last]), colour))
    parts += _end_labels(ends, height - 4)
    return svg.picture(parts, width=width, height=height, title=title, description=words, css=css)


def _stretches(spots: Sequence[tuple[float, float] | None], colour: str, dash: str) -> list[str]:
    """Return the lines between neighbours; a missing value breaks the line."""
    parts, run = [], []
    for spot in [*spots, None]:
        if spot:
            run.append(f"{svg.at(spot[0])},{svg.at(spot[1])}")
            continue
        if len(run) > 1:
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2"{dashes} points="{" ".join(run)}"/>')
        run = []
    return parts


def _end_labels(ends: list[tuple[float, float, str, str]], bottom: float) -> list[str]:
    """Return the last value of each series beside its end, pushed apart where they would touch."""
    ordered = sorted(ends, key=lambda end: end[1])
    places: list[float] = []
    for _, y, _, _ in ordered:
        places.append(max(y + 4, places[-1] + 14 if places else 0))
    over = max(places[-1] - bottom, 0) if places else 0
    for back in range(len(places) - 1, -1, -1):
        limit = places[back + 1] - 14 if back + 1 < len(places) else places[back] - over
        places[back] = min(places[back], limit)
    return [
        svg.text(x + 9, place, words, colour=colour, bold=True, size=13)
        for (x, _, words, colour), place in zip(ordered, places, strict=True)
    ]
