"""The workbook of a return: made for one agency and one period, and read when it comes back."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import sheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.returns.queries import Row, Sheet, Workspace
from goldenthread.returns.rules import workbook
from goldenthread.returns.rules.asking import WHOLE
from goldenthread.returns.rules.workbook import COLUMNS, COVERED, DENOMINATOR, NUMERATOR, OPEN, Expected, Read

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD, _TYPE_HERE = PatternFill("solid", fgColor="DDE3EC"), PatternFill("solid", fgColor="FFFBE6")
_WIDTHS = {"partnership": 26, "indicator": 34, "group": 16, "counted": 44, "past": 34, COVERED: 10}
_TEXT_WIDTH = 30


def expected(work: Workspace, viewer: Viewer) -> dict[str, Expected]:
    """Return the rows of the workbook of a workspace, by key: those of the returns that are open."""
    found = {}
    for sheet in work.open:
        for row in sheet.rows:
            for place, cut in enumerate((WHOLE, *row.asked.cells)):
                one = _expected(sheet, row, place, cut, viewer)
                found[one.key] = one
    return found


def _expected(sheet: Sheet, row: Row, place: int, cut: str, viewer: Viewer) -> Expected:
    cell = row.filled.cell(cut)
    past = [f"{say(each.period)}: {row.asked.shown(each.parts)}" for each in row.asked.past[-workbook.PAST :]]
    counted = row.asked.details.numerator
    if row.asked.two:
        counted = f"{counted}, out of: {row.asked.details.denominator}"
    return Expected(
        key=f"{row.line.pk.hex}:{place}",
        line=row.line.pk,
        cut=cut,
        edition=row.line.edition,
        labels={
            "partnership": sheet.answer.call.partnership.title,
            "indicator": row.asked.name,
            "group": "All" if cut == WHOLE else cuts.words(cut),
            "counted": counted,
        },
        two=row.asked.two,
        months=row.asked.period.months,
        now=(cell.numerator, cell.denominator),
        own=row.line.entered_by in (None, viewer.user_id),
        past="; ".join(past) if cut == WHOLE else "",
    )


def make(work: Workspace, viewer: Viewer) -> bytes:
    """Return the workbook to fill: definitions and earlier figures beside each cell, and only the cells to fill unlocked."""
    book = Workbook()
    table = book.active
    assert isinstance(table, Worksheet)  # noqa: S101 - a new workbook has one
    table.title = workbook.SHEET
    rows = expected(work, viewer)
    _head(table)
    texts = _texts(work)
    for number, one in enumerate(rows.values(), start=workbook.HEAD + 1):
        _row(table, number, one, texts.get(one.key, {}))
    _rules(table, workbook.HEAD + len(rows))
    table.protection.sheet = True
    table.freeze_panes = f"{sheets.letter(list(COLUMNS).index('counted'))}{workbook.HEAD + 1}"
    table.column_dimensions["A"].hidden = True
    _definitions(book.create_sheet(workbook.DEFINITIONS), work)
    _mark(book.create_sheet(workbook.MARK), work, rows.values())
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _texts(work: Workspace) -> dict[str, dict[str, Any]]:
    """The words and months that stand in the draft, by the key of the row of the whole."""
    found = {}
    for sheet in work.open:
        for row in sheet.rows:
            line, covered = row.line, row.filled.covered
            words = {code: getattr(line, code) for code in workbook.TEXTS}
            found[f"{line.pk.hex}:0"] = words | {COVERED: covered.months if covered else None}
    return found


def _head(table: Worksheet) -> None:
    for place, (code, label) in enumerate(COLUMNS.items(), start=1):
        cell: Any = table.cell(workbook.HEAD, place, label)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = _WIDTHS.get(code, 12 if code in (NUMERATOR, DENOMINATOR) else _TEXT_WIDTH)
        table.column_dimensions[sheets.letter(place - 1)].width = width


def _row(table: Worksheet, number: int, one: Expected, texts: dict[str, Any]) -> None:
    given = {"key": one.key, **one.labels, "past": one.past, NUMERATOR: one.now[0], DENOMINATOR: one.now[1], **texts}
    for place, code in enumerate(COLUMNS, start=1):
        cell: Any = table.cell(number, place)
        _put(cell, given.get(code), as_number=code in (NUMERATOR, DENOMINATOR))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if _to_fill(code, one):
            cell.protection, cell.fill = Protection(locked=False), _TYPE_HERE


def _to_fill(code: str, one: Expected) -> bool:
    if code == DENOMINATOR:
        return one.two
    return code == NUMERATOR or (code in OPEN and one.whole)


def _put(cell: Any, value: Any, *, as_number: bool) -> None:
    """Write a value as what it is: a text never as a formula, a typed number as a number."""
    if value in (None, ""):
        return
    if as_number and str(value).replace(",", "").replace(".", "", 1).isdigit():
        text = str(value).replace(",", "")
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _rules(table: Worksheet, last: int) -> None:
    """Tell the spreadsheet what can be typed where."""
    first = workbook.HEAD + 1
    decimal = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    decimal.error, decimal.errorTitle = (
        "Type a number, 0 or more. Leave it empty if you cannot give it.",
        "Not a number",
    )
    decimal.prompt, decimal.promptTitle = "A number, never a percentage. 0 means that none was found.", "Number"
    months = DataValidation("whole", operator="between", formula1="1", formula2="12", allow_blank=True)
    months.error, months.errorTitle = "Type how many months are covered.", "Not a number of months"
    for rule, codes in ((decimal, (NUMERATOR, DENOMINATOR)), (months, (COVERED,))):
        rule.showErrorMessage = rule.showInputMessage = True
        table.add_data_validation(rule)
        for code in codes:
            column = sheets.letter(list(COLUMNS).index(code))
            rule.add(f"{column}{first}:{column}{max(first, last)}")


def _definitions(sheet: Worksheet, work: Workspace) -> None:
    for place, (label, width) in enumerate(
        (("Indicator", 34), ("What it means", 60), ("Number", 44), ("Out of", 44), ("Counted in", 16)), start=1
    ):
        head: Any = sheet.cell(1, place, label)
        head.font, head.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[sheets.letter(place - 1)].width = width
    for number, item in enumerate(work.items, start=2):
        details = item.first.asked.details
        values = (item.first.asked.name, details.words, details.numerator, details.denominator, details.counts)
        for place, value in enumerate(values, start=1):
            cell: Any = sheet.cell(number, place)
            _put(cell, value, as_number=False)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.protection.sheet = True


def _mark(sheet: Worksheet, work: Workspace, rows: Iterable[Expected]) -> None:
    """Write down for whom the workbook was made, and what stood in its number cells: read when it comes back."""
    sheet.append([workbook.NAME, workbook.FORMAT])
    sheet.append([str(work.agency), work.period.start.isoformat(), work.period.end.isoformat()])
    for one in rows:
        sheet.append([one.key, *(f"’{each}" for each in one.now)])
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def read(content: bytes, work: Workspace, viewer: Viewer) -> Read:
    """Read a workbook that was sent. Raises `RuleBroken` when it is not the one made for this agency and period."""
    opened = sheets.opened(content)
    before = _before(opened.get(workbook.MARK), work)
    if workbook.SHEET not in opened:
        raise RuleBroken(f"The sheet “{workbook.SHEET}” is gone or renamed. Give it back its name.", field="file")
    lines = opened[workbook.SHEET]
    if len(lines) > sheets.MOST_LINES:
        raise RuleBroken(f"The sheet has more than {sheets.MOST_LINES:,} rows. Take out what was added.", field="file")
    at = workbook.columns(lines[0][1] if lines else ())
    to_fill = {at[code] for code in OPEN}
    formulas = frozenset(sheets.formulas(content, workbook.SHEET, to_fill, workbook.HEAD))
    return workbook.read(lines[workbook.HEAD :], at, expected(work, viewer), before, formulas)


def _before(lines: sheets.Lines | None, work: Workspace) -> dict[str, tuple[str, str]]:
    """Return what stood in the workbook when it was handed out; raises `RuleBroken` for any other file."""
    rows = [[sheets.plain(cell) for cell in cells] for _, cells in lines or ()]
    if len(rows) < 2 or rows[0][0] != workbook.NAME:
        raise RuleBroken(
            "This is not the workbook made for this return. Download it, fill it and send that one.", field="file"
        )
    if rows[0][1] != workbook.FORMAT:
        raise RuleBroken("This workbook was made by another version of the product. Download it again.", field="file")
    made_for = [str(work.agency), work.period.start.isoformat(), work.period.end.isoformat()]
    if rows[1][:3] != made_for:
        raise RuleBroken("This workbook was made for another agency or another period.", field="file")
    return {row[0]: (row[1].removeprefix("’"), row[2].removeprefix("’")) for row in rows[2:]}
