"""Finding the lines of accounts in a spreadsheet, and the workbook to fill."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from goldenthread.finance import filing, rules
from goldenthread.finance.filing import Known, Message, Reading
from goldenthread.foundation import sheets as spreadsheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.sheets import MOST_LINES, Lines, letter, plain

SHEET = "Accounts"
_HEADS = 10
_HELP = ("Agencies", "Funds", "How to fill it")


def read(content: bytes, known: Known) -> Reading:
    """Return the lines of a file with a message for each cell that cannot be used.

    Raises `RuleBroken` when the file as a whole cannot be read; says what to do instead.
    """
    sheets = spreadsheets.opened(content)
    sheet, number, at = _chosen(sheets)
    below = [line for line in sheets[sheet] if line[0] > number]
    if len(below) > MOST_LINES:
        raise RuleBroken(f"The file has more than {MOST_LINES:,} lines. Split it.", field="file")
    typed = frozenset(spreadsheets.formulas(content, sheet, set(at.values()), number))
    found = filing.read(below, at, known, typed)
    if not found.rows:
        raise RuleBroken(f"Nothing stands below the columns' names on line {number}.", field="file")
    found.messages[:0] = list(_not_read(sheets, sheet, number, at))
    return found


def _chosen(sheets: dict[str, Lines]) -> tuple[str, int, dict[str, int]]:
    """Find the sheet and the line that names the columns: the sheet called Accounts first."""
    for sheet in sorted(sheets, key=lambda each: each.strip().lower() != SHEET.lower()):
        for number, cells in sheets[sheet][:_HEADS]:
            at = filing.header(cells)
            if all(each in at for each in filing.NEEDED) and ("budget" in at or "amount" in at):
                return sheet, number, at
    looked = ", ".join(f"“{each}”" for each in sheets)
    raise RuleBroken(
        "No line names the columns Kind, Line, and Budget or Received or paid. "
        f"We looked at {looked}. Download the workbook and use its sheet “{SHEET}”.",
        field="file",
    )


def _not_read(sheets: dict[str, Lines], chosen: str, number: int, at: dict[str, int]) -> Iterator[Message]:
    """Say what was left aside, so that nothing is dropped in silence."""
    for sheet, rows in sheets.items():
        if sheet != chosen and sheet not in _HELP and any(any(map(plain, row)) for _, row in rows):
            yield Message(0, f"sheet {sheet}", "", f"The sheet “{sheet}” was not read. Only one sheet of accounts is.")
    for line, cells in sheets[chosen]:
        if line < number and any(map(plain, cells)):
            words = " ".join(filter(None, map(plain, cells)))[:200]
            yield Message(0, f"line {line}", "", f"“{words}” stands above the columns' names and was not read.")
        if line == number:
            for place, cell in enumerate(cells):
                if plain(cell) and place not in at.values():
                    told = f"The column “{plain(cell)}” is not known and was not read."
                    yield Message(0, f"{letter(place)}{number}", "", told)


def template(agencies: Sequence[str], funds: Sequence[str], lines: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook to fill: the columns with the lines that are there, the agencies, the funds, how to fill it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    _list(sheet, [label for label, _ in filing.COLUMNS.values()], lines)
    _list(book.create_sheet("Agencies"), ["Agency"], [[name] for name in agencies])
    _list(book.create_sheet("Funds"), ["Fund"], [[name] for name in funds])
    _choices(sheet, "kind", f'"{",".join(rules.KINDS.values())}"')
    _choices(sheet, "state", f'"{",".join(rules.STATES.values())}"')
    if agencies:
        _choices(sheet, "agency", f"Agencies!$A$2:$A${len(agencies) + 1}")
    if funds:
        _choices(sheet, "fund", f"Funds!$A$2:$A${len(funds) + 1}")
    words = book.create_sheet("How to fill it")
    words.column_dimensions["A"].width = 110
    for line in _WORDS:
        words.append([line])
    sent = io.BytesIO()
    book.save(sent)
    return sent.getvalue()


def _list(sheet: Any, labels: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    for place, label in enumerate(labels, start=1):
        sheet.cell(1, place, label).font = Font(bold=True)
        sheet.column_dimensions[letter(place - 1)].width = 40 if label in ("Line", "Agency", "Fund") else 18
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a name that begins with = is a name, not a formula
    sheet.freeze_panes = "A2"


def _choices(sheet: Any, column: str, formula: str) -> None:
    place = letter(list(filing.COLUMNS).index(column))
    choices = DataValidation(type="list", formula1=formula, allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"{place}2:{place}{MOST_LINES}")


_WORDS = (
    "One line is a contribution, an income or an expenditure, with its budget. Amounts are whole, also when boards share them.",
    "Never give totals, differences or balances: they are worked out. A line that is called a total is left aside.",
    "Money that moved stands in Received or paid, with its day and what it was: on the line itself, or on further lines of the "
    "same Kind, Line, Agency and Fund, without a budget.",
    "State is for contributions alone: Agreed, Confirmed, To be confirmed or Nil.",
    "Fund is empty for the general reserve. Our parts is empty when all is ours; otherwise write, for example, 1 of 2.",
    "Bring the same file in as often as you like: what is there already is not entered twice.",
)
