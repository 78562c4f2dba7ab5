"""Opening spreadsheets that people send, with guards against files that would harm, and reading their cells."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from goldenthread.foundation.errors import RuleBroken

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LINES = 5_000
WHOLE_FILE = "the file"
_UNREADABLE = "This is not a spreadsheet that can be read: save it as .xlsx or .csv."
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d/%m/%y")

Lines = list[tuple[int, Sequence[Any]]]


def opened(content: bytes) -> dict[str, Lines]:
    """Return the numbered lines of each sheet of a file, whatever its name says it is; a CSV is one sheet.

    Raises `RuleBroken` when the file as a whole cannot be read; says what to do instead.
    """
    if not content:
        raise RuleBroken("The file is empty.", field="file")
    if len(content) > MOST_BYTES:
        raise RuleBroken("The file is larger than 5 MB. Split it, or take pictures out.", field="file")
    return _workbook(content) if is_workbook(content) else {WHOLE_FILE: _csv(content)}


def is_workbook(content: bytes) -> bool:
    """Say whether a file begins as a workbook does, old or new."""
    return content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0"


def formulas(content: bytes, sheet: str, columns: set[int], head: int) -> Iterator[str]:
    """Yield the cells below a line that hold a formula, which other programs may read as something else, or the error of one."""
    if not is_workbook(content):
        return
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        for number, row in enumerate(book[sheet].iter_rows(max_row=MOST_LINES + head), start=1):
            for place, cell in enumerate(row):
                if number > head and place in columns and cell.data_type in ("f", "e"):
                    yield f"{letter(place)}{number}"
    finally:
        book.close()


def letter(place: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    words = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        words = chr(65 + rest) + words
    return words


def plain(cell: Any) -> str:
    """Return a cell as text, as people would read it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def day(cell: Any) -> date | None:
    """Return the day a cell names, as a date or in one of the ways people write one; None when it names none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in _DATES:
        try:
            return datetime.strptime(plain(cell), form).date()
        except ValueError:
            continue
    return None


def _csv(content: bytes) -> Lines:
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    comma = max(",;\t", key=head.count)
    try:
        return list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=comma), start=1))
    except csv.Error as error:
        raise RuleBroken("The file is not a CSV that can be read. Save it again.", field="file") from error


def _decoded(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RuleBroken("The file's letters cannot be read. Save it as CSV UTF-8.", field="file")


def _workbook(content: bytes) -> dict[str, Lines]:
    _not_a_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {
            name: list(enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1))
            for name in book.sheet_names
        }
    except PasswordError as error:
        raise RuleBroken("The file is locked with a password. Save it without one.", field="file") from error
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise RuleBroken(_UNREADABLE, field="file") from error


def _not_a_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        raise RuleBroken(_UNREADABLE, field="file") from error
    if unpacked > MOST_UNPACKED:
        raise RuleBroken("The file unpacks to far more than it should need. It was not opened.", field="file")
