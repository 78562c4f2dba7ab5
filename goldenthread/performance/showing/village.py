"""The village of 100 children: shares said as children one can picture."""

from collections.abc import Sequence
from decimal import Decimal

from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.placing import Place
from goldenthread.evidence.rules import defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.periods import Period
from goldenthread.performance.rules import hundred, of_hundred
from goldenthread.workbench.materials import Cell, Column, TableBlock

_PEOPLE = frozenset({"children", "pupils", "young people"})
LAST_AGE = 17


def table(
    every: Sequence[Judgement], place: Place, key: str, title: str, period: Period | None
) -> tuple[list[TableBlock], list[str]]:
    """Return how many of 100 children each indicator tells of, and what cannot be said so. Ages, where kept, add to 100."""
    rows: list[tuple[Cell, ...]] = []
    shown: list[Figure] = []
    absent = []
    for made in every:
        one = _figure(made, period)
        share = None if one is None else _share(one, place)
        if one is None or share is None:
            absent.append(f"{made.book.row.name}: {_why(made, one)}")
            continue
        shown.append(one)
        rows.append(
            (made.book.row.name, of_hundred(share).words, as_material(one, f"{key}.{made.book.row.code}"), one.when)
        )
    found = [_ages(place, f"{key}.ages", period)]
    if rows:
        head = (
            Column("Of 100 children"),
            Column("How many", number=True),
            Column("Figure", number=True),
            Column("When"),
        )
        notes = ("Each line is rounded by itself; a child may be in several.",)
        found.append(TableBlock(key, title, head, tuple(rows), source(shown), notes=notes))
    return [each for each in found if each is not None], absent


def _figure(made: Judgement, period: Period | None) -> Figure | None:
    if period is not None:
        one = made.book.figure(period)
        return one if one.value is not None or one.hidden else None
    years = made.book.years()
    return years[-1] if years else made.newest


def _share(one: Figure, place: Place) -> Decimal | None:
    """The share of children, from 0 to 1; None where it does not count people, or nobody knows of how many."""
    details = one.details
    if details.counts not in _PEOPLE or one.numerator is None:
        return None
    if details.factor == defining.PERCENT and one.denominator:
        return one.numerator / one.denominator
    if details.denominator_from == defining.GIVEN or details.year_rule != defining.LAST:
        return None
    people = place.people(one.period.end, Details(words="", numerator="", age_from=0, age_to=LAST_AGE))
    return min(Decimal(1), one.numerator / people.count) if people else None


def _why(made: Judgement, one: Figure | None) -> str:
    details = made.book.details_now()
    if one is None:
        return "nothing supplied yet."
    if one.hidden:
        return "hidden to protect children."
    if details.counts not in _PEOPLE:
        return f"it counts {details.counts}, not children."
    if details.year_rule != defining.LAST and details.factor != defining.PERCENT:
        return "it counts what happens in a time, not children on a day."
    return "nobody has said of how many."


def _ages(place: Place, key: str, period: Period | None) -> TableBlock | None:
    """How old the 100 children are, where populations by age fill 0 to 17 without a gap; parts of one whole add to 100."""
    year = deriving.population_year(period.end) if period else max((each[1] for each in place.populations), default=0)
    bands: dict[tuple[int, int], int] = {}
    sources = []
    areas = {area for area, of, _, _ in place.populations if of == year}
    for (_, of, first, last), kept in place.populations.items():
        if of == year and last <= LAST_AGE and (first, last) != (0, LAST_AGE):
            bands[first, last] = bands.get((first, last), 0) + kept[-1].count
            sources.append(kept[-1].source)
    chosen = _tiling(bands)
    if not chosen or not areas:
        return None
    counts = hundred([Decimal(bands[band]) for band in chosen])
    rows = tuple(
        (f"Aged {band[0]} to {band[1]}", str(count), f"{bands[band]:,}")
        for band, count in zip(chosen, counts, strict=True)
    )
    head = (Column("How old"), Column("Of 100 children", number=True), Column("Children", number=True))
    return TableBlock(key, f"How old the 100 children are, mid-{year}", head, rows, ", ".join(dict.fromkeys(sources)))


def _tiling(bands: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """The bands that fill 0 to 17, each beginning where the last ended; empty where none do."""
    found, first = list[tuple[int, int]](), 0
    while first <= LAST_AGE:
        next_one = min((band for band in bands if band[0] == first), key=lambda band: band[1], default=None)
        if next_one is None:
            return []
        found.append(next_one)
        first = next_one[1] + 1
    return found
