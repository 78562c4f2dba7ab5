"""Lists as files: CSV and Excel, in which no text can become a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.clock import london
from goldenthread.foundation.text import FORMULA, clean, slug

LONGEST_CELL = 32_000  # Excel refuses more than 32,767 characters
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class ExportMade:
    """A list was taken out as a file. ``filters`` are the sentences of the filters that were on."""

    viewer: Viewer
    at: datetime
    code: str
    title: str
    format: str
    rows: int
    filters: tuple[str, ...]


# Subscribers, called before the file leaves; one that raises stops it. The audit trail is one.
on_export: list[Callable[[ExportMade], None]] = []


def announce(made: ExportMade) -> None:
    """Tell every subscriber that a list is leaving."""
    for subscriber in on_export:
        subscriber(made)


def plain(value: Any) -> Any:
    """Return a value as files keep it: numbers and dates as such, all else as clean text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float | Decimal | date):
        return london(value).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(plain(one)) for one in value)
    return clean(str(value) if isinstance(value, UUID) else f"{value}")[:LONGEST_CELL]


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[bytes, int]:
    """Return a CSV file that Excel reads as UTF-8, and how many rows it has."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(plain(word)) for word in head])
    number = 0
    for row in rows:
        writer.writerow([_harmless(plain(value)) for value in row])
        number += 1
    return b"\xef\xbb\xbf" + text.getvalue().encode(), number


def as_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[bytes, int]:
    """Return an Excel workbook of one sheet, and how many rows it has."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for number in range(len(head)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = 24
    sheet.append([_cell(sheet, plain(word), bold=True) for word in head])
    number = 0
    for row in rows:
        sheet.append([_cell(sheet, plain(value)) for value in row])
        number += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), number


def download(content: bytes, *, name: str, extension: str) -> HttpResponse:
    """Return a file to keep, named after the list."""
    response = HttpResponse(content, content_type=CSV_TYPE if extension == "csv" else XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{slug(name) or "list"}.{extension}"'
    return response


def _harmless(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula: such a text gets an apostrophe before it."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl makes a formula of a text that begins with "="
        if value.startswith(FORMULA):
            cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in clean(title) if letter not in "[]:*?/\\'")[:31] or "List"
