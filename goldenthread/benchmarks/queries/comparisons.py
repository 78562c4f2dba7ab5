"""A place beside others, all authorities at once, and some places over the years."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import tables
from goldenthread.benchmarks.comparing import (
    ENGLAND,
    Cell,
    Comparison,
    Elsewhere,
    Funnel,
    Moment,
    Neighbour,
    PlaceInfo,
    Table,
    among,
    numbers,
)
from goldenthread.benchmarks.queries.places import Like, neighbours, places
from goldenthread.benchmarks.rules import ranking
from goldenthread.foundation.periods import Period


@reads
def comparison(viewer: Viewer, measure: str, place: str, *, period: Period | None = None) -> Comparison | None:
    """Return a place beside others in the newest published period that does not end after ``period``.

    None when nobody publishes the measure, or nothing so old, or the place is not known. ``place`` is either code.
    """
    return comparisons(viewer, [measure], place, period=period).get(measure)


@reads
def comparisons(
    viewer: Viewer, measures: Iterable[str], place: str, *, period: Period | None = None
) -> dict[str, Comparison]:
    """Return the comparisons of several measures, in a number of queries that does not grow with them."""
    known = places(viewer)
    here = among(known, place)
    if here is None:
        return {}
    kept = tables.shelf(measures)
    chosen = {code: found for code in kept.measures if (found := kept.fitting(code, period))}
    before = {code: earlier for code, entries in chosen.items() if (earlier := kept.before(entries[0]))}
    books = tables.opened(kept, [each for found in chosen.values() for each in found] + list(before.values()), known)
    like = neighbours(viewer, here)
    return {
        code: _compared(
            [books[each.pk] for each in found],
            books[before[code].pk] if code in before else None,
            here,
            like,
            known,
            period,
        )
        for code, found in chosen.items()
    }


def _compared(
    found: list[Table],
    before: Table | None,
    here: PlaceInfo,
    like: Like,
    known: Mapping[str, PlaceInfo],
    asked: Period | None,
) -> Comparison:
    book = found[0]
    measure, own = book.measure, book.cell(here)
    beside = tuple(Neighbour(rank, close, book.cell(place)) for rank, close, place in like.of)
    stands = ranking.standing(own.value, numbers(book.authorities), measure.polarity)
    return Comparison(
        measure=measure,
        period=book.period,
        asked=asked,
        fit=tables.fit(measure, book.period, asked),
        release=book.release,
        own=own,
        england=book.cells.get(ENGLAND),
        region=_region(book, here, known),
        neighbours=beside,
        model=like.model,
        model_from=like.from_on,
        mean=ranking.mean(numbers(each.cell for each in beside), measure.decimals),
        pool=book.pool(each.cell for each in beside),
        rank=stands.rank,
        ranked=stands.of,
        tied=stands.tied,
        band=stands.band,
        before=before.cell(here) if before else None,
        before_period=before.period if before else None,
        others=tuple(Elsewhere(each.release, each.cell(here)) for each in found[1:]),
    )


def _region(book: Table, here: PlaceInfo, known: Mapping[str, PlaceInfo]) -> Cell | None:
    """Return the figure of the region; for London where its inner or outer half has none, that of all London."""
    region = known.get(here.region)
    while region and region.code not in book.cells:
        region = known.get(region.region)
    return book.cells[region.code] if region else None


@reads
def table(viewer: Viewer, measure: str, *, period: Period | None = None, release: UUID | None = None) -> Table | None:
    """Return a measure over every place in the newest period up to ``period``; of one release if it is named."""
    kept = tables.shelf([measure])
    found = kept.fitting(measure, period, release)
    return tables.opened(kept, found[:1], places(viewer))[found[0].pk] if found else None


@reads
def funnel(viewer: Viewer, measure: str, *, period: Period | None = None) -> Funnel | None:
    """Return every authority with its size and value; None when nobody publishes the measure, or without parts."""
    book = table(viewer, measure, period=period)
    if book is None or not any(each.has_parts for each in book.authorities):
        return None
    cells = tuple(each for each in book.authorities if each.has_parts and each.value is not None)
    without = tuple(each for each in book.authorities if each not in cells)
    fit = tables.fit(book.measure, book.period, period)
    return Funnel(book.measure, book.period, period, fit, book.release, cells, without, book.pool(cells))


@reads
def history(viewer: Viewer, measure: str, of: Iterable[str]) -> list[Moment]:
    """Return some places (either code) over every published period, oldest first, each from the release that counts."""
    known = places(viewer)
    kept = tables.shelf([measure])
    wanted = [found for code in of if (found := among(known, code))]
    first = {each.period: each for each in reversed(kept.entries.get(measure, ()))}
    books = tables.opened(kept, first.values(), known)
    return [
        Moment(period, entry.release, {place.code: books[entry.pk].cell(place) for place in wanted})
        for period, entry in first.items()
    ]
