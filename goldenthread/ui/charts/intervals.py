"""Figures with how sure they are, one under the other: who differs by more than chance?"""

import math
from collections.abc import Sequence

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.bars import cut, wrapped
from goldenthread.ui.charts.model import Chart, Span, Table
from goldenthread.ui.charts.xmr import AIM, READINGS

ROW = 30


def interval(
    title: str,
    spans: Sequence[Span],
    *,
    reference: float | None = None,
    reference_name: str = "Reference",
    unit: str = "",
    description: str = "",
    from_zero: bool = True,
) -> Chart:
    """Draw each figure as a shape on a line from its lower to its upper end, against a reference such as England, or 1 for ratios.

    An end that is infinite runs off the picture with an arrow; a missing figure says so in its row.
    """
    words = description or _describe(spans, reference, reference_name, unit)
    pictures = [
        _draw(title, words, spans, reference, reference_name, from_zero, width=width, head=head, css=css)
        for width, head, css in ((760, 200, "gt-chart__wide"), (360, 0, "gt-chart__narrow"))
    ]
    head = ["Label", f"Value, {unit}" if unit else "Value", "Lower", "Upper", "Reading"]
    rows = [[one.name, svg.number(one.value), _end(one.lower), _end(one.upper), _reading(one)] for one in spans]
    seen = {one.signal for one in spans if svg.known([one.value])}
    key = [(svg.small(svg.signal_marker(name, 7, 7, 4.4)), _SIGNAL[name]) for name in READINGS if name in seen]
    if reference is not None:
        shape = svg.small(svg.line(7, 0, 7, 14, svg.INK, 2, "4 2"))
        key.append((shape, f"{reference_name} {svg.number(reference)}"))
    return Chart(pictures[0], pictures[1], title, words, Table(head, rows), tuple(key))


_SIGNAL = {
    "common": "No more than chance",
    "better": "Better by more than chance",
    "worse": "Worse by more than chance",
    "neutral": "Differs by more than chance",
}


def _open(one: Span) -> bool:
    """Say whether the upper end is beyond every picture."""
    return one.upper is not None and one.upper == math.inf


def _end(value: float | None) -> str:
    return "no limit" if value is not None and value == math.inf else svg.number(value)


def _reading(one: Span) -> str:
    return one.why or (_SIGNAL[one.signal] if svg.known([one.value]) else "No figure")


def _describe(spans: Sequence[Span], reference: float | None, name: str, unit: str) -> str:
    known = [one for one in spans if svg.known([one.value])]
    apart = [one.name for one in known if one.signal != "common"]
    ending = f" {unit}" if unit else ""
    against = f" {name}: {svg.number(reference)}{ending}." if reference is not None else ""
    told = f"Different by more than chance: {', '.join(apart)}." if apart else "None differs by more than chance."
    return f"{told if known else 'No figures.'}{against}"


def _draw(
    title: str,
    words: str,
    spans: Sequence[Span],
    reference: float | None,
    reference_name: str,
    from_zero: bool,
    *,
    width: int,
    head: int,
    css: str,
) -> svg.Markup:
    values = [value for one in spans for value in svg.known([one.value, one.lower, one.upper])]
    values += svg.known([reference, 0 if from_zero else None])
    if any(_open(one) for one in spans):
        values.append(max(values, default=1.0) * 1.2)  # room for the arrow
    marks = svg.ticks(min(values, default=0.0), max(values, default=1.0))
    row = ROW + (0 if head else 14)
    bottom = 22 + row * max(len(spans), 1)
    plot = svg.Plot(head + 10, width - 64, 22, bottom, marks[0], marks[-1])
    parts = []
    for mark in marks:
        x = plot.across(mark)
        parts += [svg.line(x, 16, x, bottom, svg.GRID), svg.text(x, bottom + 16, svg.number(mark), anchor="middle")]
    middles = [22 + row * place + (ROW / 2 if head else 26) for place in range(len(spans))]
    if reference is not None and svg.known([reference]):
        x = plot.across(reference)
        if head:
            parts.append(svg.line(x, 16, x, bottom, svg.INK, 1.6, AIM))
        else:  # clear of the names, which stand above their lines
            parts += [svg.line(x, y - 9, x, y + 9, svg.INK, 1.6) for y in middles]
        words_at = min(max(x, plot.left + 40), plot.right - 20)
        parts.append(
            svg.text(words_at, 11, f"{reference_name} {svg.number(reference)}", anchor="middle", colour=svg.INK)
        )
    for one, y in zip(spans, middles, strict=True):
        if head:
            parts += wrapped(one.name, head, y + 4, bold=one.own)
        else:
            parts.append(svg.text(plot.left, y - 13, cut(one.name, 48), colour=svg.INK, bold=one.own))
        parts += _span(one, plot, y)
        shown = svg.number(one.value) if svg.known([one.value]) else "no figure"
        parts.append(svg.text(plot.right + 8, y + 5, shown, colour=svg.INK, bold=True, size=13))
    return svg.picture(parts, width=width, height=int(bottom + 26), title=title, description=words, css=css)


def _span(one: Span, plot: svg.Plot, y: float) -> list[str]:
    if one.value is None or not svg.known([one.value]):
        return []
    colour, parts = svg.SIGNALS[one.signal], []
    if one.lower is not None and one.upper is not None:
        open_ended = _open(one)
        left, right = plot.across(one.lower), plot.right if open_ended else plot.across(one.upper)
        parts += [svg.line(left, y, right, y, colour, 2.4), svg.line(left, y - 5, left, y + 5, colour, 1.6)]
        if open_ended:
            tip = (
                f"M{svg.at(right - 7)} {svg.at(y - 5)}L{svg.at(right)} {svg.at(y)}L{svg.at(right - 7)} {svg.at(y + 5)}"
            )
            parts.append(f'<path d="{tip}" fill="none" stroke="{colour}" stroke-width="1.8"/>')
        else:
            parts.append(svg.line(right, y - 5, right, y + 5, colour, 1.6))
    x = plot.across(one.value)
    if one.own:
        parts.append(
            f'<circle cx="{svg.at(x)}" cy="{svg.at(y)}" r="10" fill="#fff" stroke="{svg.INK}" stroke-width="1.6"/>'
        )
    return [*parts, svg.signal_marker(one.signal, x, y, 5.2)]
