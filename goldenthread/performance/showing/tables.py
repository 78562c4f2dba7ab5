"""Tables of the newest periods, one line for each indicator; and of one indicator in several partnerships."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from goldenthread.evidence.blocks import as_material, source
from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.rules.spacing import WORDS
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import listed
from goldenthread.performance.showing.small import nothing, until
from goldenthread.workbench.materials import Cell, Column, TableBlock

MOST_PERIODS = 8
"""Two years of quarters, which is what a board compares."""
_FEW = 2


def periods(every: Sequence[Judgement], key: str, title: str, day: date | None) -> tuple[list[TableBlock], list[str]]:
    """Return a table for each length of period, and what cannot be shown: quarters and years are never put side by side."""
    grains: dict[str, list[Judgement]] = {}
    absent = []
    for made in every:
        if until(made, day)[0].last is None:
            absent.append(nothing(made))
        else:
            grains.setdefault(made.grain, []).append(made)
    named = {grain: f"{title}: {WORDS[grain].lower()}" if len(grains) > 1 else title for grain in grains}
    return [_table(named[grain], held, f"{key}.{grain or 'own'}", day) for grain, held in grains.items()], absent


def _table(title: str, held: Sequence[Judgement], key: str, day: date | None) -> TableBlock:
    ends = sorted({each.period.end for made in held for each in made.figures if day is None or each.period.end <= day})
    columns = ends[-MOST_PERIODS:]
    names: dict[date, Period] = {each.period.end: each.period for made in held for each in made.figures}
    rows: list[tuple[Cell, ...]] = []
    shown: list[Figure] = []
    for made in held:
        there = {each.period.end: each for each in made.figures}
        cells: list[Cell] = [f"{made.book.row.name} ({made.book.details_now().unit})"]
        for end in columns:
            cells.append(as_material(there[end], f"{key}.{made.book.row.code}.{end}") if end in there else "")
            shown += [there[end]] if end in there else []
        rows.append(tuple(cells))
    head = [Column("Indicator"), *(Column(_short(names[end]), number=True) for end in columns)]
    return TableBlock(key, title, tuple(head), tuple(rows), source(shown), notes=tuple(_notes(shown)))


def _short(period: Period) -> str:
    """A period as the head of a column: "31 Mar 2018", "Q4 2017-18"."""
    return f"{period.end.day} {period.end:%b %Y}" if period.start == period.end else say(period)


def beside(
    books: Mapping[tuple[UUID, str], Book],
    codes: Sequence[str],
    places: Sequence[tuple[UUID, str]],
    key: str,
    title: str,
) -> TableBlock | None:
    """Return a table with a column for each partnership: the newest figure of each indicator, with its period.

    Nothing is added up: a child may be known in two places. None where no partnership keeps any of the indicators.
    """
    columns = [(pk, name) for pk, name in places if any((pk, code) in books for code in codes)]
    rows: list[tuple[Cell, ...]] = []
    shown: list[Figure] = []
    for code in codes:
        held = {pk: judgement(books[pk, code]).newest for pk, _ in columns if (pk, code) in books}
        if not held:
            continue
        cells: list[Cell] = [next(books[pk, code].row.name for pk in held)]
        for place, (pk, _) in enumerate(columns):
            one = held.get(pk)
            cells.append(as_material(one, f"{key}.{code}.{place}") if one else _missing(pk in held))
            shown += [one] if one else []
        rows.append(tuple(cells))
    if not rows:
        return None
    notes = _notes(shown)
    told = ("Each board's newest figure. They are not added: a child may be known to two boards.", *notes)
    head = (Column("Indicator"), *(Column(name, number=True) for _, name in columns))
    return TableBlock(key, title, head, tuple(rows), source(shown), notes=told)


def _notes(shown: Sequence[Figure]) -> list[str]:
    """What to know of the figures: a note that several periods share is said once."""
    about: dict[tuple[str, str], list[str]] = {}
    for one in shown:
        for note in one.notes:
            about.setdefault((one.book.row.name, note), []).append(one.when)
    return [
        f"{name}, {listed(whens)}: {note}" if len(whens) <= _FEW else f"{name}, {len(whens)} periods: {note}"
        for (name, note), whens in about.items()
    ]


def _missing(kept: bool) -> str:
    return "Nothing supplied" if kept else "Not collected"
