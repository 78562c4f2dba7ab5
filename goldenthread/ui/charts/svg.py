"""Drawing: shapes, axes and words. Presentation attributes only; everything that comes from people is escaped."""

import math
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from goldenthread.ui.charts.model import Value

COLOURS = ("#1f3a68", "#0b7a75", "#946300", "#8a3a78", "#b0452c")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 3")
SIGNALS = {"common": "#5c6675", "better": "#1a5fb0", "worse": "#b84a00", "neutral": "#6d3a94"}
INK, MUTED, GRID, BAND = "#14233f", "#475467", "#e3e7ed", "#eef1f5"
MOST_SERIES = len(COLOURS)


def number(value: Value) -> str:
    """Return a value as people read it: thousands with commas, at most two decimals, a dash for none."""
    if value is None or not math.isfinite(value):
        return "–"
    rounded = round(float(value), 2)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}".rstrip("0")


def at(value: float) -> str:
    """Return a coordinate with one decimal."""
    text = f"{value:.1f}"
    return "0.0" if text == "-0.0" else text


def known(values: Iterable[Value]) -> list[float]:
    """Return the values that are numbers."""
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round values that cover ``low`` to ``high``: steps of 1, 2 or 5 times a power of ten."""
    span = high - low
    if not math.isfinite(span) or span < 1e-9:
        span = max(abs(high), 1.0)
        high = low + span
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


@dataclass(frozen=True, slots=True)
class Plot:
    """The space inside the axes of one picture."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Return how far down a value stands."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def across(self, value: float) -> float:
        """Return how far to the right a value stands, for pictures whose values lie along the bottom."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    def x(self, place: int, of: int) -> float:
        """Return where the middle of a place stands among ``of``."""
        return self.left + (place + 0.5) * (self.right - self.left) / max(of, 1)


def text(
    x: float, y: float, words: object, *, anchor: str = "start", colour: str = MUTED, bold: bool = False, size: int = 12
) -> str:
    """Return words at a place."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{at(x)}" y="{at(y)}" text-anchor="{anchor}" font-size="{size}"{weight} fill="{colour}">'
        f"{escape(str(words))}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str = GRID, width: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{at(x1)}" x2="{at(x2)}" y1="{at(y1)}" y2="{at(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{dashes}/>'


def rect(x: float, y: float, width: float, height: float, colour: str, edge: str = "") -> str:
    """Return a box; never with a negative side."""
    stroke = f' stroke="{edge}" stroke-width="1.5"' if edge else ""
    return f'<rect x="{at(x)}" y="{at(y)}" width="{at(max(width, 0))}" height="{at(max(height, 0))}" fill="{colour}"{stroke}/>'


def grid(plot: Plot, marks: Sequence[float]) -> list[str]:
    """Return the level lines of a picture with their numbers; the one at 0 is stronger."""
    parts = []
    for mark in marks:
        y = plot.y(mark)
        parts.append(line(plot.left, y, plot.right, y, MUTED if mark == 0 else GRID))
        parts.append(text(plot.left - 7, y + 4, number(mark), anchor="end"))
    return parts


@dataclass(frozen=True, slots=True)
class Words:
    """Words that may move up or down a little to keep clear of others."""

    x: float
    y: float
    words: str
    colour: str
    bold: bool = False
    size: int = 12


def apart(found: Sequence[Words], top: float, bottom: float) -> list[str]:
    """Return words beside each other's heights, pushed apart where they would touch and kept within top and bottom."""
    ordered = sorted(found, key=lambda one: one.y)
    places: list[float] = []
    for one in ordered:
        places.append(max(one.y + 4, top + 4, places[-1] + 15 if places else 0))
    over = max(places[-1] - bottom, 0) if places else 0
    for back in range(len(places) - 1, -1, -1):
        limit = places[back + 1] - 15 if back + 1 < len(places) else places[back] - over
        places[back] = min(places[back], limit)
    return [
        text(one.x, place, one.words, colour=one.colour, bold=one.bold, size=one.size)
        for one, place in zip(ordered, places, strict=True)
    ]


def marker(shape: int, x: float, y: float, colour: str, size: float = 4) -> str:
    """Return the shape of a series: circle, square, diamond, triangle, cross."""
    s = size
    if shape % 5 == 0:
        return f'<circle cx="{at(x)}" cy="{at(y)}" r="{at(s)}" fill="{colour}"/>'
    if shape % 5 == 1:
        return rect(x - s, y - s, 2 * s, 2 * s, colour)
    if shape % 5 == 2:
        path = (
            f"M{at(x)} {at(y - s * 1.3)}L{at(x + s * 1.3)} {at(y)}L{at(x)} {at(y + s * 1.3)}L{at(x - s * 1.3)} {at(y)}z"
        )
    elif shape % 5 == 3:
        path = f"M{at(x)} {at(y - s * 1.2)}L{at(x + s * 1.3)} {at(y + s)}L{at(x - s * 1.3)} {at(y + s)}z"
    else:
        cross = f"M{at(x - s)} {at(y - s)}L{at(x + s)} {at(y + s)}M{at(x + s)} {at(y - s)}L{at(x - s)} {at(y + s)}"
        return f'<path d="{cross}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return f'<path d="{path}" fill="{colour}"/>'


def signal_marker(name: str, x: float, y: float, size: float) -> str:
    """Return the shape of a statistical signal; signals are larger than common points."""
    shape = {"common": 0, "better": 1, "worse": 3, "neutral": 2}[name]
    return marker(shape, x, y, SIGNALS[name], size)


def key_shape(place: int, dashed: bool = True) -> Markup:
    """Return the shape of a series for the key under a chart."""
    colour = COLOURS[place]
    inner = marker(place, 7, 7, colour, 4.4) if dashed else rect(1, 1, 12, 12, colour)
    return small(inner)


def small(inner: str) -> Markup:
    """Return a shape of 14 by 14 for the key under a chart."""
    return _markup(f'<svg class="gt-icon" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{inner}</svg>')


def picture(parts: Sequence[str], *, width: int, height: int, title: str, description: str, css: str = "") -> Markup:
    """Return a picture that assistive technology reads by title and description; its ids are unique on any page."""
    name = f"c{secrets.token_hex(5)}"
    attribute = f' class="{css}"' if css else ""
    return _markup(
        f'<svg{attribute} viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _markup(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - built from numbers and escaped words only
