"""The section of an indicator's page on its groups: for whom is it worse?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import blocks, presenters, queries
from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.judging import groups as judged
from goldenthread.evidence.judging.groups import Compared, Group
from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.sheet import in_words, say
from goldenthread.foundation.periods import Period
from goldenthread.ui import charts

_PEOPLE_COUNTED = frozenset({"children", "young people", "children and young people"})


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: its figure, how it compares, its rate where its people are known."""

    figure: Figure
    compared: Compared
    value: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One breakdown of its newest period. Without ``lines`` there is only the plain ``table``."""

    title: str
    head: str = ""
    shown: str = ""
    chart: charts.Chart | None = None
    lines: Sequence[GroupLine] = ()
    stands_on: str = ""
    source: str = ""
    notes: Sequence[str] = ()
    table: Any = None


def breakdowns(viewer: Viewer, book: Book) -> list[Breakdown]:
    """Return each breakdown an indicator has, of the newest period it was supplied for: who people are first."""
    newest: dict[str, Period] = {}
    for each in book.sheet.observations:
        name = cuts.dimensions(each.cut)
        if name and (name not in newest or (each.period.end, each.period.days) > _length(newest[name])):
            newest[name] = each.period
    if not newest:
        return []
    people = queries.people_of_groups(viewer, book.row.partnership_id)
    order = sorted(newest, key=lambda name: (name not in cuts.PROTECTED, name))
    return [_breakdown(book, newest[name], name, people) for name in order]


def _length(period: Period) -> tuple[Any, int]:
    return period.end, period.days


def _breakdown(book: Book, when: Period, name: str, people: queries.People) -> Breakdown:
    title = f"By {presenters.group_words(name).lower()}, {say(when)}"
    figures = [each for each in book.breakdowns(when)[name] if each.numerator is not None]
    if name not in cuts.PROTECTED or not figures:
        return Breakdown(title, table=blocks.table(book, when, f"evidence.{book.row.code}.table", name))
    return _compared(book, when, name, title, figures, people)


def _compared(
    book: Book, when: Period, name: str, title: str, figures: Sequence[Figure], people: queries.People
) -> Breakdown:
    details, whole = figures[0].details, book.figure(when)
    given = [Group(each.derived.cut, each.numerator or Decimal(0), _people(each, people)) for each in figures]
    found = judged.compare(given, details, _whole(whole))
    head, shown = judged.headline(found, details)
    complete = (when, name) in book.sheet.complete
    notes = [] if complete else ["The groups are not said to make up the whole."]
    notes += dict.fromkeys(note for each in figures for note in each.notes if note.startswith("Illustrative"))
    return Breakdown(
        title,
        head,
        shown,
        judged.picture(found, f"{book.row.name} by {presenters.group_words(name).lower()}", head),
        [GroupLine(*each, _value(*each)) for each in zip(figures, found, strict=True)],
        _stands_on(figures, people),
        blocks.source(figures),
        notes,
    )


def _whole(one: Figure) -> Group | None:
    return None if one.numerator is None else Group(cuts.WHOLE, one.numerator, one.denominator)


def _people(one: Figure, people: queries.People) -> Decimal | None:
    """How many the group could have been: as supplied, else its population of the year before, where people are counted."""
    if one.details.denominator_from == defining.GIVEN:
        return one.denominator
    row = _population(one, people)
    return None if row is None else Decimal(row.count)


def _population(one: Figure, people: queries.People) -> Any:
    details = one.details
    if details.denominator_from == defining.NOTHING and details.counts.lower() not in _PEOPLE_COUNTED:
        return None
    year = deriving.population_year(one.period.end)
    return people.get((one.derived.cut, year, details.age_from, details.age_to))


def _value(one: Figure, compared: Compared) -> str:
    """The percentage or rate of the group itself."""
    if one.details.denominator_from == defining.NOTHING or not compared.group.people:
        return ""
    parts = deriving.Parts(compared.group.numerator, compared.group.people)
    return in_words(deriving.value_of(parts, one.details), one.details)


def _stands_on(figures: Sequence[Figure], people: queries.People) -> str:
    """Where the numbers of people come from."""
    if figures[0].details.denominator_from == defining.GIVEN:
        return f"Of all: {figures[0].details.denominator[:1].lower()}{figures[0].details.denominator[1:]}."
    rows = [row for row in (_population(each, people) for each in figures) if row is not None]
    told = dict.fromkeys(f"{row.source}, {row.vintage}, mid-{row.year}" for row in rows)
    return f"People of each group: {'; '.join(told)}." if told else ""
