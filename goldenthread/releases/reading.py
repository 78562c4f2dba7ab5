"""Figures of the evidence, read through the viewer, as the rules take them."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.rules import cuts, defining
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.releases.rules.document import Head
from goldenthread.releases.rules.linking import Count, Parts

Read = tuple[list[Head], list[Count]]


def read(
    viewer: Viewer, partnership: UUID, codes: Iterable[str], periods: Sequence[Period], breakdowns: Iterable[str]
) -> Read:
    """Return what is to be shown: a head for each indicator, and its figures for periods and breakdowns."""
    heads, counts = [], []
    wanted = {cuts.WHOLE, *breakdowns}
    for code in codes:
        book = evidence.book(viewer, evidence.of_code(viewer, partnership, code).pk)
        figures = [
            book.figure(period, cut)
            for period in periods
            for cut in _cuts(book, period, wanted)
            if _asked(book, period)
        ]
        if figures:
            heads.append(_head(book, figures))
            counts += [_count(book, each) for each in figures]
    return heads, counts


def everything(book: Book) -> list[Count]:
    """Return all figures of an indicator: as supplied, and the quarters and years that follow from them."""
    there = {(each.period, each.cut) for each in book.sheet.observations}
    whole = {period for period, _ in book.sheet.complete} | {period for run in book.runs().values() for period in run}
    ends = {each.end for each, _ in there}
    whole |= {span for end in ends for span in _spans(end)}
    places = sorted({*there, *((period, cuts.WHOLE) for period in whole)})
    figures = [book.figure(period, cut) for period, cut in places]
    return [_count(book, each) for each in figures if each.value is not None or each.numerator is not None]


def _spans(day: date) -> list[Period]:
    """Return the quarter and the year from April that end on a day or after it."""
    first = day.year if day.month >= 4 else day.year - 1
    year = year_from_april(f"{first}-{(first + 1) % 100:02d}")
    return [year, *(each for each in _quarters(first) if each.covers(Period(day, day)))]


def _quarters(first: int) -> list[Period]:
    starts = [date(first, 4, 1), date(first, 7, 1), date(first, 10, 1), date(first + 1, 1, 1), date(first + 1, 4, 1)]
    return [Period(start, date.fromordinal(after.toordinal() - 1)) for start, after in pairwise(starts)]


def parts() -> Parts:
    """Return which indicators of the library are contained in which."""
    return {code: each.part_of for code, each in library.starters().items() if each.part_of}


def _asked(book: Book, period: Period) -> bool:
    """Whether the indicator is kept for a period, so that a missing figure is one that is missing."""
    lengths = {each.months or each.days for each in book.periods()}
    return (period.months or period.days) in lengths or book.figure(period).value is not None


def _cuts(book: Book, period: Period, wanted: set[str]) -> list[str]:
    """Return the groups that any period knows, in the order in which they were supplied."""
    found = [each.cut for each in book.sheet.observations if cuts.dimensions(each.cut) in wanted]
    return list(dict.fromkeys([cuts.WHOLE, *found]))


def _head(book: Book, figures: Sequence[Figure]) -> Head:
    details = book.details_now()
    definition = {
        "meaning": details.words,
        "numerator": details.numerator,
        "denominator": details.denominator if details.denominator_from == defining.GIVEN else "",
        "counts": details.counts,
        "shown_as": defining.FACTORS[details.factor],
        "version": str(book.versions[-1].version),
    }
    source = ", ".join(dict.fromkeys(each.suppliers for each in figures if each.readings))
    return Head(
        book.row.code,
        book.row.name,
        details.unit,
        details.denominator_from == defining.NOTHING,
        definition,
        source or "Not supplied",
    )


def _count(book: Book, each: Figure) -> Count:
    details, derived = each.details, each.derived
    mean = derived.how == "periods" and details.year_rule == defining.MEAN
    population = Decimal(derived.people.count) if derived.people else None
    given = details.denominator_from == defining.GIVEN
    return Count(
        code=book.row.code,
        period=each.period,
        cut=derived.cut,
        numerator=None if mean else _whole(each.numerator),
        denominator=_whole(each.denominator) if given and not mean else None,
        population=population,
        value=each.value,
        factor=_factor(details),
        people=details.of_people,
        of=tuple(piece.period for piece in derived.pieces) if mean else (),
    )


def _whole(number: Decimal | None) -> int | None:
    """Return a number that was counted; None for one that was measured, such as an amount of pounds."""
    return int(number) if number is not None and number == number.to_integral_value() else None


def _factor(details: defining.Details) -> int:
    return 0 if details.denominator_from == defining.NOTHING else defining.MULTIPLIERS.get(details.factor, 1)
