"""Tables as workbooks: plain text cells, a fixed head, wide enough to read."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from goldenthread.foundation import sheets
from goldenthread.foundation.errors import RuleBroken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD, _TYPE_HERE = PatternFill("solid", fgColor="DDE3EC"), PatternFill("solid", fgColor="FFFBE6")
_WIDE, _NARROW = 44, 16


def made(
    title: str, rows: Sequence[Sequence[str]], *, to_fill: Sequence[str] = (), hidden: Sequence[str] = ()
) -> bytes:
    """Return a workbook of one sheet. ``to_fill`` and ``hidden`` name columns by their heading. No cell is ever a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = title[:31]
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell: Any = sheet.cell(number, place)
            cell.value, cell.data_type = value or None, "s" if value else "n"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), _HEAD
            elif rows[0][place - 1] in to_fill:
                cell.fill = _TYPE_HERE
    for place, heading in enumerate(rows[0]):
        longest = max(len(row[place]) for row in rows)
        column = sheet.column_dimensions[sheets.letter(place)]
        column.width = _WIDE if longest > _NARROW else _NARROW
        column.hidden = heading in hidden
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def lines(content: bytes) -> sheets.Lines:
    """Return the lines of the first sheet of a file. Raises `RuleBroken` when it cannot be read, or is too long."""
    found = next(iter(sheets.opened(content).values()), [])
    if len(found) > sheets.MOST_LINES:
        raise RuleBroken(f"The sheet has more than {sheets.MOST_LINES:,} rows.", field="file")
    return found


def first_with(content: bytes, heading: str) -> tuple[str, sheets.Lines, list[str]]:
    """Return the first sheet of a file whose first row has a heading, by name with its lines, and the names of the others.

    Without one it is the first sheet. Raises `RuleBroken` when the file cannot be read, or the sheet is too long.
    """
    found = {name: rows for name, rows in sheets.opened(content).items() if rows}
    wanted = " ".join(heading.split()).casefold()
    having = [
        name
        for name, rows in found.items()
        if wanted in {" ".join(sheets.plain(each).split()).casefold() for each in rows[0][1]}
    ]
    name = next(iter(having or found), "")
    if len(found.get(name, [])) > sheets.MOST_LINES:
        raise RuleBroken(f"The sheet “{name}” has more than {sheets.MOST_LINES:,} rows.", field="file")
    return name, found.get(name, []), [each for each in found if each != name]
