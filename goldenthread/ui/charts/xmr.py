"""A measure in time with its usual range: has it really changed?"""

from collections.abc import Sequence
from typing import Final

from goldenthread.ui.charts import svg
from goldenthread.ui.charts.lines import labels_under
from goldenthread.ui.charts.model import Aim, Chart, Dot, Range, Table

READINGS: Final = {
    "common": "Within usual variation",
    "better": "Improvement",
    "worse": "Concern",
    "neutral": "Real change, neither good nor bad on its own",
}
LIMIT, AIM, GOLD = "5 4", "10 4", "#b07d12"


def xmr(
    title: str,
    dots: Sequence[Dot],
    ranges: Sequence[Range],
    *,
    target: float | None = None,
    targets: Sequence[Aim] = (),
    unit: str = "",
    description: str = "",
    from_zero: bool = False,
) -> Chart:
    """Draw values in time over the usual range of each stretch, with signals by shape and colour and a target where there is one.

    A missing value leaves a gap. A dot with words in ``asked`` carries a mark that a question was put. ``target`` holds for all
    values, ``targets`` each for some. Raises `ValueError` where a range or a target reaches beyond the values.
    """
    for first, last in [(one.first, one.last) for one in ranges] + [(one.first, one.last) for one in targets]:
        if not 0 <= first <= last < len(dots):
            raise ValueError(f"A range from {first} to {last} does not fit {len(dots)} values.")
    aims = [Aim(0, len(dots) - 1, target)] if target is not None and svg.known([target]) and dots else list(targets)
    words = description or _describe(dots, ranges, unit)
    wide = _draw(title, words, dots, ranges, aims, from_zero, width=760, height=300, css="gt-chart__wide")
    narrow = _draw(title, words, dots, ranges, aims, from_zero, width=360, height=290, css="gt-chart__narrow")
    return Chart(wide, narrow, title, words, _table(dots, ranges, unit), _key(dots, ranges, aims))


def _describe(dots: Sequence[Dot], ranges: Sequence[Range], unit: str) -> str:
    known = [dot for dot in dots if svg.known([dot.value])]
    if not known:
        return "No values."
    last, ending = known[-1], f" {unit}" if unit else ""
    usual = ""
    if ranges and svg.known([ranges[-1].lower]) and svg.known([ranges[-1].upper]):
        usual = f" The usual range is {svg.number(ranges[-1].lower)} to {svg.number(ranges[-1].upper)}."
    special = sum(dot.signal != "common" for dot in known)
    told = f" {special} of {len(known)} values are more than usual variation." if special else ""
    return f"{svg.number(last.value)}{ending} in {last.label}: {READINGS[last.signal].lower()}.{usual}{told}"


def _table(dots: Sequence[Dot], ranges: Sequence[Range], unit: str) -> Table:
    asked = any(dot.asked for dot in dots)
    head = ["Period", f"Value, {unit}" if unit else "Value", "Reading", "Lower limit", "Mean", "Upper limit"]
    rows = []
    for place, dot in enumerate(dots):
        found = next((one for one in ranges if one.first <= place <= one.last), None)
        limits = (found.lower, found.mean, found.upper) if found else (None, None, None)
        reading = (dot.why or READINGS[dot.signal]) if svg.known([dot.value]) else "No value"
        row = [dot.label, svg.number(dot.value), reading, *(svg.number(limit) for limit in limits)]
        rows.append([*row, dot.asked] if asked else row)
    return Table([*head, "Asked"] if asked else head, rows)


def _key(dots: Sequence[Dot], ranges: Sequence[Range], aims: Sequence[Aim]) -> tuple[tuple[svg.Markup, str], ...]:
    seen = {dot.signal for dot in dots if svg.known([dot.value])}
    key = [(svg.small(svg.signal_marker(name, 7, 7, 4.4)), words) for name, words in READINGS.items() if name in seen]
    if ranges and ranges[-1].mean is not None:
        last = ranges[-1]
        key.append((svg.small(svg.line(0, 7, 14, 7, svg.MUTED, 1.6)), f"Mean {svg.number(last.mean)}"))
        if last.lower is not None and last.upper is not None:
            shape = svg.small(svg.rect(0, 0, 14, 14, svg.BAND) + svg.line(0, 7, 14, 7, svg.MUTED, 1.6, LIMIT))
            ending = ", provisional" if last.provisional else ""
            key.append((shape, f"Usual range {svg.number(last.lower)} to {svg.number(last.upper)}{ending}"))
    if aims:
        told = "then ".join(f"{svg.number(each.value)} " for each in aims).strip()
        key.append((svg.small(svg.line(0, 7, 14, 7, svg.INK, 2, "4 2")), f"Target {told}"))
    if any(dot.asked for dot in dots):
        key.append((svg.small(_flag(7, 7, 6)), "A question was asked"))
    return tuple(key)


