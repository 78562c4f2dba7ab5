"""Small charts: one for each indicator, with what it says."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from goldenthread.evidence import judging
from goldenthread.evidence.judgement import Judgement, aims, entries, settings
from goldenthread.evidence.judging import Judged, judge
from goldenthread.ui import charts

MOST_POINTS = 20
"""Five years of quarters: more would not be told apart at this size. The usual range comes from all there are."""


def until(made: Judgement, day: date | None) -> tuple[Judged, int]:
    """Return the judged series up to a day, and how many figures that is; without a day, all of it."""
    figures = made.figures if day is None else tuple(each for each in made.figures if each.period.end <= day)
    if len(figures) == len(made.figures):
        return made.judged, len(figures)
    return judge(entries(figures), made.book.details_now(), settings(made.book), aims(made.book)), len(figures)


def card(made: Judgement, day: date | None = None) -> charts.Multiple:
    """Draw the newest figures of an indicator up to a day, over the usual range of the last stretch."""
    judged, count = until(made, day)
    first = max(0, count - MOST_POINTS)
    segment, last = judged.segment, judged.last
    shown = range(first, count)
    marks = [(place - first, judging.sign(judged, place)) for place in shown if judging.sign(judged, place) != "common"]
    point = charts.Point(
        title=made.book.row.name,
        values=[judged.entries[place].counted for place in shown],
        unit=judged.details.unit,
        reading=judging.reading(judged, made.grain)[0],
        signal="common" if last is None else judging.sign(judged, last),
        low=None if segment is None or segment.too_few else segment.lower,
        high=None if segment is None or segment.too_few else segment.upper,
        mean=None if segment is None else segment.mean,
        url=reverse("evidence:indicator", args=[made.book.row.pk]),
        marks=marks,
    )
    return charts.small_multiples([point])[0]


def cards(every: Iterable[Judgement], day: date | None = None) -> list[charts.Multiple]:
    """Draw several indicators, in their order; one without any figure is left to be named as missing."""
    return [card(each, day) for each in every if until(each, day)[0].last is not None]


def nothing(made: Judgement) -> str:
    """Say why an indicator has no figure to show."""
    hidden = any(each.hidden for each in made.figures)
    why = "hidden to protect children, or until it was looked at." if hidden else "nothing supplied yet."
    return f"{made.book.row.name}: {why}"


def changed(made: Judgement) -> bool:
    """Whether the last figure is more than usual variation."""
    return made.judged.last is not None and judging.sign(made.judged, made.judged.last) != "common"
