"""Figures as reports take them: single ones, groups as a table, years as a chart."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.ui import charts
from goldenthread.ui.charts.svg import MOST_SERIES
from goldenthread.workbench import materials as block

_MOST_YEARS = 10


def address(indicator: UUID, period: Period, cut: str = "") -> str:
    """Return the address of a figure's provenance."""
    asked = {"from": period.start.isoformat(), "to": period.end.isoformat()} | ({"group": cut} if cut else {})
    return f"{reverse('evidence:figure', args=[indicator])}?{urlencode(asked)}"


def as_material(one: Figure, key: str, label: str = "") -> block.Figure:
    """Return a figure as reports take it, with its parts."""
    details, row = one.details, one.book.row
    parts = tuple(
        as_material(one.book.figure(each.period, each.cut), f"{key}.{number}", _label(one, each.period, each.cut))
        for number, each in enumerate(one.derived.pieces, start=1)
        if (each.period, each.cut) != (one.period, one.derived.cut)
    )
    return block.Figure(
        key=key,
        label=label or _label(one, one.period, one.derived.cut),
        value=one.value,
        unit=details.unit,
        period=one.period,
        definition=f"{details.words} (version {one.version})",
        supplier=one.suppliers,
        status=one.status,
        decimals=details.decimals,
        numerator=one.numerator,
        denominator=one.denominator,
        signed_off=one.signed_off,
        people=details.of_people,
        parts=parts,
        notes=_notes(one),
        address=address(row.pk, one.period, one.derived.cut),
        hidden=one.hidden,
    )


def _notes(one: Figure) -> tuple[str, ...]:
    people = one.derived.people
    return (f"The population is {people.words}.", *one.notes) if people else one.notes


def _label(one: Figure, period: Period, cut: str) -> str:
    name = one.book.row.name
    group = f", {cuts.words(cut).lower()}" if cut else ""
    return f"{name}{group}" + (f", {say(period)}" if period != one.period else "")


def breakdown_period(book: Book, period: Period) -> Period | None:
    """Return the period inside another for which groups were supplied: itself, or the one that ends with it."""
    inside = {each.period for each in book.sheet.observations if each.cut and period.covers(each.period)}
    last = [each for each in inside if each.end == period.end]
    if book.sheet.details(period.end).year_rule == defining.LAST:
        return max(last, key=lambda each: each.start) if last else None
    return period if period in inside else None


def table(book: Book, period: Period, key: str, dimension: str = "") -> block.TableBlock | None:
    """Return the groups of a breakdown: number, denominator and value, or the share of the whole where that is known."""
    when = breakdown_period(book, period)
    known = book.breakdowns(when) if when else {}
    chosen = dimension or next(iter(known), "")
    if when is None or chosen not in known:
        return None
    figures, whole = known[chosen], book.figure(when)
    divided = whole.details.denominator_from == defining.GIVEN
    name = " and ".join(cuts.DIMENSIONS[each].lower() for each in chosen.split(";"))
    head = [block.Column(name.capitalize()), block.Column(whole.details.counts.capitalize(), number=True)]
    if divided:
        head.append(block.Column(f"Of all {whole.details.counts}", number=True))
    last = whole.details.unit.capitalize() if divided else f"Share of all {whole.details.counts}"
    head.append(block.Column(last, number=True))
    rows = [_row(each, whole, f"{key}.{place}", divided) for place, each in enumerate(figures, start=1)]
    totals: frozenset[int] = frozenset()
    if whole.numerator is not None:
        rows.append(_row(whole, whole, f"{key}.all", divided))
        totals = frozenset({len(rows) - 1})
    notes = () if (when, chosen) in book.sheet.complete else ("The groups are not said to make up the whole.",)
    told = [note for each in figures for note in each.notes if note.startswith("Illustrative")]
    notes = (*notes, *dict.fromkeys(told))
    return block.TableBlock(
        key, f"{book.row.name} by {name}, {say(when)}", tuple(head), tuple(rows), source(figures), totals,
        (*notes, *whole.notes),
    )  # fmt: skip


