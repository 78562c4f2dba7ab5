"""Word documents: headings, text, lists and tables in the order of the page."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document as open_docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from goldenthread.foundation.text import clean
from goldenthread.plans.reading.kept import texts_of, words_of
from goldenthread.plans.reading.model import BULLET, Grid, Kept, Piece, Row, Words
from goldenthread.plans.reading.refusal import CannotRead


def read_word(content: bytes, name: str) -> list[Piece]:
    """Return the pieces of a .docx file."""
    try:
        docx = open_docx(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise CannotRead(f"{name} is damaged. Open it in Word and save it again.") from wrong
    pieces: list[Piece] = []
    tables = paragraphs = 0
    for element in _elements(docx.element.body):
        if element.tag == qn("w:tbl"):
            tables += 1
            pieces.append(_table(element, docx, f"table {tables}"))
            continue
        paragraph = Paragraph(element, docx)
        text = clean(paragraph.text)
        if text:
            paragraphs += 1
            pieces.append(_words(paragraph, text, f"paragraph {paragraphs}"))
    return [*pieces, *_beside(docx, pieces)]


_PARTS = (
    ("header", "page header"),
    ("footer", "page footer"),
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("comments", "comment"),
)


def _beside(docx: Any, pieces: list[Piece]) -> list[Piece]:
    """Return the text outside the flow of the page: headers, footers, notes, comments, text boxes and tracked insertions."""
    known = set().union(*(words_of(text) for _, text in texts_of(pieces)))
    found = [
        Kept(text, "text box or tracked change")
        for text in _paragraphs(docx.element.body)
        if not words_of(text) <= known
    ]
    for part in docx.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2]
        where = next((place for begins, place in _PARTS if re.fullmatch(rf"{begins}\d*\.xml", name)), "")
        if where:
            found += [Kept(text, where) for text in _paragraphs(parse_xml(part.blob))]
    return list(dict.fromkeys(found))


def _paragraphs(root: Any) -> list[str]:
    texts = ("".join(each.text or "" for each in paragraph.iter(qn("w:t"))) for paragraph in root.iter(qn("w:p")))
    return [text for text in map(clean, texts) if text]


def _elements(body: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, also those inside content controls."""
    for element in body.iterchildren():
        if element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element
        elif element.tag == qn("w:sdt"):
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from _elements(content)


def _words(paragraph: Paragraph, text: str, where: str) -> Words:
    style = str(getattr(paragraph.style, "name", "") or "")
    level = re.match(r"[Hh]eading (\d)", style)
    bold = bool(paragraph.runs) and all(run.bold for run in paragraph.runs if run.text.strip())
    heading = int(level[1]) if level else 1 if style == "Title" else 9 if bold and len(text) < 400 else 0
    return Words(text, where, heading, _is_point(paragraph, style))


def _is_point(paragraph: Paragraph, style: str) -> bool:
    return "List" in style or paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _table(table: Any, docx: Any, name: str) -> Grid:
    rows = []
    for number, row in enumerate(table.tr_lst, 1):
        cells: list[str] = []
        widest = 1
        for cell in row.tc_lst:
            span = int(cell.grid_span)
            widest = max(widest, span)
            goes_on = cell.vMerge is not None and cell.vMerge != "restart"
            cells += ["" if goes_on else _cell(cell, docx), *[""] * (span - 1)]
        if any(cells):
            rows.append(
                Row(tuple(cells), f"{name}, row {number}", widest >= max(2, len(cells) * 0.5) and len(cells) > 1)
            )
    return Grid(name, tuple(rows))


def _cell(cell: Any, docx: Any) -> str:
    lines = []
    for element in cell.iter(qn("w:p")):
        paragraph = Paragraph(element, docx)
        text = clean(paragraph.text)
        if text:
            style = str(getattr(paragraph.style, "name", "") or "")
            lines.append(f"{BULLET}{text}" if _is_point(paragraph, style) else text)
    return "\n".join(lines)
