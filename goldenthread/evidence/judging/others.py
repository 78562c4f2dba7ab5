"""How do we compare? One figure beside statistical neighbours, the region and England, with how sure each is.

Intervals are 95 %: Wilson's for percentages, Byar's or exact Poisson limits for rates (`statistics`). Where no parts are
known there is no interval, and nothing is said of chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from goldenthread.benchmarks.comparing import Cell, Comparison, Fit, Funnel, MeasureInfo
from goldenthread.evidence.rules.deriving import Parts
from goldenthread.evidence.statistics import funnel_limits, overdispersion, proportion_interval, rate_interval
from goldenthread.foundation.text import listed
from goldenthread.ui import charts

NEIGHBOURS, REGION, ENGLAND = "statistical neighbours", "the region", "England"
_UNKNOWN: Final = "Without its parts nobody can say what chance does"
_SIZES: Final = 36
_ENOUGH: Final = 10
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ours:
    """Our own figure: its value, the parts it follows from, and when it was."""

    value: Decimal
    parts: Parts | None
    when: str


@dataclass(frozen=True, slots=True)
class Against:
    """Our figure against one other. ``way``: above, below, or level when it is no more than chance, "" when nobody can say."""

    name: str
    value: Decimal
    way: str


def interval_of(numerator: Decimal | None, denominator: Decimal | None, measure: MeasureInfo) -> Interval | None:
    """Return the interval of a figure in the unit it is shown in; None for counts and where a part is missing."""
    if numerator is None or not denominator:
        return None
    if measure.kind == "percent":
        found = proportion_interval(numerator, denominator) if numerator <= denominator else None
        return None if found is None else (found[0] * 100, found[1] * 100)
    return rate_interval(numerator, denominator, measure.per) if measure.kind == "rate" else None


def interval_of_cell(cell: Cell, measure: MeasureInfo) -> Interval | None:
    """Return the interval of a published figure."""
    return interval_of(cell.numerator, cell.denominator, measure)


def against(ours: Ours, found: Comparison) -> list[Against]:
    """Return our figure against the neighbours (together; their mean where parts are unknown), the region and England."""
    interval = _own_interval(ours, found.measure)
    cells = ((REGION, found.region), (ENGLAND, found.england))
    others = [(NEIGHBOURS, found.pooled if found.pooled is not None else found.mean)]
    others += [(name, cell.value) for name, cell in cells if cell is not None]
    return [Against(name, value, _way(interval, value)) for name, value in others if value is not None]


def _own_interval(ours: Ours, measure: MeasureInfo) -> Interval | None:
    parts = ours.parts
    return None if parts is None else interval_of(parts.numerator, parts.denominator, measure)


def _way(interval: Interval | None, value: Decimal) -> str:
    if interval is None:
        return ""
    if interval[0] > value:
        return "above"
    return "below" if interval[1] < value else "level"


def signal(way: str, measure: MeasureInfo) -> str:
    """Return how a difference reads: worse, better, neutral, or common when it is no more than chance."""
    if way not in ("above", "below"):
        return "common"
    if not measure.polarity:
        return "neutral"
    return "better" if (way == "above") == (measure.polarity == "high") else "worse"


def reading(ours: Ours, found: Comparison) -> tuple[str, str]:
    """Return how we compare: the one thing to know, and the numbers that show it."""
    told = against(ours, found)
    if not told:
        return "There is nothing to compare with.", ""
    numbers = listed([f"{each.name} {found.measure.plain(each.value)}" for each in told])
    interval = _own_interval(ours, found.measure)
    if interval is None:
        shown = f"Ours is {found.measure.plain(ours.value)}; {numbers}."
        return "Nobody can say how much of the difference is chance.", f"{shown}{_caution(ours, found)}"
    said = [
        f"{words} {listed([each.name for each in told if each.way == way])}{chance}"
        for way, words, chance in (
            ("below", "lower than", ", by more than chance"),
            ("above", "higher than", ", by more than chance"),
            ("level", "no different from", ""),
        )
        if any(each.way == way for each in told)
    ]
    head = "; ".join(said)
    between = f"{found.measure.plain(_exact(interval[0]))} to {found.measure.plain(_exact(interval[1]))}"
    shown = f"Ours is {found.measure.plain(ours.value)}, and chance alone would carry it from {between}. Beside it: {numbers}."
    return f"{head[:1].upper()}{head[1:]}.", f"{shown}{_caution(ours, found)}"


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _caution(ours: Ours, found: Comparison) -> str:
    words = f" {found.fit_words}" if found.fit is not Fit.SAME else ""
    if found.of_neighbours and found.with_number < found.of_neighbours:
        words += f" {found.with_number} of {found.of_neighbours} neighbours had a number."
    return words


def picture(ours: Ours, found: Comparison, title: str, description: str) -> charts.Chart:
    """Draw ours among the neighbours, highest first, against England."""
    measure = found.measure
    spans = [_span(each.cell, found) for each in found.neighbours if each.cell.value is not None]
    if found.region is not None and found.region.value is not None:
        spans.append(_span(found.region, found))
    lower, upper = _own_interval(ours, measure) or (None, None)
    why = "" if lower is not None else _UNKNOWN
    spans.append(charts.Span("Ours", float(ours.value), lower, upper, _own_signal(ours, found), why, own=True))
    england = found.england.value if found.england else None
    drawn = charts.interval(
        title,
        sorted(spans, key=lambda each: -(each.value or 0)),
        reference=None if england is None else float(england),
        reference_name="England",
        unit=measure.unit,
        description=description,
        from_zero=False,
    )
    if any(each.lower is not None for each in spans):
        return drawn
    return replace(drawn, key=tuple((shape, words) for shape, words in drawn.key if words.startswith("England")))


def _own_signal(ours: Ours, found: Comparison) -> str:
    """Ours against England: what the line in the picture stands for."""
    return next((signal(each.way, found.measure) for each in against(ours, found) if each.name == ENGLAND), "common")


def _span(cell: Cell, found: Comparison) -> charts.Span:
    """Another place, read against England as ours is."""
    interval = interval_of_cell(cell, found.measure)
    england = found.england.value if found.england else None
    way = "" if england is None else _way(interval, england)
    lower, upper = interval or (None, None)
    why = "" if interval else _UNKNOWN
    return charts.Span(cell.place.name, float(cell.value or 0), lower, upper, signal(way, found.measure), why)


def all_authorities(found: Funnel, own: str, title: str) -> tuple[str, charts.Chart] | None:
    """Draw every authority by its size; ``own`` is the code of ours. None where parts of fewer than ten are known.

    Where places spread more than chance would have it, the limits are widened by that spread (`overdispersion`), and the
    words say so.
    """
    measure = found.measure
    if measure.kind not in ("rate", "percent") or len(found.cells) < _ENOUGH or not found.denominator:
        return None
    unit = 100.0 if measure.kind == "percent" else 1.0
    kind, per = ("proportion", 1) if measure.kind == "percent" else ("rate", measure.per)
    centre = float(found.numerator / found.denominator) * per
    counts, sizes = [each.numerator for each in found.cells], [each.denominator for each in found.cells]
    spread = overdispersion(counts, sizes, centre, kind=kind, per=per)  # type: ignore[arg-type]
    limits = funnel_limits(sizes, centre, kind=kind, per=per, spread=spread)  # type: ignore[arg-type]
    places, outside = [], 0
    for cell, limit in zip(found.cells, limits, strict=True):
        value = float((cell.numerator or 0) / (cell.denominator or 1)) * per
        way = _beyond(value, limit.lower_far, limit.upper_far)
        outside += way != "level"
        mine = own in (cell.place.code, cell.place.ons)
        places.append(charts.Place(cell.place.name, float(cell.denominator or 0), value * unit,
                                   signal(way, measure), own=mine))  # fmt: skip
    bands = _bands(sizes, centre, kind, per, spread, unit)
    words = _funnel_words(places, outside, spread)
    drawn = charts.funnel(
        title, places, bands, centre=centre * unit, centre_name="All authorities together", unit=measure.unit
    )
    return words, drawn


def _beyond(value: float, lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None or lower <= value <= upper:
        return "level"
    return "above" if value > upper else "below"


def _bands(
    sizes: Sequence[Decimal | None], centre: float, kind: str, per: int, spread: float, unit: float
) -> list[charts.FunnelBand]:
    known = [float(size) for size in sizes if size]
    low, high = min(known), max(known)
    at = [low + (high - low) * (step / (_SIZES - 1)) ** 2 for step in range(_SIZES)]
    limits = funnel_limits(at, centre, kind=kind, per=per, spread=spread)  # type: ignore[arg-type]
    return [
        charts.FunnelBand(
            size,
            *(None if end is None else end * unit for end in (each.lower, each.upper, each.lower_far, each.upper_far)),
        )
        for size, each in zip(at, limits, strict=True)
    ]


def _funnel_words(places: Sequence[charts.Place], outside: int, spread: float) -> str:
    own = next((each for each in places if each.own), None)
    ours = ""
    if own is not None:
        ours = (
            "Ours lies within the funnel: no more than chance. "
            if own.signal == "common"
            else "Ours lies outside the funnel: it differs from all authorities together by more than chance. "
        )
    wider = (
        f" Authorities differ {spread:.0f} times more (in variance) than chance alone would have it, for reasons of their own; "
        "the limits allow for that."
        if spread > 1
        else ""
    )
    return f"{ours}{outside} of {len(places)} authorities lie beyond the outer limits.{wider}"
