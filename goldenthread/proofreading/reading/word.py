"""Word documents."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from goldenthread.foundation.text import clean
from goldenthread.proofreading.model import Block, Cell, Document, Heading, Item, Paragraph, Table
from goldenthread.proofreading.reading.places import Places
from goldenthread.proofreading.reading.refusal import CannotRead

_MOST_UNPACKED = 400 * 1024 * 1024  # with its pictures
_MOST_WORDS = 60 * 1024 * 1024  # a report of 100 pages has 3 MB


def read_word(path: Path) -> Document:
    """Return the document of a .docx file."""
    _check(path)
    docx = open_docx(str(path))
    reader = _Reader()
    for element in docx.element.body.iterchildren():
        reader.take(element, docx)
    for box in docx.element.body.iter(qn("w:txbxContent")):
        for paragraph in box.iter(qn("w:p")):
            reader.paragraph(DocxParagraph(paragraph, docx))
    title = docx.core_properties.title or next((b.text for b in reader.blocks if isinstance(b, Heading)), path.stem)
    return Document(title, tuple(reader.blocks))


def _check(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = {each.filename: each.file_size for each in archive.infolist()}
    words = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    if sum(sizes.values()) > _MOST_UNPACKED or words > _MOST_WORDS:
        raise CannotRead(f"{path.name} unpacks to far more than its size, so it is not opened. Save it again in Word.")
    if "word/document.xml" not in sizes:
        raise CannotRead(f"{path.name} is no Word document. Use .docx, .pdf, .html, .md or .txt.")


class _Reader:
    """Gathers blocks in the order of the page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.places = Places()
        self.run = 0

    def take(self, element: Any, docx: Any) -> None:
        if element.tag == qn("w:p"):
            self.paragraph(DocxParagraph(element, docx))
        elif element.tag == qn("w:tbl"):
            self.table(DocxTable(element, docx))
        elif element.tag == qn("w:sdt"):
            for inner in element.iter(qn("w:p"), qn("w:tbl")):
                if inner.tag == qn("w:tbl") or next(inner.iterancestors(qn("w:tbl")), None) is None:
                    self.take(inner, docx)

    def paragraph(self, paragraph: DocxParagraph) -> None:
        text = clean(paragraph.text)
        style = str(getattr(paragraph.style, "name", "") or "")
        if not text:
            return
        level = re.match(r"(?:Heading|heading) (\d)", style)
        if level or style == "Title":
            self.places.heading(text)
            self.blocks.append(Heading(text, self.places.paragraph(), int(level[1]) if level else 1))
        elif style.lower().startswith("toc"):
            return
        elif _is_listed(paragraph, style):
            if not (self.blocks and isinstance(self.blocks[-1], Item)):
                self.run += 1
            self.blocks.append(Item(text, self.places.paragraph(), _depth(paragraph), self.run))
        else:
            self.blocks.append(Paragraph(text, self.places.paragraph()))

    def table(self, table: DocxTable) -> None:
        rows = tuple(tuple(_cells(row)) for row in table._tbl.tr_lst)
        if rows:
            self.blocks.append(Table(rows, self.places.table(), self.places.title))


def _is_listed(paragraph: DocxParagraph, style: str) -> bool:
    return "List" in style or paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _depth(paragraph: DocxParagraph) -> int:
    level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    return min(int(level.get(qn("w:val"), "0")), 5) if level is not None else 0


def _cells(row: Any) -> Iterator[Cell]:
    """Yield the cells of a row: one that spans columns is followed by empty ones, one that goes on from above is empty."""
    for cell in row.tc_lst:
        texts = ["".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in cell.iter(qn("w:p"))]
        goes_on = cell.vMerge is not None and cell.vMerge != "restart"
        yield Cell("" if goes_on else clean(" ".join(text for text in texts if text)))
        for _ in range(int(cell.grid_span) - 1):
            yield Cell("")
