"""The data behind a page as a workbook: every figure with its parts, its usual range, and where it comes from."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from goldenthread.evidence import judging
from goldenthread.evidence.judgement import Judgement
from goldenthread.foundation.text import clean

HEAD = (
    *("Indicator", "Code", "Group", "From", "To", "Numerator", "Denominator", "Value", "Unit", "Reading"),
    *("Mean", "Lower limit", "Upper limit", "Months covered", "Supplied by", "Status", "Definition", "Notes"),
)
_WIDTHS = {"Indicator": 44, "Notes": 60, "Supplied by": 30, "Reading": 40}
_ABOUT = (
    "A missing figure is an empty cell, never zero. Percentages and rates follow from numerator and denominator.",
    "Limits are those of the XmR chart: the mean of the stretch, plus and minus 2.66 times its mean moving range.",
)
_PROTECTED = (
    "“hidden” stands where a number is small, or would give a small number away, by the partnership's policy for its board papers. "
    "It is not zero. Means and limits are worked out from what is shown."
)
_INTERNAL = "Internal, not for circulation: small numbers are not hidden here. Do not publish or pass on."
_HIDDEN = "hidden"


def workbook(title: str, every: Iterable[Judgement], *, internal: bool = False) -> bytes:
    """Return the workbook: one sheet of figures, one that says how to read them. ``internal``: nothing was hidden in them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Figures")
    sheet.freeze_panes = "A2"
    for place, label in enumerate(HEAD):
        sheet.column_dimensions[chr(ord("A") + place)].width = _WIDTHS.get(label, 14)
    sheet.append([_cell(sheet, label, bold=True) for label in HEAD])
    for made in every:
        for line in lines(made):
            sheet.append([_cell(sheet, value) for value in line])
    about = book.create_sheet("How to read it")
    about.column_dimensions["A"].width = 120
    for words in (title, _INTERNAL if internal else _PROTECTED, *_ABOUT):
        about.append([_cell(about, words)])
    sent = io.BytesIO()
    book.save(sent)
    return sent.getvalue()


def lines(made: Judgement) -> Iterator[list[Any]]:
    """Yield the figures of an indicator, oldest first, as `HEAD` names them."""
    for place, one in enumerate(made.figures):
        segment = made.judged.chart.segments[made.judged.point(place).segment]
        coverage = one.derived.coverage
        yield [
            made.book.row.name,
            made.book.row.code,
            made.book.row.group,
            one.period.start,
            one.period.end,
            _HIDDEN if one.hidden and one.numerator is None else one.numerator,
            one.denominator,
            _HIDDEN if one.hidden else one.value,
            one.details.unit,
            judging.why(made.judged, place),
            segment.mean,
            segment.lower,
            segment.upper,
            coverage.words if coverage else "",
            one.suppliers,
            one.status,
            one.version,
            " ".join(one.notes),
        ]


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=clean(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with "=" is no formula
    if bold:
        cell.font = Font(bold=True)
    return cell
