"""Reading rows of a spreadsheet by the names of its columns, with a message for each cell that cannot be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.sheets import letter, plain


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with a cell, and how to mend it. ``cell`` is such as "D7", ``typed`` what stands there."""

    cell: str
    typed: str
    sentence: str


def places(head: Sequence[Any], columns: Mapping[str, str], needed: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, by code; raises `RuleBroken` when one that is needed is not there.

    ``columns`` are their headings by code. Capitals and spaces do not matter; a column nobody knows is left alone.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        words = same(plain(cell))
        for code, heading in columns.items():
            if words == same(heading):
                found.setdefault(code, place)
    missing = [columns[code] for code in needed if code not in found]
    if missing:
        raise RuleBroken(f"The first row has no column “{missing[0]}”. Give it back its name.", field="file")
    return found


def same(words: str) -> str:
    """Return words without what does not matter: capitals, and how many spaces."""
    return " ".join(words.split()).casefold()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, and its cells by the code of their column."""

    number: int
    cells: Sequence[Any]
    at: Mapping[str, int]

    def text(self, code: str) -> str:
        """Return a cell as text; nothing where the column or the cell is not there."""
        place = self.at.get(code)
        return plain(self.cells[place]) if place is not None and place < len(self.cells) else ""

    def message(self, code: str, sentence: str) -> Message:
        """Return a message about a cell."""
        return Message(f"{letter(self.at.get(code, 0))}{self.number}", self.text(code)[:80], sentence)


def rows(lines: Sequence[tuple[int, Sequence[Any]]], at: Mapping[str, int]) -> list[Row]:
    """Return the rows below the head that hold anything."""
    return [Row(number, cells, at) for number, cells in lines if any(plain(each) for each in cells)]
