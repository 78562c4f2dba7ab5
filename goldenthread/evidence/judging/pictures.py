"""A judged series as a picture, the same in a page, a PDF and a Word file."""

from collections.abc import Mapping
from typing import Final

from goldenthread.evidence.judging.series import Judged
from goldenthread.evidence.judging.words import decimals, why
from goldenthread.evidence.rules.sheet import say
from goldenthread.ui import charts

SIGNS: Final = {
    "common_cause": "common",
    "concern": "worse",
    "improvement": "better",
    "neutral_high": "neutral",
    "neutral_low": "neutral",
}


def sign(judged: Judged, place: int) -> str:
    """Return the shape and colour of a place: common, better, worse or neutral."""
    return SIGNS[judged.point(place).point_type]


def picture(judged: Judged, title: str, description: str = "", asked: Mapping[int, str] | None = None) -> charts.Chart:
    """Draw the series with the usual range of each stretch, its targets, and marks at the places where something was asked."""
    marks = asked or {}
    dots = [
        charts.Dot(say(entry.period), entry.counted, sign(judged, place), why(judged, place), marks.get(place, ""))
        for place, entry in enumerate(judged.entries)
    ]
    return charts.xmr(
        title, dots, _ranges(judged), targets=_aims(judged), unit=judged.details.unit, description=description
    )


def _ranges(judged: Judged) -> list[charts.Range]:
    found = []
    for number, segment in enumerate(judged.chart.segments):
        places = [place for place, point in enumerate(judged.chart.points) if point.segment == number]
        mean, lower, upper = (_rounded(judged, value) for value in (segment.mean, segment.lower, segment.upper))
        found.append(charts.Range(places[0], places[-1], mean, lower, upper, segment.too_few))
    return found


def _rounded(judged: Judged, value: float | None) -> float | None:
    return None if value is None else round(value, decimals(judged, value))


def _aims(judged: Judged) -> list[charts.Aim]:
    """The targets, each over the places at which it is in force."""
    found: list[charts.Aim] = []
    for place in range(len(judged.entries)):
        aim = judged.aim(place)
        if aim is None:
            continue
        value = float(aim.value)
        if found and found[-1].last == place - 1 and found[-1].value == value:
            found[-1] = charts.Aim(found[-1].first, place, value)
        else:
            found.append(charts.Aim(place, place, value))
    return found
