"""Bars: one row of them, or parts stacked. Bars always start at 0."""

from collections.abc import Sequence

from markupsafe import Markup

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.lines import check, describe, table_of
from goldenthread.ui.charts.model import Chart, Series, Value

BAR, GAP = 22, 12


def bar(
    title: str,
    labels: Sequence[str],
    values: Sequence[Value],
    *,
    description: str = "",
    unit: str = "",
    name: str = "Value",
    of: str = "Label",
) -> Chart:
    """Draw one bar for each label, lying down so that long labels stay readable. Values may not be negative.

    ``of`` and ``name`` head the columns of the table: what is labelled, and what was measured.
    """
    return stacked_bar(title, labels, [Series(name, values)], description=description, unit=unit, of=of)


def stacked_bar(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    description: str = "",
    unit: str = "",
    of: str = "Label",
) -> Chart:
    """Draw one bar for each label, made of a part for each series. Raises `ValueError` for negative values."""
    check(labels, series)
    if any(value < 0 for one in series for value in svg.known(one.values)):
        raise ValueError("Bars show amounts; a negative value has no length.")
    words = description or (_largest(labels, series[0], unit) if len(series) == 1 else describe(labels, series, unit))
    wide = _draw(title, words, labels, series, width=760, head=180, css="gt-chart__wide")
    narrow = _draw(title, words, labels, series, width=360, head=0, css="gt-chart__narrow")
    key = (
        tuple((svg.key_shape(place, dashed=False), one.name) for place, one in enumerate(series))
        if len(series) > 1
        else ()
    )
    return Chart(wide, narrow, title, words, table_of(labels, series, unit, first=of), key)


def _largest(labels: Sequence[str], one: Series, unit: str) -> str:
    pairs = [(value, label) for value, label in zip(one.values, labels, strict=True) if svg.known([value])]
    if not pairs:
        return "No values."
    top, least = max(pairs, key=lambda pair: pair[0] or 0), min(pairs, key=lambda pair: pair[0] or 0)
    ending = f" {unit}" if unit else ""
    if top[0] == least[0]:
        return f"{len(pairs)} bars, each {svg.number(top[0])}{ending}."
    return f"Largest: {top[1]}, {svg.number(top[0])}{ending}. Smallest: {least[1]}, {svg.number(least[0])}{ending}."


def _draw(
    title: str, words: str, labels: Sequence[str], series: Sequence[Series], *, width: int, head: int, css: str
) -> Markup:
    totals = [sum(svg.known(one.values[place] for one in series)) for place in range(len(labels))]
    marks = svg.ticks(0.0, max([*totals, 0.0]) or 1.0)
    row = BAR + GAP + (0 if head else 16)
    bottom = 10 + row * max(len(labels), 1)
    left, right = head + 10, width - 58
    scale = (right - left) / marks[-1]
    parts = []
    for mark in marks:
        x = left + mark * scale
        parts += [svg.line(x, 6, x, bottom, svg.MUTED if mark == 0 else svg.GRID)]
        parts += [svg.text(x, bottom + 16, svg.number(mark), anchor="middle")]
    for place, label in enumerate(labels):
        top = 10 + row * place + (0 if head else 16)
        if head:
            parts += wrapped(str(label), left - 8, top + BAR / 2 + 4)
        else:
            parts.append(svg.text(left, top - 4, cut(str(label), 48), colour=svg.INK))
        x = float(left)
        for part, one in enumerate(series):
            found = svg.known([one.values[place]])
            length = found[0] * scale if found else 0.0
            parts.append(svg.rect(x, top, length, BAR, svg.COLOURS[part], "#fff" if len(series) > 1 else ""))
            x += length
        shown = totals[place] if svg.known(one.values[place] for one in series) else None
        parts.append(svg.text(x + 6, top + BAR / 2 + 5, svg.number(shown), colour=svg.INK, bold=True, size=13))
    return svg.picture(parts, width=width, height=int(bottom + 26), title=title, description=words, css=css)


def cut(words: str, length: int) -> str:
    """Return words no longer than there is room for; the table has them in full."""
    return words if len(words) <= length else f"{words[: length - 1]}…"


def wrapped(words: str, x: float, y: float, *, anchor: str = "end", most: int = 27, bold: bool = False) -> list[str]:
    """Return a label on one line or two, of ``most`` letters each."""
    if len(words) <= most:
        return [svg.text(x, y, words, anchor=anchor, colour=svg.INK, bold=bold)]
    first, _, _ = words[: most + 1].rpartition(" ")
    first = first or words[: most - 1]
    rest = words[len(first) :].strip()
    return [
        svg.text(x, y - 6, first, anchor=anchor, colour=svg.INK, bold=bold),
        svg.text(x, y + 8, cut(rest, most), anchor=anchor, colour=svg.INK, bold=bold),
    ]
