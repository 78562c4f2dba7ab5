"""Levels of need on the last day of a year: how many children, for how many of all children, and whether it grew."""

from collections.abc import Sequence
from decimal import Decimal

from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.placing import Place
from goldenthread.evidence.rules import defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.sheet import People, say
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.performance.showing.small import nothing
from goldenthread.ui import charts
from goldenthread.workbench.materials import Cell, Column, TableBlock

_CHILDREN = Details(
    words="Children", numerator="Children", denominator_from=defining.POPULATION, factor=defining.PER_10000
)
Made = tuple[list[TableBlock], charts.Chart | None, list[str]]


def table(every: Sequence[Judgement], place: Place, key: str, title: str, period: Period | None) -> Made:
    """Return the table and its bars, and what cannot be shown. Without a period: the newest year that has any."""
    year = period or _newest(every)
    if year is None:
        return [], None, [nothing(made) for made in every]
    people = place.people(year.end, _CHILDREN)
    rows: list[tuple[Cell, ...]] = []
    shown: list[Figure] = []
    absent = []
    for made in every:
        one = made.book.figure(year)
        if one.numerator is None or one.details.denominator_from == defining.GIVEN:
            why = "hidden to protect children" if one.hidden else "nothing supplied"
            absent.append(f"{made.book.row.name}: {why} for {say(year)}.")
            continue
        shown.append(one)
        before = made.book.figure(_before(year))
        rows.append(
            (
                f"{made.book.row.name} ({one.details.counts})",
                as_material(one, f"{key}.{made.book.row.code}"),
                _rate(one.numerator, people),
                _one_in(one, people),
                _moved(one, before),
            )
        )
    if not rows:
        return [], None, absent
    head = (
        Column("Level"), Column("Number", number=True), Column("Per 10,000 children", number=True),
        Column("One in", number=True), Column("On the year before", number=True),
    )  # fmt: skip
    notes = (
        *((f"Rates stand on {people.words}.",) if people else ("No population is kept, so no rate is worked out.",)),
        "A child may be counted at more than one level, so the levels are not added up.",
        *dict.fromkeys(f"{one.book.row.name}: {note}" for one in shown for note in one.notes),
    )
    made_of = TableBlock(key, f"{title}, {say(year)}", head, tuple(rows), source(shown), notes=notes)
    names = [one.book.row.name for one in shown]
    largest = max(shown, key=lambda one: one.numerator or 0)
    words = f"{largest.book.row.name} is the largest level: {largest.numerator:,.0f}"
    chart = charts.bar(words, names, [float(one.numerator or 0) for one in shown], name="Number", of="Level")
    return [made_of], chart if len(shown) > 1 else None, absent


def _newest(every: Sequence[Judgement]) -> Period | None:
    """The newest year at whose end most of the levels are known."""
    ends = [each.period for made in every for each in made.book.years()]
    return max(set(ends), key=lambda year: (ends.count(year), year.end)) if ends else None


def _before(year: Period) -> Period:
    return year_from_april(f"{year.start.year - 1}-{year.start.year % 100:02d}")


def _rate(number: Decimal, people: People | None) -> str:
    if people is None:
        return ""
    return f"{deriving.half_up(number * 10_000 / people.count, 1):,.1f}"


def _one_in(one: Figure, people: People | None) -> str:
    """How many children there are for each one counted; only where children are counted."""
    if people is None or not one.numerator or one.details.counts != "children":
        return ""
    return f"{deriving.half_up(people.count / one.numerator, 0):,.0f}"


def _moved(one: Figure, before: Figure) -> str:
    if before.numerator is None or one.numerator is None or before.version != one.version:
        return ""
    if not deriving.comparable(one.period, before.period, one.derived.coverage, before.derived.coverage):
        return "Not comparable"
    moved = one.numerator - before.numerator
    return f"{moved:+,.0f}" if moved else "No change"
