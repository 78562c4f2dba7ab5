"""Reading a list of cases: which column, which lines. Nothing of the file is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.case_audits.rules import references
from goldenthread.case_audits.rules.references import Listed, Refused
from goldenthread.foundation import sheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import counted, listed

_HEADS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """The cases of a list, and every line that was refused."""

    listed: Sequence[Listed]
    refused: Sequence[Refused]

    @property
    def fault(self) -> str:
        """What is wrong with the list, in words; "" where nothing is. The first lines are named."""
        if not self.refused:
            return ""
        told = [each.words for each in self.refused[: references.MOST_SHOWN]]
        more = len(self.refused) - len(told)
        return " ".join([*told, f"And {counted(more, 'more row')}." if more else ""]).strip()


def read(content: bytes, column: str, divided_by: str = "", since: str = "") -> Found:
    """Read a CSV or Excel list: only the columns of references, of the parts that divide it, and of since when progress lasts.

    Raises `RuleBroken` for a file that cannot be read, that lacks the column, or that carries columns about people.
    """
    lines = _first_sheet(sheets.opened(content))
    number, heads = _heads(lines, column)
    personal = references.personal_columns(heads)
    if personal:
        named = listed(f"“{each}”" for each in personal)
        raise RuleBroken(
            f"The list has columns about people: {named}. Take them out and send it again. Nothing was kept.",
            field="file",
        )
    at, part = _place(heads, column, "column"), _place(heads, divided_by, "divided_by") if divided_by else None
    lasting = _place(heads, since, "since") if since else None
    rows = [
        (line, _cell(cells, at), _cell(cells, part), _cell(cells, lasting))
        for line, cells in lines
        if line > number and any(str(cell or "").strip() for cell in cells)
    ]
    found, refused = references.read(rows, divided=part is not None, lasting=lasting is not None)
    return Found(found, refused)


def _first_sheet(found: dict[str, sheets.Lines]) -> sheets.Lines:
    full = [lines for lines in found.values() if lines]
    if not full:
        raise RuleBroken("The file is empty.", field="file")
    if len(full) > 1:
        raise RuleBroken(
            "The workbook has more than one sheet. Send the list alone: nothing else is read.", field="file"
        )
    return full[0]


def _heads(lines: sheets.Lines, column: str) -> tuple[int, list[str]]:
    for number, cells in lines[:_HEADS]:
        heads = [str(cell or "").strip() for cell in cells]
        if column.strip().lower() in [head.lower() for head in heads]:
            return number, heads
    raise RuleBroken(
        f"No line names a column “{column.strip()}”. The first line of the list names its columns.", field="column"
    )


def _place(heads: Sequence[str], column: str, field: str) -> int:
    wanted = column.strip().lower()
    places = [place for place, head in enumerate(heads) if head.lower() == wanted]
    if not places:
        raise RuleBroken(
            f"The list has no column “{column.strip()}”. It has: {listed(head for head in heads if head)}.", field=field
        )
    return places[0]


def _cell(cells: Sequence[Any], at: int | None) -> str:
    return sheets.plain(cells[at]).strip() if at is not None and at < len(cells) else ""
