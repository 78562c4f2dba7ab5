"""Places of different sizes against one centre: who stands further off than chance would carry them?"""

from collections.abc import Sequence
from typing import Final

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.model import Chart, FunnelBand, Place, Table
from goldenthread.ui.charts.xmr import LIMIT

READINGS: Final = {
    "common": "Within the funnel",
    "better": "Better than the centre by more than chance",
    "worse": "Worse than the centre by more than chance",
    "neutral": "Differs from the centre by more than chance",
}


def funnel(
    title: str,
    places: Sequence[Place],
    bands: Sequence[FunnelBand],
    *,
    centre: float,
    centre_name: str = "Centre",
    unit: str = "",
    size_unit: str = "people",
    description: str = "",
) -> Chart:
    """Draw places by their size, with the limits around the centre; the places that are one's own are ringed and named.

    ``bands`` are the limits at some sizes, in any order; between them the curves are drawn straight, so give thirty or more.
    """
    bands = sorted(bands, key=lambda band: band.size)
    words = description or _describe(places, centre, centre_name, unit)
    pictures = [
        _draw(title, words, places, bands, centre, size_unit, width=width, height=height, css=css)
        for width, height, css in ((760, 340, "gt-chart__wide"), (360, 320, "gt-chart__narrow"))
    ]
    rows = [[one.name, svg.number(one.size), svg.number(one.value), one.why or READINGS[one.signal]] for one in places]
    head = ["Place", size_unit[:1].upper() + size_unit[1:], f"Value, {unit}" if unit else "Value", "Reading"]
    return Chart(pictures[0], pictures[1], title, words, Table(head, rows), _key(places, bands, centre, centre_name))


def _describe(places: Sequence[Place], centre: float, centre_name: str, unit: str) -> str:
    known = [one for one in places if svg.known([one.value, one.size])]
    outside = sum(one.signal != "common" for one in known)
    ending = f" {unit}" if unit else ""
    told = f"{outside} of {len(known)} places stand outside the funnel around {svg.number(centre)}{ending} ({centre_name})."
    own = " ".join(f"{one.name}: {svg.number(one.value)}, {READINGS[one.signal].lower()}." for one in known if one.own)
    return f"{told} {own}".strip() if known else "No places."


def _key(
    places: Sequence[Place], bands: Sequence[FunnelBand], centre: float, centre_name: str
) -> tuple[tuple[svg.Markup, str], ...]:
    seen = {one.signal for one in places}
    key = [(svg.small(svg.signal_marker(name, 7, 7, 4)), words) for name, words in READINGS.items() if name in seen]
    key.append((svg.small(svg.line(0, 7, 14, 7, svg.MUTED, 1.6)), f"{centre_name} {svg.number(centre)}"))
    if bands:
        key.append((svg.small(svg.line(0, 7, 14, 7, svg.MUTED, 1.4, LIMIT)), "95 % limits: 1 in 20 outside by chance"))
        key.append((svg.small(svg.line(0, 7, 14, 7, svg.INK, 1.6)), "99.8 % limits: 1 in 500"))
    return tuple(key)


def _draw(
    title: str,
    words: str,
    places: Sequence[Place],
    bands: Sequence[FunnelBand],
    centre: float,
    size_unit: str,
    *,
    width: int,
    height: int,
    css: str,
) -> svg.Markup:
    known = [one for one in places if svg.known([one.size]) and svg.known([one.value])]
    sizes = [*(float(one.size or 0) for one in known), *(band.size for band in bands)]
    reach = svg.ticks(0.0, max(sizes, default=1.0), 4 if width < 500 else 6)
    across = svg.Plot(46, width - 16, 16, height - 50, reach[0], reach[-1])
    seen = _seen(known, bands, centre)
    marks = svg.ticks(min(seen), max(seen))
    plot = svg.Plot(46, width - 16, 16, height - 50, marks[0], marks[-1])
    parts = svg.grid(plot, marks)
    for mark in reach:
        anchor = "end" if mark == reach[-1] else "middle"
        parts.append(svg.text(across.across(mark), height - 32, svg.number(mark), anchor=anchor))
    parts.append(svg.text((plot.left + plot.right) / 2, height - 10, f"Size: {size_unit}", anchor="middle"))
    for name, colour, dash, thick in (
        ("lower", svg.MUTED, LIMIT, 1.4), ("upper", svg.MUTED, LIMIT, 1.4),
        ("lower_far", svg.INK, "", 1.4), ("upper_far", svg.INK, "", 1.4),
    ):  # fmt: skip
        spots = [
            f"{svg.at(across.across(band.size))},{svg.at(plot.y(min(max(getattr(band, name), plot.low), plot.high)))}"
            for band in bands
            if getattr(band, name) is not None
        ]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="{thick}"{dashes} points="{" ".join(spots)}"/>'
        )
    parts.append(svg.line(plot.left, plot.y(centre), plot.right, plot.y(centre), svg.SIGNALS["common"], 1.6))
    parts += _places(known, plot, across, 3.2 if width > 500 else 2.6)
    return svg.picture(parts, width=width, height=height, title=title, description=words, css=css)


def _seen(known: Sequence[Place], bands: Sequence[FunnelBand], centre: float) -> list[float]:
    """Return the values that the picture must reach: the places, and limits as far as twice their span; wide mouths are cut off."""
    values = [centre, *(float(one.value or 0) for one in known)]
    span = (max(values) - min(values)) or abs(centre) or 1.0
    low, high = min(values) - span / 2, max(values) + span / 2
    limits = svg.known(end for band in bands for end in (band.lower_far, band.upper_far))
    return [*values, *(min(max(limit, low), high) for limit in limits)]


def _places(known: Sequence[Place], plot: svg.Plot, across: svg.Plot, size: float) -> list[str]:
    parts: list[str] = []
    names: list[svg.Words] = []
    for one in sorted(known, key=lambda one: (one.own, one.signal != "common")):
        x, y = across.across(float(one.size or 0)), plot.y(float(one.value or 0))
        if one.own:
            ring = f'<circle cx="{svg.at(x)}" cy="{svg.at(y)}" r="{svg.at(size + 5)}" fill="#fff"'
            parts.append(f'{ring} stroke="{svg.INK}" stroke-width="1.8"/>')
            room = 7.2 * len(one.name)
            start = x + size + 9 if x + size + 9 + room < plot.right else max(x - size - 9 - room, plot.left)
            names.append(svg.Words(start, y, one.name, svg.INK, bold=True))
        parts.append(svg.signal_marker(one.signal, x, y, size if one.signal == "common" else size + 1.2))
    return [*parts, *svg.apart(names, plot.top, plot.bottom)]
