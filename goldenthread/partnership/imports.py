"""Reading a register from a spreadsheet, with guards against files that would harm."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.foundation.errors import RuleBroken
from goldenthread.partnership.rules import registerfile as rules
from goldenthread.partnership.rules.membership import CAPACITIES

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LINES = 5_000
SHEET = "Register"
_LOOK_FOR_HEADER = 10

Line = tuple[int, Sequence[Any]]


def read(content: bytes, name: str, kinds: Mapping[str, str]) -> rules.Reading:
    """Return the lines of a spreadsheet and a message for each cell that cannot be used.

    Raises `RuleBroken` when the file as a whole cannot be read; says what to do instead.
    """
    if not content:
        raise RuleBroken("The file is empty.", field="file")
    if len(content) > MOST_BYTES:
        raise RuleBroken("The file is larger than 5 MB. Split it, or take pictures out.", field="file")
    lines = list(_csv(content) if name.lower().endswith(".csv") else _workbook(content))
    place, at = _header(lines)
    below = [line for line in lines if line[0] > place]
    if len(below) > MOST_LINES:
        raise RuleBroken(f"The file has more than {MOST_LINES:,} lines. Split it.", field="file")
    found = rules.read(below, at, kinds)
    for cell, line in _formulas(content, name, at, place):
        found.rows.pop(line, None)
        sentence = "This is a formula. Paste it as a value, so that what is read is what you see."
        found.messages.append(rules.Message(cell, sentence, line))
    found.messages.sort(key=lambda message: (message.line, message.cell))
    return found


def _header(lines: list[Line]) -> tuple[int, dict[str, int]]:
    for number, cells in lines[:_LOOK_FOR_HEADER]:
        at = rules.header(cells)
        if "agency" in at or "person" in at:
            return number, at
    wanted = ", ".join(label for label, _ in rules.COLUMNS.values())
    raise RuleBroken(
        f"No line names the columns. The first line must hold names such as: {wanted}. Download the template.",
        field="file",
    )


def _csv(content: bytes) -> Iterator[Line]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise RuleBroken("The file's letters cannot be read. Save it as CSV UTF-8.", field="file")
    try:
        yield from enumerate(csv.reader(io.StringIO(text)), start=1)
    except csv.Error as error:
        raise RuleBroken(
            "The file is not a CSV that can be read. Save it again from your spreadsheet.", field="file"
        ) from error


def _workbook(content: bytes) -> Iterator[Line]:
    _not_a_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if not names:
            raise RuleBroken("The workbook has no sheet.", field="file")
        wanted = next((name for name in names if name.strip().lower() == SHEET.lower()), names[0])
        rows = book.get_sheet_by_name(wanted).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise RuleBroken(
            "This is not a spreadsheet that can be read: save it as .xlsx or .csv.", field="file"
        ) from error
    yield from enumerate(rows, start=1)


def _not_a_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        raise RuleBroken(
            "This is not a spreadsheet that can be read: save it as .xlsx or .csv.", field="file"
        ) from error
    if unpacked > MOST_UNPACKED:
        raise RuleBroken("The file unpacks to far more than a register needs. It was not opened.", field="file")


def _formulas(content: bytes, name: str, at: Mapping[str, int], place: int) -> Iterator[tuple[str, int]]:
    """Cells that hold a formula, which other programs may read as something else."""
    if not name.lower().endswith((".xlsx", ".xlsm")):
        return
    columns = set(at.values())
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        wanted = next((each for each in book.sheetnames if each.strip().lower() == SHEET.lower()), book.sheetnames[0])
        for number, row in enumerate(book[wanted].iter_rows(max_row=MOST_LINES + 20), start=1):
            for index, cell in enumerate(row):
                if number > place and index in columns and cell.data_type == "f":
                    yield f"{rules.letter(index)}{number}", number
    finally:
        book.close()


def template(kinds: Sequence[str], groups: Sequence[str], agencies: Sequence[str]) -> bytes:
    """Return an empty workbook with the columns, lists to choose from, and a sheet that explains them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    for index, (label, _) in enumerate(rules.COLUMNS.values(), start=1):
        cell = sheet.cell(1, index, label)
        cell.font = Font(bold=True)
        sheet.column_dimensions[rules.letter(index - 1)].width = 24
    sheet.freeze_panes = "A2"
    lists = book.create_sheet("Lists")
    choices = {
        "agency": list(agencies),
        "kind": list(kinds),
        "agency_class": [
            "Statutory safeguarding partner",
            "Designated education agency",
            "Relevant agency",
            "Wider partner",
        ],
        "statutory_role": ["Local authority", "Health", "Police"],
        "group": list(groups),
        "capacity": [each.name for each in CAPACITIES.values() if each.code != "deputy"],
    }
    for place, (code, words) in enumerate(choices.items()):
        if not words:
            continue
        column = rules.letter(place)
        for number, word in enumerate([rules.COLUMNS[code][0], *words], start=1):
            lists.cell(number, place + 1, word).data_type = "s"
        rule = DataValidation("list", formula1=f"Lists!${column}$2:${column}${len(words) + 1}", allow_blank=True)
        rule.showErrorMessage = code not in {"agency"}
        target = rules.letter(list(rules.COLUMNS).index(code))
        rule.add(f"{target}2:{target}{MOST_LINES}")
        sheet.add_data_validation(rule)
    notes = book.create_sheet("How to fill it")
    for number, (label, hint) in enumerate(rules.COLUMNS.values(), start=1):
        notes.cell(number, 1, label).font = Font(bold=True)
        notes.cell(number, 2, hint).alignment = Alignment(wrap_text=True)
    notes.column_dimensions["A"].width = 22
    notes.column_dimensions["B"].width = 80
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
