"""What a file holds, piece by piece, and what the plan in it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

BULLET = "• "


@dataclass(frozen=True, slots=True)
class Words:
    """Text outside tables. ``heading``: its level, 0 for ordinary text; ``bullet``: it is a point of a list, ``depth`` deep."""

    text: str
    where: str
    heading: int = 0
    bullet: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, and where it stands. Points of a list in a cell begin with a bullet, each on a line.

    ``wide``: one cell stands across most of the row. ``note``: what a reader should know of it (hidden, struck through).
    """

    cells: tuple[str, ...]
    where: str
    wide: bool = False
    note: str = ""

    @property
    def filled(self) -> list[int]:
        """The places of the cells that hold something."""
        return [place for place, cell in enumerate(self.cells) if cell.strip()]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or a ``sheet`` of a workbook."""

    name: str
    rows: tuple[Row, ...]
    sheet: bool = False

    @property
    def width(self) -> int:
        """How many columns its longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Kept:
    """Text that is no part of a plan where it stands: a page header, a note, a cell far outside. ``message`` says why, once."""

    text: str
    where: str
    message: str = ""


Piece = Words | Grid | Kept


@dataclass(slots=True)
class Action:
    """What is to be done. ``due_text`` is as printed, ``due`` the day it means where it means one."""

    text: str
    where: str
    number: str = ""
    owners: list[str] = field(default_factory=list)
    due_text: str = ""
    due: date | None = None
    measure: str = ""
    actions: list["Action"] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "text": self.text,
            "owners": list(self.owners),
            "due_text": self.due_text,
            "due": self.due.isoformat() if self.due else None,
            "where": self.where,
            "actions": [each.as_plain() for each in self.actions],
        }


@dataclass(slots=True)
class Outcome:
    """What is to be reached; ``kind`` is what the partnership calls it."""

    text: str
    where: str
    number: str = ""
    kind: str = "outcome"
    measure: str = ""
    actions: list[Action] = field(default_factory=list)

    @property
    def measures(self) -> list[str]:
        """How it will be known, one a line of the file, with the measures of its actions."""
        texts = [self.measure, *(action.measure for action in self.actions)]
        return list(dict.fromkeys(line.strip() for text in texts for line in text.split("\n") if line.strip()))

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "kind": self.kind,
            "text": self.text,
            "where": self.where,
            "measures": self.measures,
            "actions": [each.as_plain() for each in self.actions],
        }


@dataclass(slots=True)
class Priority:
    """A priority of the plan, or what stands in its place at the top."""

    title: str
    where: str
    number: str = ""
    leads: list[str] = field(default_factory=list)
    why: str = ""
    outcomes: list[Outcome] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "title": self.title,
            "leads": list(self.leads),
            "where": self.where,
            "why": self.why,
            "outcomes": [each.as_plain() for each in self.outcomes],
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a plan needs and this one lacks, with how to mend it."""

    where: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Text of the file that is no part of the plan's outline."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file's tables: its place, its head, what it was taken for, and a cell of it."""

    key: str
    head: str
    meaning: str
    sample: str = ""


@dataclass(slots=True)
class PlanReading:
    """Everything the file says."""

    title: str = ""
    priorities: list[Priority] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "title": self.title,
            "priorities": [each.as_plain() for each in self.priorities],
            "gaps": [{"where": gap.where, "field": gap.field, "message": gap.message} for gap in self.gaps],
            "unread": [{"where": each.where, "text": each.text} for each in self.unread],
            "columns": [
                {"key": each.key, "head": each.head, "meaning": each.meaning, "sample": each.sample}
                for each in self.columns
            ],
        }

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes of all priorities."""
        for priority in self.priorities:
            yield from priority.outcomes

    def actions(self) -> Iterator[Action]:
        """Yield the actions of all outcomes, without their sub-actions."""
        for outcome in self.outcomes():
            yield from outcome.actions