def _row(one: Figure, whole: Figure, key: str, divided: bool) -> tuple[block.Cell, ...]:
    cells: list[block.Cell] = [one.breakdown, _number(one, key)]
    if divided:
        cells += [_plain(one.denominator, hidden=one.hidden), as_material(one, f"{key}.value")]
    else:
        part = None if one.numerator is None or not whole.numerator else deriving.share(one.numerator, whole.numerator)
        cells.append(f"{part}%" if part is not None else "hidden" if one.hidden or whole.hidden else "")
    return tuple(cells)


def _number(one: Figure, key: str) -> block.Cell:
    """The numerator of a figure as a figure of its own: what reports print and protect."""
    if one.details.denominator_from == defining.NOTHING:
        return as_material(one, f"{key}.number")
    return block.Figure(
        key=f"{key}.number",
        label=f"{one.book.row.name}, {one.breakdown.lower()}: {one.details.numerator}",
        value=one.numerator,
        unit=one.details.counts,
        period=one.period,
        definition=one.details.numerator,
        supplier=one.suppliers,
        status=one.status,
        signed_off=one.signed_off,
        people=one.details.of_people,
        address=address(one.book.row.pk, one.period, one.derived.cut),
        hidden=one.hidden and one.numerator is None,
    )


def _plain(value: Decimal | None, *, hidden: bool) -> str:
    if value is None:
        return "hidden" if hidden else ""
    return f"{value:,.0f}"


def trend(book: Book, period: Period, key: str) -> block.ChartBlock | None:
    """Return the figures of years as a line, one line for each definition; the title is its reading."""
    figures = book.years(until=period.end)[-_MOST_YEARS:]
    if len(figures) < 2:
        return None
    labels = [each.when for each in figures]
    versions = sorted({each.version for each in figures})[-MOST_SERIES:]
    lines = [
        charts.Series(
            book.row.name if len(versions) == 1 else f"Definition {version}",
            [float(each.value) if each.version == version and each.value is not None else None for each in figures],
        )
        for version in versions
    ]
    title = reading(figures)
    drawn = charts.line(title, labels, lines, unit=figures[-1].details.unit)
    points = tuple(as_material(each, f"{key}.{place}") for place, each in enumerate(figures, start=1))
    return block.ChartBlock(key, title, drawn, source(figures), points)


def reading(figures: Sequence[Figure]) -> str:
    """Return in a sentence how a series went; unequal periods are not compared.

    One that only rose, or only fell, is told from its first figure; one that turned is told from the figure before the last,
    because a year's rise is no fall.
    """
    first, last = figures[0], figures[-1]
    values = [each.value for each in figures if each.value is not None]
    steps = [after - before for before, after in pairwise(values)]
    if min(steps, default=0) < 0 < max(steps, default=0):
        first = figures[-2]
    name = last.book.row.name
    if first.value is None or last.value is None:
        return f"{name}: {last.words} {in_or_on(last)}"
    same = first.version == last.version
    if not same or not deriving.comparable(first.period, last.period, first.derived.coverage, last.derived.coverage):
        return f"{name}: {last.words} {in_or_on(last)}, not comparable with {first.when}"
    if first.value == last.value:
        return f"{name} stayed at {last.words} from {first.when} to {last.when}"
    way = "rose" if last.value > first.value else "fell"
    return f"{name} {way} from {first.words} {in_or_on(first)} to {last.words} {in_or_on(last)}"


def in_or_on(one: Figure) -> str:
    """Return when a figure was: "on 31 March 2018", "in 2017-18"."""
    return f"{'on' if one.period.days == 1 else 'in'} {one.when}"


def source(figures: Sequence[Figure]) -> str:
    """Return who supplied figures, in words for a line of source."""
    names = dict.fromkeys(each.suppliers for each in figures if each.readings)
    where = dict.fromkeys(row.source for each in figures for row in each.readings if row.source)
    return "; ".join([*names, *where]) or "Not supplied"
