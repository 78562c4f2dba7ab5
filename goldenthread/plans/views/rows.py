"""A plan as a page shows it: its priorities, each with the rows under it, filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.foundation.text import short_date
from goldenthread.plans import presenters
from goldenthread.plans.queries import Line, Placed
from goldenthread.plans.rules.counting import Counted
from goldenthread.ui import lists


@dataclass(frozen=True, slots=True)
class Row:
    """An item or an action: what stands in the columns of the page and the file."""

    id: UUID
    what: str
    number: str
    text: str
    who: str
    accountable: str
    due: str
    due_on: date | None
    tag: tuple[str, str]
    words: str
    url: str
    depth: int
    late: bool
    is_action: bool
    counted: Counted | None = None
    tag_line: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether there is something to say of how it is going."""
        return self.is_action or self.tag != presenters.NOT_JUDGED or bool(self.counted and self.counted.total)


@dataclass(frozen=True, slots=True)
class Section:
    """A part at the top of a plan, and the rows under it."""

    top: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns a plan needs. One that runs shows what it lacks; one that is over shows what it has."""

    who: bool = True
    accountable: bool = False
    due: bool = True
    going: bool = True
    levels: bool = True

    @classmethod
    def of(cls, found: Iterable[Section], *, runs: bool) -> "Shape":
        """Return what the rows of a plan need."""
        rows = [row for section in found for row in section.rows]
        answers = any(row.accountable for row in rows)
        return cls(
            who=runs or answers or any(row.who for row in rows),
            accountable=answers,
            due=runs or any(row.due for row in rows),
            going=runs or any(row.is_judged for row in rows),
            levels=len({row.what for row in rows}) > 1,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filter of the page asks for."""

    who: str = ""
    state: str = ""
    late: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Wanted":
        """Read it from the address."""
        asked = request.GET
        return cls(asked.get("who", "")[:200], asked.get("state", "")[:40], asked.get("late") == "1")

    @property
    def anything(self) -> bool:
        """Whether something is filtered."""
        return bool(self.who or self.state or self.late)

    def fits(self, row: Row) -> bool:
        """Whether a row itself is asked for."""
        return (
            (not self.who or self.who in row.who or self.who == row.accountable)
            and (not self.state or row.tag[0] == self.state)
            and (not self.late or row.late)
        )


def of_item(line: Line, counted: Counted, on: date) -> Row:
    """Return the row of an item."""
    item = line.item
    done = line.progress is not None and line.progress.state == "done"
    responsible = presenters.names(line.responsible)
    leads = presenters.names(line.leads)
    return Row(
        id=item.pk,
        what=line.level,
        number=line.number,
        text=item.text,
        who=", ".join(filter(None, [leads, responsible if responsible != leads else ""])),
        accountable=line.accountable.who if line.accountable else "",
        due=presenters.due_words(item),
        due_on=item.due_on,
        tag=presenters.progress_tag(line.progress),
        words=line.progress.words if line.progress else "",
        url=reverse("plans:item", args=[item.pk]),
        depth=line.depth,
        late=bool(item.due_on and item.due_on < on and not done),
        is_action=False,
        counted=counted,
        tag_line=item.tag,
    )


def of_action(one: Placed, line: Line, names: tuple[str, str]) -> Row:
    """Return the row of an action."""
    day = short_date(one.due_on) if one.due_on else ""
    said = one.action.due_words
    return Row(
        id=one.action.pk,
        what=names[1] if one.depth else names[0],
        number=one.number,
        text=one.action.text or one.action.record.title,
        who=one.owner,
        accountable="",
        due=f"{day}, said as “{said}”" if day and said else day or said,
        due_on=one.due_on,
        tag=presenters.action_tag(one.action),
        words="",
        url=reverse("thread:action", args=[one.action.pk]),
        depth=line.depth + 1 + one.depth,
        late=one.late,
        is_action=True,
    )


def sections(
    lines: Iterable[Line],
    under: Mapping[UUID, list[Placed]],
    counts: Mapping[UUID, Counted],
    *,
    names: tuple[str, str],
    on: date,
    wanted: Wanted = Wanted(),
) -> list[Section]:
    """Return a plan's priorities with what stands under them; of a filter, what fits and what it stands under."""
    gathered: list[tuple[Row, list[Row]]] = []
    for line in lines:
        row = of_item(line, counts[line.item.pk], on)
        if line.depth == 0 or not gathered:
            gathered.append((row, []))
        else:
            gathered[-1][1].append(row)
        gathered[-1][1].extend(of_action(one, line, names) for one in under.get(line.item.pk, ()))
    if not wanted.anything:
        return [Section(top, tuple(rows)) for top, rows in gathered]
    kept = [Section(top, tuple(_fitting(rows, wanted))) for top, rows in gathered]
    return [each for each in kept if each.rows or wanted.fits(each.top)]


def _fitting(rows: list[Row], wanted: Wanted) -> list[Row]:
    """Return the rows that fit, each with those it stands under."""
    kept: list[Row] = []
    need = 0
    for row in reversed(rows):
        if wanted.fits(row) or row.depth < need:
            kept.append(row)
            need = row.depth
    return kept[::-1]


def everybody(found: Iterable[Section]) -> list[str]:
    """Return everybody who leads or does something, for the filter."""
    rows = [row for section in found for row in (section.top, *section.rows)]
    return sorted({name for row in rows for name in (row.who, row.accountable) if name}, key=str.casefold)


def states(found: Iterable[Section]) -> list[str]:
    """Return the states that occur, for the filter."""
    return sorted({row.tag[0] for section in found for row in (section.top, *section.rows)})


FORMATS = ("csv", "xlsx")
FILE = lists.ListView(
    "plans.parts",
    "Plan",
    columns=[
        lists.Column("what", "Level", value=lambda row: row.what),
        lists.Column("number", "Number", value=lambda row: row.number),
        lists.Column("text", "What", value=lambda row: row.text),
        lists.Column("who", "Who", value=lambda row: row.who),
        lists.Column("accountable", "Accountable", value=lambda row: row.accountable),
        lists.Column("due_on", "Due", value=lambda row: row.due_on),
        lists.Column("due", "Due, as said", value=lambda row: row.due),
        lists.Column("state", "How it is going", value=lambda row: row.tag[0]),
        lists.Column("words", "In words", value=lambda row: row.words),
        lists.Column("progress", "Actions", value=lambda row: row.counted.words if row.counted else ""),
    ],
)


def in_short(found: Iterable[Section], level: str) -> list[Section]:
    """Return what stands on one page: each priority with what is right under it, without what goes by another name."""
    return [_short(section, level) for section in found]


def _short(section: Section, level: str) -> Section:
    near = [row for row in section.rows if row.depth == section.top.depth + 1 and not row.is_action]
    return Section(section.top, tuple([row for row in near if row.what == level] or near))


def flat(found: Iterable[Section]) -> list[Any]:
    """Return all rows in the order of reading, for a file."""
    return [row for section in found for row in (section.top, *section.rows)]
