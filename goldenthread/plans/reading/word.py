"""Word documents: headings, text, lists and tables in the order of the page."""

import io
import zipfile
from typing import Any

from docx import Document as open_docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from goldenthread.foundation.text import clean
from goldenthread.foundation.wordtext import blocks_in, boxes_in, cells_of, level_of, outside, paragraphs_in, text_of
from goldenthread.plans.reading.model import BULLET, Grid, Kept, Piece, Row, Words
from goldenthread.plans.reading.refusal import CannotRead


def read_word(content: bytes, name: str) -> list[Piece]:
    """Return the pieces of a .docx file: text boxes after the paragraph they are tied to, notes and page headers at the end."""
    try:
        docx = open_docx(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise CannotRead(f"{name} is damaged. Open it in Word and save it again.") from wrong
    reader = _Reader(docx)
    reader.take(docx.element.body)
    return [*reader.pieces, *_beside(docx)]


_PARTS = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}


def _beside(docx: Any) -> list[Piece]:
    """Return the text outside the flow of the page: headers, footers, notes and comments."""
    return list(dict.fromkeys(Kept(clean(text), _PARTS[kind]) for kind, text in outside(docx, *_PARTS)))


class _Reader:
    """Gathers the pieces in the order of the page."""

    def __init__(self, docx: Any) -> None:
        self.docx = docx
        self.pieces: list[Piece] = []
        self.tables = self.paragraphs = 0

    def take(self, holder: Any) -> None:
        """Take the paragraphs and tables of the page, or of a text box."""
        for element in blocks_in(holder):
            if element.tag == qn("w:tbl"):
                self.tables += 1
                self.pieces.append(_table(element, self.docx, f"table {self.tables}"))
                continue
            if text := clean(text_of(element)):
                self.paragraphs += 1
                where = f"paragraph {self.paragraphs}"
                self.pieces.append(_words(Paragraph(element, self.docx), text, where))
            for box in boxes_in(element):
                self.take(box)


def _words(paragraph: Paragraph, text: str, where: str) -> Words:
    style = str(getattr(paragraph.style, "name", "") or "")
    level = level_of(paragraph.style, paragraph._p)
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    heading = level or (9 if bold and len(text) < 400 else 0)
    point = not level and _is_point(paragraph, style)
    return Words(text, where, 0 if point and not level else heading, point, _depth(paragraph, style) if point else 0)


def _is_point(paragraph: Paragraph, style: str) -> bool:
    return "List" in style or paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _depth(paragraph: Paragraph, style: str) -> int:
    """Return how deep a point of a list stands: by its level, or the number of its style (“List Bullet 2”)."""
    level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    if level is not None:
        return int(level.get(qn("w:val"), "0"))
    return int(style[-1]) - 1 if style[-1:].isdigit() else 0


def _table(table: Any, docx: Any, name: str) -> Grid:
    rows = []
    for number, row in enumerate(blocks_in(table, "w:tr"), 1):
        cells: list[str] = []
        widest = 1
        for cell in cells_of(row):
            span = int(cell.grid_span) if cell is not None else 1
            widest = max(widest, span)
            goes_on = cell is None or (cell.vMerge is not None and cell.vMerge != "restart")
            cells += ["" if goes_on else _cell(cell, docx), *[""] * (span - 1)]
        if any(cells):
            wide = widest >= max(2, len(cells) * 0.5) and len(cells) > 1
            rows.append(Row(tuple(cells), f"{name}, row {number}", wide))
    return Grid(name, tuple(rows))


def _cell(cell: Any, docx: Any) -> str:
    """Return a cell's paragraphs, a line each, also those of its text boxes and of tables that stand in it."""
    lines = []
    for element in paragraphs_in(cell):
        if text := clean(text_of(element)):
            paragraph = Paragraph(element, docx)
            style = str(getattr(paragraph.style, "name", "") or "")
            lines.append(f"{BULLET}{text}" if _is_point(paragraph, style) else text)
    return "\n".join(lines)
