"""Workbooks: every sheet is a table; merged cells, hidden rows and formulas without a stored value are known."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from goldenthread.foundation.text import clean
from goldenthread.plans.reading.model import Grid, Kept, Piece, Row
from goldenthread.plans.reading.refusal import CannotRead

_MOST_ROWS, _MOST_COLUMNS = 20_000, 60
NO_VALUE = "formula without a stored value"


def read_workbook(content: bytes, name: str) -> list[Piece]:
    """Return the sheets of an .xlsx file, hidden ones too."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content)) if _has_formulas(content) else book
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, ParseError, OSError) as wrong:
        raise CannotRead(f"{name} is damaged. Open it and save it again.") from wrong
    pieces: list[Piece] = []
    for sheet in book.worksheets:
        if sheet.max_row and sheet.max_column:
            pieces += [_sheet(sheet, formulas[sheet.title]), *_outside(sheet)]
    return pieces


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(b"<f" in archive.read(each) for each in archive.namelist() if each.startswith("xl/worksheets/sheet"))


def _sheet(sheet: Any, formulas: Any) -> Grid:
    wide: dict[int, int] = {}
    for each in sheet.merged_cells.ranges:
        wide[each.min_row] = max(wide.get(each.min_row, 1), each.max_col - each.min_col + 1)
    columns = min(sheet.max_column, _MOST_COLUMNS)
    there = _cells_by_row(sheet)
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden and number <= _MOST_ROWS}
    rows = []
    for number in sorted(there.keys() | hidden):
        texts = [""] * columns
        notes = ["hidden"] if number in hidden else []
        for cell in there.get(number, ()):
            text = texts[cell.column - 1] = _text(cell.value)
            if cell.value is None and _is_formula(formulas.cell(number, cell.column).value):
                notes.append(f"{NO_VALUE} in {get_column_letter(cell.column)}{number}")
            if text and cell.font is not None and cell.font.strike:
                notes.append("struck through")
        if any(texts) or notes:
            where = f"sheet “{sheet.title}”, row {number}"
            whole = wide.get(number, 1) >= max(3, columns * 0.5)
            rows.append(Row(tuple(texts), where, whole, ", ".join(dict.fromkeys(notes))))
    if rows and sheet.sheet_state != "visible":
        rows[0] = replace(rows[0], note=", ".join(filter(None, [rows[0].note, "on a hidden sheet"])))
    return Grid(sheet.title, tuple(rows), sheet=True)


def _cells_by_row(sheet: Any) -> dict[int, list[Any]]:
    """Return the cells that exist where a table may stand: asking for a range would make all the empty ones."""
    rows: dict[int, list[Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if row <= _MOST_ROWS and column <= _MOST_COLUMNS:
            rows.setdefault(row, []).append(cell)
    return rows


def _outside(sheet: Any) -> list[Piece]:
    """Return the cells too far out to be a table's, and the comments on cells."""
    found: list[Piece] = []
    for (row, column), cell in sorted(sheet._cells.items()):
        where = f"sheet “{sheet.title}”, cell {get_column_letter(column)}{row}"
        if (row > _MOST_ROWS or column > _MOST_COLUMNS) and (text := _text(cell.value)):
            found.append(Kept(text, where, _too_far(sheet.title)))
        if cell.comment and (text := clean(cell.comment.text)):
            found.append(Kept(text, f"{where}, comment"))
    return found


def _too_far(title: str) -> str:
    last = get_column_letter(_MOST_COLUMNS)
    return (
        f"The sheet “{title}” goes on beyond column {last} or row {_MOST_ROWS:,}. What stands there is kept beside the plan. "
        "Move it nearer and bring the file in again."
    )


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def read_old_workbook(content: bytes, name: str) -> list[Piece]:
    """Return the sheets of an .xls or .ods file."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names]
    except PasswordError as wrong:
        raise CannotRead(f"{name} is locked with a password. Save a copy without one.") from wrong
    except CalamineError as wrong:
        raise CannotRead(f"{name} is damaged, or is no workbook. Open it and save it as .xlsx.") from wrong
    grids: list[Piece] = []
    for title, cells in sheets:
        rows = [
            Row(tuple(_text(value) for value in row[:_MOST_COLUMNS]), f"sheet “{title}”, row {number}")
            for number, row in enumerate(cells[:_MOST_ROWS], 1)
        ]
        grids.append(Grid(title, tuple(row for row in rows if row.filled), sheet=True))
        grids += [
            Kept(text, f"sheet “{title}”, row {number}", _too_far(title))
            for number, row in enumerate(cells, 1)
            for value in (row if number > _MOST_ROWS else row[_MOST_COLUMNS:])
            if (text := _text(value))
        ]
    return grids


def _text(value: Any) -> str:
    """Return a cell as people read it: dates as 31 March 2020, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))
