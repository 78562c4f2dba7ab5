"""The section of an indicator's page that compares: neighbours, region, England, and every authority."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import queries as published
from goldenthread.benchmarks.comparing import Comparison
from goldenthread.evidence import queries
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.judging import others
from goldenthread.evidence.queries import Beside, Together
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import words as day_words
from goldenthread.foundation.text import listed
from goldenthread.ui import charts


@dataclass(frozen=True, slots=True)
class Compared:
    """What the section shows. ``funnel``: its words and its picture. The addresses are "" where there is no such page."""

    found: Beside
    chart: charts.Chart
    funnel: tuple[str, charts.Chart] | None
    neighbours: str
    address: str
    release: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """The section: one comparison, or one for each council area of a partnership of several, with ``sum`` in words."""

    each: list[Compared]
    sum: str = ""


def compared(viewer: Viewer, made: Judgement) -> Comparisons | None:
    """Gather the section; None where nobody publishes the indicator, or nothing of ours stands beside it."""
    beside = queries.beside_others(viewer, made)
    if beside is not None:
        return Comparisons([_compared(viewer, made, beside)])
    several = queries.each_beside_others(viewer, made)
    if not several:
        return None
    whole = queries.together(viewer, made.book.row.partnership_id, several)
    return Comparisons(
        [_compared(viewer, made, each, each.comparison.own.place.name) for each in several],
        _sum(whole) if whole else "",
    )


def _sum(whole: Together) -> str:
    """The council areas as one, in words."""
    measure, when = whole.comparison.measure, say(whole.comparison.period)
    if whole.value is None or whole.parts is None:
        return f"Together they have no figure for {when}: {listed(whole.without)} published no numbers to add."
    interval = others.interval_of(whole.parts.numerator, whole.parts.denominator, measure)
    between = [measure.plain(Decimal(str(each))) for each in interval] if interval else []
    chance = f", and chance alone would carry it from {between[0]} to {between[1]}" if between else ""
    england = whole.comparison.england
    beside = f". England: {measure.plain(england.value)}" if england and england.value is not None else ""
    added = f"{whole.parts.numerator:,f} of {whole.parts.denominator:,f}"
    return f"{listed(whole.areas)} together: {measure.plain(whole.value)} ({added}), {when}{chance}{beside}."


def _compared(viewer: Viewer, made: Judgement, beside: Beside, area: str = "") -> Compared:
    row, found = made.book.row, beside.comparison
    title = f"{row.name}{f' in {area}' if area else ''} beside others, {say(found.period)}"
    funnel = published.funnel(viewer, row.code, period=found.period)
    return Compared(
        beside,
        others.picture(beside.ours, found, title, f"{beside.head} {beside.shown}"),
        others.all_authorities(funnel, beside.place, f"{row.name}, all authorities") if funnel else None,
        _neighbours(found),
        _address("measure", row.code),
        _address("release", found.release.id),
        area,
    )


def _address(name: str, key: object) -> str:
    """The page of what others publish; "" where there is none."""
    try:
        return reverse(f"benchmarks:{name}", args=[key])
    except NoReverseMatch:
        return ""


def _neighbours(found: Comparison) -> str:
    """Which set of neighbours, how many of them had a number, and what their middle is."""
    if not found.of_neighbours:
        return "No statistical neighbours are kept."
    since = f", in force from {day_words(found.model_from)}" if found.model_from else ""
    words = f"Statistical neighbours: set of {found.model}{since}. {found.with_number} of {found.of_neighbours} had a number."
    if found.pooled is not None:
        words += f" Together (all events over all people of {found.pooled_from}): {found.measure.plain(found.pooled)}."
    if found.mean is not None:
        words += f" Plain mean: {found.measure.plain(found.mean)}."
    return words
