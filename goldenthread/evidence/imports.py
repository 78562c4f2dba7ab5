"""Opening spreadsheets of figures, with guards against files that would harm, and the workbook to fill."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from goldenthread.evidence.rules import cuts, filing, peopling
from goldenthread.evidence.rules.lines import Columns, Message, Reading, header
from goldenthread.foundation import sheets as spreadsheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.sheets import MOST_LINES, Lines, letter

SHEET, PEOPLE = "Figures", "People"
_HEADS = 10
_HELP = ("Indicators", "Agencies", "How to fill it")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a sheet is called, which columns it has, and how its lines are read."""

    sheet: str
    columns: Columns
    needed: Sequence[str]
    read: Callable[..., Reading]


_FIGURES = _Layout(SHEET, filing.COLUMNS, filing.NEEDED, filing.read)
_PEOPLE = _Layout(PEOPLE, peopling.COLUMNS, peopling.NEEDED, peopling.read)


def read(content: bytes, known: filing.Known) -> Reading:
    """Return the lines of a file of figures with a message for each cell that cannot be used; raises `RuleBroken`."""
    return _read(content, known, _FIGURES)


def read_people(content: bytes, known: peopling.Known) -> Reading:
    """Return the lines of a file that says how many people groups have, in the same way; raises `RuleBroken`."""
    return _read(content, known, _PEOPLE)


def _read(content: bytes, known: Any, layout: _Layout) -> Reading:
    """Return the lines of a file with a message for each cell that cannot be used.

    Raises `RuleBroken` when the file as a whole cannot be read; says what to do instead.
    """
    sheets = spreadsheets.opened(content)
    sheet, lines, number, at = _chosen(sheets, layout)
    below = [line for line in lines if line[0] > number]
    if len(below) > MOST_LINES:
        raise RuleBroken(f"The file has more than {MOST_LINES:,} lines. Split it.", field="file")
    formulas = frozenset(spreadsheets.formulas(content, sheet, set(at.values()), number))
    found = layout.read(below, at, known, formulas)
    found.messages[:0] = list(_not_read(sheets, sheet, lines, number, at))
    return found


def _chosen(sheets: dict[str, Lines], layout: _Layout) -> tuple[str, Lines, int, dict[str, int]]:
    """Find the sheet and the line that names the columns: the sheet of the layout's name first."""
    order = sorted(sheets, key=lambda each: each.strip().lower() != layout.sheet.lower())
    for sheet in order:
        for number, cells in sheets[sheet][:_HEADS]:
            at = header(cells, layout.columns)
            if all(each in at for each in layout.needed):
                return sheet, sheets[sheet], number, at
    wanted = ", ".join(layout.columns[each][0] for each in layout.needed)
    looked = ", ".join(f"“{each}”" for each in sheets)
    raise RuleBroken(
        f"No line names the columns {wanted}. We looked at {looked}. Download the workbook and use its sheet “{layout.sheet}”.",
        field="file",
    )


def _not_read(
    sheets: dict[str, Lines], chosen: str, lines: Lines, number: int, at: dict[str, int]
) -> Iterator[Message]:
    """Say what was left aside, so that nothing is dropped in silence."""
    for sheet, rows in sheets.items():
        if sheet != chosen and sheet not in _HELP and any(any(str(c or "").strip() for c in row) for _, row in rows):
            yield Message(0, f"sheet {sheet}", "", f"The sheet “{sheet}” was not read. Only one sheet of figures is.")
    for place, cell in enumerate(next(cells for line, cells in lines if line == number)):
        if str(cell or "").strip() and place not in at.values():
            where = f"{letter(place)}{number}"
            yield Message(0, where, "", f"The column “{cell}” is not known and was not read.")


def template(indicators: Sequence[tuple[str, str, str]], agencies: Sequence[str]) -> bytes:
    """Return a workbook to fill: the columns, the indicators with what they count, the agencies, and how to fill it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    _head(sheet, [label for label, _ in filing.COLUMNS.values()])
    listed = book.create_sheet("Indicators")
    _head(listed, ["Indicator", "Numerator", "Denominator"])
    for row in indicators:
        listed.append(list(row))
    bodies = book.create_sheet("Agencies")
    _head(bodies, ["Agency"])
    for name in agencies:
        bodies.append([name])
    _choices(sheet, "A", f"Indicators!$A$2:$A${len(indicators) + 1}", bool(indicators))
    _choices(sheet, "G", f"Agencies!$A$2:$A${len(agencies) + 1}", bool(agencies))
    return _explained(book, _WORDS)


def people_template(areas: Sequence[str]) -> bytes:
    """Return a workbook to fill with how many people each group has; ``areas`` are the council areas, where there are several."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(PEOPLE)
    _head(sheet, [label for label, _ in peopling.COLUMNS.values()])
    for column, chosen in (("A", areas), ("B", cuts.PROTECTED)):
        _choices(sheet, column, f'"{",".join(chosen)}"', bool(chosen))
    return _explained(book, _PEOPLE_WORDS)


def _explained(book: Workbook, lines: Sequence[str]) -> bytes:
    words = book.create_sheet("How to fill it")
    words.column_dimensions["A"].width = 110
    for line in lines:
        words.append([line])
    sent = io.BytesIO()
    book.save(sent)
    return sent.getvalue()


def _head(sheet: Any, labels: Sequence[str]) -> None:
    for place, label in enumerate(labels, start=1):
        cell = sheet.cell(1, place, label)
        cell.font = Font(bold=True)
        sheet.column_dimensions[letter(place - 1)].width = 48 if label == "Indicator" else 22
    sheet.freeze_panes = "A2"


def _choices(sheet: Any, column: str, formula: str, wanted: bool) -> None:
    if wanted:
        choices = DataValidation(type="list", formula1=formula, allow_blank=True)
        sheet.add_data_validation(choices)
        choices.add(f"{column}2:{column}{MOST_LINES}")


_WORDS = (
    "One line is one figure. Give the numerator and, where the indicator has one of its own, the denominator.",
    "Never give a percentage, a rate or a total that can be added: they are worked out.",
    "From and To are the first and the last day. A year (2017-18), a quarter (Q1 2017-18) or one day may stand in From alone.",
    "Breakdown is empty for the whole. For a part write, for example, category: Neglect; sex: Girls.",
    "Months covered is empty when nothing is missing. Otherwise write, for example, 9 of 12.",
    "0 means that it was counted and none was found. Leave the line out when nothing was counted.",
)
_PEOPLE_WORDS = (
    "One line is one group at one mid-year: how many people it has, whoever they are. Rates of the group stand on it.",
    "Name each group as the figures do: Girls, 10 to 15, Asian or Asian British, Disabled, the name of a district.",
    "Council area is empty for the partnership as a whole. With several council areas, give a line for each of them.",
    "Mid-year is one year: a rate of the year to 31 March 2024, or on that day, stands on mid-2023.",
    "First age and last age are empty for children from birth to 17.",
    "Source says who published it, Release in which edition. A corrected number comes with a release of its own.",
)