def _draw(
    title: str,
    words: str,
    dots: Sequence[Dot],
    ranges: Sequence[Range],
    aims: Sequence[Aim],
    from_zero: bool,
    *,
    width: int,
    height: int,
    css: str,
) -> svg.Markup:
    wide = width > 500
    lines = [line for one in ranges for line in (one.lower, one.mean, one.upper)]
    values = svg.known([*(dot.value for dot in dots), *lines, *(aim.value for aim in aims), 0 if from_zero else None])
    marks = svg.ticks(min(values, default=0.0), max(values, default=1.0))
    top = 34 if any(dot.asked for dot in dots) else 16
    plot = svg.Plot(46, width - (98 if wide else 50), top, height - 34, marks[0], marks[-1])
    parts = svg.grid(plot, marks)
    parts += labels_under(plot, [dot.label for dot in dots], height - 12)
    for one in ranges:
        parts += _range(one, plot, len(dots))
    half = (plot.right - plot.left) / max(len(dots), 1) / 2
    for aim in aims:
        left, right, y = plot.x(aim.first, len(dots)) - half, plot.x(aim.last, len(dots)) + half, plot.y(aim.value)
        parts.append(svg.line(left, y, right, y, svg.INK, 1.6, AIM))
    spots = [(plot.x(place, len(dots)), plot.y(float(dot.value or 0))) for place, dot in enumerate(dots)]
    parts += _joined(dots, spots, {one.first for one in ranges})
    size = (4.0 if wide else 3.4) if len(dots) <= 30 else 2.4
    for dot, (x, y) in zip(dots, spots, strict=True):
        if not svg.known([dot.value]):
            continue
        parts.append(svg.signal_marker(dot.signal, x, y, size if dot.signal == "common" else size + 1.4))
        if dot.asked:
            parts += [svg.line(x, top - 6, x, max(y - size - 3, top - 6), GOLD, 1.2), _flag(x, top - 14, 8)]
    return svg.picture(
        [*parts, *svg.apart(_ends(dots, spots, ranges, aims, plot, wide), plot.top, height - 16)],
        width=width, height=height, title=title, description=words, css=css,
    )  # fmt: skip


def _range(one: Range, plot: svg.Plot, of: int) -> list[str]:
    half = (plot.right - plot.left) / max(of, 1) / 2
    left, right = plot.x(one.first, of) - half, plot.x(one.last, of) + half
    parts = []
    if one.lower is not None and one.upper is not None:
        upper, lower = plot.y(one.upper), plot.y(one.lower)
        parts.append(svg.rect(left, upper, right - left, lower - upper, svg.BAND))
        parts += [svg.line(left, y, right, y, svg.SIGNALS["common"], 1.2, LIMIT) for y in (upper, lower)]
    if one.mean is not None:
        parts.append(svg.line(left, plot.y(one.mean), right, plot.y(one.mean), svg.SIGNALS["common"], 1.2))
    return parts


def _joined(dots: Sequence[Dot], spots: Sequence[tuple[float, float]], starts: set[int]) -> list[str]:
    """Return the lines between values; a missing one and a new range break them."""
    parts: list[str] = []
    run: list[str] = []
    for place in range(len(dots) + 1):
        ended = place == len(dots) or not svg.known([dots[place].value])
        if ended or place in starts:
            if len(run) > 1:
                parts.append(f'<polyline fill="none" stroke="#8a94a6" stroke-width="1.6" points="{" ".join(run)}"/>')
            run = []
        if not ended:
            run.append(f"{svg.at(spots[place][0])},{svg.at(spots[place][1])}")
    return parts


def _ends(
    dots: Sequence[Dot],
    spots: Sequence[tuple[float, float]],
    ranges: Sequence[Range],
    aims: Sequence[Aim],
    plot: svg.Plot,
    wide: bool,
) -> list[svg.Words]:
    """Return the words at the right: the last value always, mean, limits and target where there is room."""
    x, found = plot.right + 7, []
    last = max((place for place, dot in enumerate(dots) if svg.known([dot.value])), default=None)
    if last is not None:
        colour = svg.SIGNALS[dots[last].signal]
        found.append(svg.Words(x, spots[last][1], svg.number(dots[last].value), colour, bold=True, size=15))
    if wide:
        lines = [("Upper", ranges[-1].upper), ("Mean", ranges[-1].mean), ("Lower", ranges[-1].lower)] if ranges else []
        lines += [("Target", aim.value) for aim in aims[-1:] if aim.last == len(dots) - 1]
        for name, value in lines:
            if value is not None and svg.known([value]):
                colour = svg.INK if name == "Target" else svg.MUTED
                found.append(svg.Words(x, plot.y(value), f"{name} {svg.number(value)}", colour))
    return found


def _flag(x: float, y: float, size: float) -> str:
    """Return the mark of a question."""
    circle = (
        f'<circle cx="{svg.at(x)}" cy="{svg.at(y)}" r="{svg.at(size)}" fill="#fff" stroke="{GOLD}" stroke-width="1.6"/>'
    )
    return circle + svg.text(x, y + size / 2, "?", anchor="middle", colour="#7a5500", bold=True, size=round(size * 1.5))
