"""What the evidence offers to reports: each figure, its breakdown and its trend, for the period a report is about."""

from collections.abc import Sequence
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import queries as published
from goldenthread.evidence import judging
from goldenthread.evidence.blocks import as_material, source, table, trend
from goldenthread.evidence.books import Book, book_from
from goldenthread.evidence.judgement import judgement
from goldenthread.evidence.placing import Place
from goldenthread.evidence.queries.compared import authority, beside_others
from goldenthread.evidence.queries.places import place
from goldenthread.evidence.queries.rows import behind, claims, indicators, of_code, readings, with_readings
from goldenthread.evidence.rules import defining, deriving
from goldenthread.evidence.veiling import veiled
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.workbench import materials as block

CODE = "evidence"
_CONTEXT = f"{CODE}.context.table"


@reads
def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[block.Offer]:
    """Return the indicators that have a figure for a period, with their breakdowns and trends."""
    found = [block.Offer(_CONTEXT, "The place: population, schools and homes", "table")]
    where = place(viewer, partnership)
    broken = set(
        readings(viewer)
        .filter(indicator__partnership=partnership, start__gte=period.start, end__lte=period.end)
        .exclude(cut="")
        .order_by()
        .values_list("indicator", flat=True)
    )
    veil = veiled(viewer)
    compared = published.published(viewer) if authority(viewer, partnership) else frozenset()
    for row in with_readings(viewer, partnership):
        book = veil(book_from(row, where, row.kept))  # type: ignore[attr-defined]  # queries.with_readings
        key, figure = f"{CODE}.{row.code}", book.figure(period)
        if figure.derived.how != "missing":
            found.append(block.Offer(key, row.name, "figure", f"{figure.words}. {figure.details.words}"))
        if row.pk in broken:
            found.append(block.Offer(f"{key}.table", f"{row.name}, by group", "table"))
        if judgement(book, until=period.end).judged.known >= judging.LEAST_FIGURES:
            found.append(block.Offer(f"{key}.xmr", f"{row.name}: has it really changed?", "chart"))
        if row.code in compared and figure.value is not None and figure.details.denominator_from != defining.NOTHING:
            found.append(block.Offer(f"{key}.compared", f"{row.name}: how do we compare?", "chart"))
        if len(book.years(until=period.end)) > 1:
            found.append(block.Offer(f"{key}.trend", f"{row.name}, over the years", "chart"))
    return found


@reads
def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> block.Block | None:
    """Return the block of a key: ``evidence.<code>``, ``.xmr``, ``.compared``, ``.table``, ``.table.<breakdown>`` or
    ``.trend``; None if there is none.
    """
    if key == _CONTEXT:
        return _context(viewer, partnership, period)
    code, _, form = key.removeprefix(f"{CODE}.").partition(".")
    try:
        row = of_code(viewer, partnership, code)
    except NotFound:
        return None
    printed = claims(viewer).filter(indicator=row.pk)
    book = veiled(viewer)(book_from(row, place(viewer, partnership), behind(viewer, row), printed))
    if not form:
        return as_material(book.figure(period), key)
    if form == "xmr":
        return _changed(book, period, key)
    if form == "compared":
        return _beside(viewer, book, period, key)
    if form == "trend":
        return trend(book, period, key)
    name, _, dimension = form.partition(".")
    return table(book, period, key, dimension) if name == "table" else None


def _changed(book: Book, period: Period, key: str) -> block.ChartBlock | None:
    """The chart of the page, as it stood at the end of a period; its title is its reading."""
    made = judgement(book, until=period.end)
    if made.judged.known < judging.LEAST_FIGURES:
        return None
    head, shown = judging.reading(made.judged, made.grain)
    title = f"{book.row.name}. {head}".rstrip(".")
    drawn = judging.picture(made.judged, title, f"{head} {shown}")
    points = tuple(as_material(each, f"{key}.{place}") for place, each in enumerate(made.figures, start=1))
    told = f"{source([each for each in made.figures if each.readings])}. {judging.method(made.judged)}"
    return block.ChartBlock(key, title, drawn, told, points)


def _beside(viewer: Viewer, book: Book, period: Period, key: str) -> block.ChartBlock | None:
    """Our figure beside neighbours, region and England, as published by the end of a period."""
    found = beside_others(viewer, judgement(book, until=period.end))
    if found is None:
        return None
    title = f"{book.row.name}. {found.head}".rstrip(".")
    drawn = judging.others.picture(found.ours, found.comparison, title, f"{found.head} {found.shown}")
    points = () if found.mine is None else (as_material(found.mine, f"{key}.ours"),)
    told = f"Ours: {found.ours.when}. Others: {found.comparison.release.words}. Intervals: 95%."
    return block.ChartBlock(key, title, drawn, told, points)


@reads
def of_record(viewer: Viewer, partnership: UUID, period: Period, record: UUID) -> Sequence[block.Figure]:
    """Return the figure of the last year before a period and that of the period, where the record is an indicator."""
    row = indicators(viewer, partnership).filter(pk=record).first()
    if row is None:
        return ()
    printed = claims(viewer).filter(indicator=row.pk)
    book = veiled(viewer)(book_from(row, place(viewer, partnership), behind(viewer, row), printed))
    key = f"{CODE}.{row.code}"
    before = [one for one in book.years() if one.period.end < period.start][-1:]
    now = book.figure(period)
    told = [as_material(one, f"{key}.before") for one in before]
    return [*told, as_material(now, key)] if now.value is not None else told


def _context(viewer: Viewer, partnership: UUID, period: Period) -> block.TableBlock | None:
    """The place: newest population by then, and what is counted of schools and homes."""
    where: Place = place(viewer, partnership)
    veil = veiled(viewer)
    rows: list[tuple[block.Cell, ...]] = []
    year = deriving.population_year(period.end)
    for (_, of, first, last), kept in sorted(where.populations.items(), key=lambda each: each[0][1:]):
        if of == year:
            named = kept[-1]
            about = "about " if named.approximate else ""
            rows.append(
                (
                    f"{named.area.name}: people aged {first} to {last}",
                    f"{about}{named.count:,}",
                    f"mid-{of}",
                    named.source,
                )
            )
    for row in with_readings(viewer, partnership).filter(group="context"):
        book = veil(book_from(row, where, behind(viewer, row)))
        one = book.figure(period)
        if one.value is not None:
            rows.append((row.name, as_material(one, f"{CODE}.{row.code}"), one.when, one.suppliers))
    if not rows:
        return None
    head = (block.Column("What"), block.Column("Number", number=True), block.Column("When"), block.Column("Source"))
    return block.TableBlock(_CONTEXT, "The place", head, tuple(rows), "As named in each line")
