"""Choosing the table that answers a question, and opening it.

For one measure and one period there may be several tables: releases stand beside each other. One that gives numerators goes
before one that gives only the finished figure, for a number that can be opened is worth more; among equals the newest goes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.comparing import Cell, Fit, MeasureInfo, PlaceInfo, ReleaseInfo, Table
from goldenthread.benchmarks.models import Measure, Place, Release, Sheet
from goldenthread.benchmarks.rules import cells
from goldenthread.foundation.periods import Period

_KEYS = ("measure__code", "end", "file__release", "cells")
_FIELDS = ("pk", "measure__code", "start", "end", "parts", "file__release")


@dataclass(frozen=True, slots=True)
class Entry:
    """A table that is kept, not yet opened."""

    pk: UUID
    measure: str
    period: Period
    parts: bool
    release: ReleaseInfo


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of some measures: the newest period first, and of one period the one that counts first."""

    measures: Mapping[str, MeasureInfo]
    stands_on: Mapping[str, str]
    entries: Mapping[str, Sequence[Entry]]

    def fitting(self, measure: str, asked: Period | None, release: UUID | None = None) -> list[Entry]:
        """Return the tables of the newest period that does not end after the one asked for, the one that counts first.

        With a ``release``, only its own.
        """
        mine = [each for each in self.entries.get(measure, ()) if release in (None, each.release.id)]
        known = [each for each in mine if asked is None or each.period.end <= asked.end]
        return [each for each in known if each.period == known[0].period]

    def before(self, entry: Entry) -> Entry | None:
        """Return the table of the year before: of the same release where it has one."""
        end = _year_before(entry.period.end)
        found = [each for each in self.entries[entry.measure] if each.period.end == end]
        return next((each for each in found if each.release == entry.release), found[0] if found else None)


def shelf(measures: Iterable[str]) -> Shelf:
    """Return the tables of some measures: three queries, whatever their number."""
    known = list(Measure.objects.filter(code__in=list(measures)))
    releases = {row.pk: release_info(row) for row in Release.objects.all()}
    found: dict[str, list[Entry]] = {}
    rows = Sheet.objects.filter(measure__in=known).order_by().values_list(*_FIELDS)
    for pk, measure, start, end, parts, release in rows:
        found.setdefault(measure, []).append(Entry(pk, measure, Period(start, end), parts, releases[release]))
    for entries in found.values():
        entries.sort(key=_counts_first)
    return Shelf(
        {row.code: measure_info(row) for row in known},
        {row.code: row.stands_on for row in known if row.stands_on},
        found,
    )


def _counts_first(entry: Entry) -> tuple[Any, ...]:
    release = entry.release
    newest = (-release.counts_from.toordinal(), release.title, release.name)
    return (-entry.period.end.toordinal(), -entry.period.start.toordinal(), not entry.parts, *newest)


def opened(shelf: Shelf, entries: Iterable[Entry], places: Mapping[str, PlaceInfo]) -> dict[UUID, Table]:
    """Open tables: at most three queries, whatever their number; rates get the populations they stand on."""
    wanted = {each.pk: each for each in entries}
    kept = dict(Sheet.objects.filter(pk__in=wanted).values_list("pk", "cells"))
    counts = _counts(wanted.values())
    people = _populations(shelf, [each for each in wanted.values() if each.parts or each.pk in counts])
    return {
        pk: _table(shelf, entry, _Kept(kept[pk], people.get(pk, {}), counts.get(pk, {})), places)
        for pk, entry in wanted.items()
    }


@dataclass(frozen=True, slots=True)
class _Kept:
    """The texts of a table, the people it stands on and, where it has no numerators, the counts beside it."""

    texts: Mapping[str, str]
    people: Mapping[str, str]
    counts: Mapping[str, str]


def _table(shelf: Shelf, entry: Entry, kept: _Kept, places: Mapping[str, PlaceInfo]) -> Table:
    measure = shelf.measures[entry.measure]
    found = {
        code: cell(places[code], measure, text, kept.people.get(code, ""), kept.counts.get(code, ""))
        for code, text in sorted(kept.texts.items())
        if code in places
    }
    return Table(measure, entry.period, entry.release, found)


