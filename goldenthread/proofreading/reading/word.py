"""Word documents."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph

from goldenthread.foundation.text import clean
from goldenthread.foundation.wordtext import blocks_in, boxes_in, cells_of, level_of, outside, paragraphs_in, text_of
from goldenthread.proofreading.model import Block, Cell, Document, Heading, Item, Paragraph, Table
from goldenthread.proofreading.reading.places import Places
from goldenthread.proofreading.reading.refusal import CannotRead

_MOST_UNPACKED = 400 * 1024 * 1024  # with its pictures
_MOST_WORDS = 60 * 1024 * 1024  # a report of 100 pages has 3 MB


def read_word(path: Path) -> Document:
    """Return the document of a .docx file."""
    _check(path)
    docx = open_docx(str(path))
    reader = _Reader(docx)
    reader.take(docx.element.body)
    reader.notes()
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


_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "header": "page header", "footer": "page footer"}


class _Reader:
    """Gathers blocks in the order of the page: text boxes after the paragraph they are tied to, notes at the end."""

    def __init__(self, docx: Any) -> None:
        self.docx = docx
        self.blocks: list[Block] = []
        self.places = Places()
        self.run = 0

    def take(self, holder: Any) -> None:
        """Take the paragraphs and tables of the page, or of a text box."""
        for element in blocks_in(holder):
            if element.tag == qn("w:tbl"):
                self.table(element)
                continue
            self.paragraph(DocxParagraph(element, self.docx))
            for box in boxes_in(element):
                self.take(box)

    def notes(self) -> None:
        """Take footnotes, endnotes, and the headers and footers of pages, each text once."""
        for kind, text in dict.fromkeys(outside(self.docx, *_PARTS)):
            if any(letter.isalpha() for letter in text):
                self.blocks.append(Paragraph(clean(text), _PARTS[kind]))

    def paragraph(self, paragraph: DocxParagraph) -> None:
        """Take a heading, a point of a list or a paragraph."""
        text = clean(text_of(paragraph._p))
        style = str(getattr(paragraph.style, "name", "") or "")
        if not text or style.lower().startswith("toc"):
            return
        level = level_of(paragraph.style, paragraph._p)
        if level:
            self.places.heading(text)
            self.blocks.append(Heading(text, self.places.paragraph(), level))
        elif _is_listed(paragraph, style):
            if not (self.blocks and isinstance(self.blocks[-1], Item)):
                self.run += 1
            self.blocks.append(Item(text, self.places.paragraph(), _depth(paragraph), self.run))
        else:
            self.blocks.append(Paragraph(text, self.places.paragraph()))

    def table(self, table: Any) -> None:
        """Take a table."""
        rows = tuple(tuple(_cells(row)) for row in blocks_in(table, "w:tr"))
        if rows:
            self.blocks.append(Table(rows, self.places.table(), self.places.title))


def _is_listed(paragraph: DocxParagraph, style: str) -> bool:
    return "List" in style or paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _depth(paragraph: DocxParagraph) -> int:
    level = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
    return min(int(level.get(qn("w:val"), "0")), 5) if level is not None else 0


def _cells(row: Any) -> Iterator[Cell]:
    """Yield the cells of a row: one that spans columns is followed by empty ones, one that goes on from above is empty."""
    for cell in cells_of(row):
        if cell is None:
            yield Cell("")
            continue
        goes_on = cell.vMerge is not None and cell.vMerge != "restart"
        texts = [] if goes_on else [text_of(paragraph) for paragraph in paragraphs_in(cell)]
        yield Cell(clean(" ".join(text for text in texts if text)))
        for _ in range(int(cell.grid_span) - 1):
            yield Cell("")
