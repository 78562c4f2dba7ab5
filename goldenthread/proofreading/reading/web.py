"""Web pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from goldenthread.foundation.text import clean
from goldenthread.proofreading.model import Block, Cell, Document, Heading, Item, Paragraph, Table
from goldenthread.proofreading.reading.places import Places
from goldenthread.proofreading.reading.refusal import CannotRead

_LEFT_OUT = {"script", "style", "nav", "template", "noscript", "head", "svg", "form", "button"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
    "ul",
    "ol",
}
_BLOCKS |= {"dl", "dt", "dd", "details", "summary", "body", "address", "pre", "html"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_web(path: Path) -> Document:
    """Return the document of an HTML file."""
    raw = path.read_bytes()
    if not raw.strip():
        raise CannotRead(f"{path.name} holds no words. Check that it is the file you meant.")
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(_decoded(raw), parser=parser)
        reader = _Reader()
        reader.walk(root)
    except (etree.LxmlError, ValueError) as wrong:
        raise CannotRead(f"{path.name} holds no page that can be read.") from wrong
    except RecursionError as wrong:
        raise _too_deep(path) from wrong
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise _too_deep(path)  # the parser left out what stands deeper
    reader.flush()
    found = root.find(".//title")
    title = clean(found.text or "") if found is not None else ""
    return Document(title or path.stem, tuple(reader.blocks))


def _too_deep(path: Path) -> CannotRead:
    return CannotRead(f"{path.name} holds boxes within boxes beyond reading. Save it as simple HTML, or as text.")


def _decoded(raw: bytes) -> str | bytes:
    """Return text where the bytes are UTF-8, as most pages are whether they say so or not; else let the page's own word decide."""
    try:
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return raw


class _Reader:
    """Gathers blocks in the order of the page; loose text between blocks becomes paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.places = Places()
        self.loose: list[str] = []
        self.run = 0

    def flush(self) -> None:
        text = _flat("".join(self.loose))
        self.loose = []
        if text:
            self.blocks.append(Paragraph(text, self.places.paragraph()))

    def walk(self, node: Any, depth: int = 0) -> None:
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in _HEADINGS:
                self.flush()
                text = _flat(child.text_content())
                if text:
                    self.places.heading(text)
                    self.blocks.append(Heading(text, self.places.paragraph(), _HEADINGS[tag]))
            elif tag == "table":
                self.flush()
                self.table(child, depth)
            elif tag == "li":
                self.flush()
                self.item(child, depth)
            elif tag == "br":
                self.loose.append("\n")
            elif tag in _BLOCKS:
                self.flush()
                if tag in {"ul", "ol"} and not depth:
                    self.run += 1
                self.loose.append(child.text or "")
                self.walk(child, depth)
                self.flush()
            elif tag and tag not in _LEFT_OUT:
                self.loose.append(child.text or "")
                self.walk(child, depth)
            self.loose.append(child.tail or "")

    def item(self, node: Any, depth: int) -> None:
        own = _flat("".join(_own_text(node)))
        if own:
            self.blocks.append(Item(own, self.places.paragraph(), min(depth, 5), self.run))
        for inner in node.iterchildren("ul", "ol"):
            self.walk(inner, depth + 1)

    def table(self, node: Any, depth: int) -> None:
        rows = list(_rows(node))
        if len(rows) < 2 or node.find(".//table") is not None:
            self.cells(node, depth)
            return
        caption = node.find("caption")
        title = _flat(caption.text_content()) if caption is not None else self.places.title
        self.blocks.append(Table(tuple(rows), self.places.table(), title))

    def cells(self, node: Any, depth: int) -> None:
        """Take each cell of a table that only sets out the page for what it holds."""
        for row in _own_rows(node):
            for cell in row.iterchildren("td", "th"):
                self.loose.append(cell.text or "")
                self.walk(cell, depth)
                self.flush()


def _own_text(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag not in {"ul", "ol"} and child.tag not in _LEFT_OUT:
            yield child.text_content() if isinstance(child.tag, str) else ""
        yield child.tail or ""


def _rows(table: Any) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows; a cell that spans rows or columns stands in its first place, the others are empty."""
    held: dict[int, int] = {}
    for row in _own_rows(table):
        cells: list[Cell] = []
        for cell in row.iterchildren("td", "th"):
            while held.get(len(cells), 0):
                held[len(cells)] -= 1
                cells.append(Cell(""))
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for place in range(wide):
                if high > 1:
                    held[len(cells)] = high - 1
                cells.append(Cell(_flat(cell.text_content()) if not place else ""))
        while held.get(len(cells), 0):
            held[len(cells)] -= 1
            cells.append(Cell(""))
        if cells:
            yield tuple(cells)


def _own_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, without those of tables inside it."""
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            yield row


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdigit() and int(value) > 0 else 1


def _flat(text: str) -> str:
    return " ".join(clean(text.replace("\u00a0", " ")).split())