def cell(place: PlaceInfo, measure: MeasureInfo, text: str, population: str = "", count: str = "") -> Cell:
    """Return the figure of a place: as published or, where only the parts were, worked out from them.

    ``count`` serves as the numerator of a rate published without one, where it gives exactly the published figure.
    """
    given = cells.figures(text)
    if given.numerator.text == "" and count and population:
        given = _with_parts(given, measure, count, population)
    below = given.denominator.number
    if below is None and population and given.numerator.number is not None:
        below = cells.amount(population).number
    value, above, worked_out = given.value.number, given.numerator.number, False
    if given.value.text == "" and above is not None and below:
        value, worked_out = cells.derived(above, below, measure.per, measure.decimals), True
    symbol = "" if value is not None else given.value.symbol or given.numerator.symbol or given.denominator.symbol
    return Cell(place, value, above, below, symbol, worked_out, measure.plain(value))


def _with_parts(given: cells.Figures, measure: MeasureInfo, count: str, population: str) -> cells.Figures:
    value, above, below = given.value.number, cells.figures(count).value, cells.figures(population).value
    if value is None or above.number is None or not below.number:
        return given
    same = cells.derived(above.number, below.number, measure.per, measure.decimals) == cells.rounded(
        value, measure.decimals
    )
    return cells.Figures(given.value, above, below) if same else given


def _counts(entries: Iterable[Entry]) -> dict[UUID, Mapping[str, str]]:
    """Return, for each table of rates without numerators, the counts that the same release gives for the same period."""
    ours = catalogue.measures()
    needed = {
        each.pk: (ours[each.measure].counted_by, each.period.end, each.release.id)
        for each in entries
        if not each.parts and each.measure in ours and ours[each.measure].counted_by
    }
    if not needed:
        return {}
    rows = Sheet.objects.filter(
        measure__code__in={code for code, _, _ in needed.values()},
        end__in={end for _, end, _ in needed.values()},
        file__release__in={release for _, _, release in needed.values()},
    )
    found = {(code, end, release): kept for code, end, release, kept in rows.values_list(*_KEYS)}
    return {pk: found[key] for pk, key in needed.items() if key in found}


def _populations(shelf: Shelf, entries: Iterable[Entry]) -> dict[UUID, Mapping[str, str]]:
    """Return, for each table of rates, the people it stands on: mid-year of the year before, as its own release has them."""
    needed = {
        each.pk: (shelf.stands_on[each.measure], _mid_year_before(each.period.end), each.release.id)
        for each in entries
        if each.measure in shelf.stands_on
    }
    if not needed:
        return {}
    rows = list(
        Sheet.objects.filter(
            measure__code__in={code for code, _, _ in needed.values()}, end__in={day for _, day, _ in needed.values()}
        )
        .order_by("file__release__counts_from")
        .values_list(*_KEYS)
    )
    newest = {(code, day): kept for code, day, _, kept in rows}
    exact = {(code, day, release): kept for code, day, release, kept in rows}
    return {pk: exact.get(key) or newest.get(key[:2]) or {} for pk, key in needed.items()}


def fit(measure: MeasureInfo, period: Period, asked: Period | None) -> Fit:
    """Say how the period of a table fits the one asked for. A count on a day fits whatever ends on that day."""
    if asked is not None and period.days > 1 and abs(period.days - asked.days) > 7 and measure.kind != "percent":
        return Fit.LENGTH
    return Fit.SAME if asked is None or period.end == asked.end else Fit.OLDER


def measure_info(row: Measure) -> MeasureInfo:
    """Return a measure as others see it."""
    return MeasureInfo(row.code, row.name, row.unit, row.kind, row.per, row.polarity, row.decimals, row.topic)


def place_info(row: Place) -> PlaceInfo:
    """Return a place as others see it."""
    return PlaceInfo(row.code, row.ons, row.name, row.kind, row.region.code if row.region else "")


def release_info(row: Release) -> ReleaseInfo:
    """Return a release as others see it."""
    return ReleaseInfo(
        row.pk, row.publisher, row.title, row.name, row.published_on, row.population, row.licence, row.counts_from
    )


def _mid_year_before(end: date) -> date:
    return date(end.year - 1, 6, 30)


def _year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return date(day.year - 1, day.month, 28 if leap else day.day)
