"""PDF files: text by its place on the page, so that tables keep their columns and running heads can be told from text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from goldenthread.foundation.text import clean
from goldenthread.proofreading.model import Block, Cell, Document, Heading, Item, Paragraph, Table
from goldenthread.proofreading.numbers import cell_number, is_nothing
from goldenthread.proofreading.reading.places import Places
from goldenthread.proofreading.reading.refusal import CannotRead, damaged

_MARK = re.compile(r"^[•●▪◦‣√✓\uf0b7\uf0a7–-]\s+(?=\S)")
_ALONE = re.compile(r"^[•●▪◦‣√✓\uf0b7\uf0a7]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """How high its letters stand."""
        return self.top - self.bottom


Line = list[Piece]


def read_pdf(path: Path) -> Document:
    """Return the document of a PDF file."""
    try:
        pdf = pdfium.PdfDocument(str(path))
    except pdfium.PdfiumError as wrong:
        if "password" in str(wrong).lower():
            raise CannotRead(f"{path.name} is locked with a password. Save a copy without one.") from wrong
        raise damaged(path) from wrong
    try:
        pages = [_lines(pdf[number]) for number in range(len(pdf))]
        title = clean(str(pdf.get_metadata_dict().get("Title") or ""))
    finally:
        pdf.close()
    if sum(len(piece.text) for page in pages for line in page for piece in line) < 20 * len(pages):
        raise CannotRead(f"{path.name} holds pictures of pages, no text. Use the file it was printed from.")
    reader = _Reader(_running_heads(pages))
    for number, page in enumerate(pages, 1):
        reader.page(number, page)
    first = next((block.text for block in reader.blocks if isinstance(block, Heading)), path.stem)
    return Document(title or first, tuple(reader.blocks), len(pages))


def _lines(page: pdfium.PdfPage) -> list[Line]:
    """Return the lines of a page from top to bottom, each as its pieces from left to right."""
    text = page.get_textpage()
    pieces = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = clean(text.get_text_bounded(left, bottom, right, top).replace("\r", " ").replace("\n", " "))
        if words and top > bottom:
            pieces.append(Piece(words, left, right, bottom, top))
    text.close()
    page.close()
    lines: list[Line] = []
    for piece in sorted(pieces, key=lambda each: (-(each.bottom + each.top), each.left)):
        middle = (piece.bottom + piece.top) / 2
        if lines and abs(_middle(lines[-1]) - middle) < 0.45 * max(piece.height, 4):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_together(line) for line in lines]


def _middle(line: Line) -> float:
    return sum(piece.bottom + piece.top for piece in line) / (2 * len(line))


def _together(line: Line) -> Line:
    """Join pieces of a line that no wide gap parts."""
    joined: Line = []
    for piece in sorted(line, key=lambda each: each.left):
        before = joined[-1] if joined else None
        if before and piece.left - before.right < 0.9 * max(before.height, piece.height):
            if piece.left - before.right < -0.5 * piece.height and piece.text in before.text:
                continue  # printed twice to look bold
            space = " " if piece.left - before.right > 0.12 * piece.height else ""
            joined[-1] = Piece(
                f"{before.text}{space}{piece.text}",
                before.left,
                max(before.right, piece.right),
                min(before.bottom, piece.bottom),
                max(before.top, piece.top),
            )
        else:
            joined.append(piece)
    return joined


def _words(line: Line) -> str:
    return " ".join(piece.text for piece in line)


def _running_heads(pages: Sequence[list[Line]]) -> set[str]:
    """Return the lines that stand at the top or bottom of many pages, digits apart."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(_words(line)) for line in [*page[:2], *page[-2:]]})
    return {shape for shape, often in seen.items() if often >= 3 and often >= 0.3 * len(pages)}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


class _Reader:
    """Goes through the pages, and gathers blocks."""

    def __init__(self, running: set[str]) -> None:
        self.blocks: list[Block] = []
        self.places = Places()
        self.running = running
        self.run = 0

    def page(self, number: int, lines: list[Line]) -> None:
        self.places.page, self.places.tables = number, 0
        kept = [line for place, line in enumerate(lines) if not self._is_running(lines, place)]
        body = _usual_height(kept)
        place = 0
        while place < len(kept):
            end = _table_end(kept, place)
            if end:
                self._table(kept[place:end])
                place = end
            else:
                place = self._prose(kept, place, body)

    def _is_running(self, lines: list[Line], place: int) -> bool:
        text = _words(lines[place])
        at_edge = place < 2 or place >= len(lines) - 2
        return at_edge and (
            _shape(text) in self.running or bool(re.fullmatch(r"(?:page\s+)?\d{1,3}(?:\s+of\s+\d+)?", text, re.I))
        )

    def _table(self, lines: list[Line]) -> None:
        rows = _rows(lines)
        self.blocks.append(Table(tuple(rows), self.places.table(), self.places.title, sure=False))

    def _prose(self, lines: list[Line], place: int, body: float) -> int:
        """Take one heading, point or paragraph; return the place after it."""
        first = lines[place]
        height = max(piece.height for piece in first)
        words = [_words(first)]
        following = place + 1
        while (
            following < len(lines)
            and not _table_end(lines, following)
            and _goes_on(lines[following - 1], lines[following])
        ):
            words.append(_words(lines[following]))
            following += 1
        text = _joined(words)
        if height > 1.12 * body and len(text) < 160 and not text.endswith("."):
            self.places.heading(text)
            self.blocks.append(Heading(text, self.places.paragraph(), 1 if height > 1.5 * body else 2))
        elif mark := _MARK.match(text):
            if not (self.blocks and isinstance(self.blocks[-1], Item)):
                self.run += 1
            self.blocks.append(Item(text[mark.end() :], self.places.paragraph(), 0, self.run))
        else:
            self.blocks.append(Paragraph(text, self.places.paragraph()))
        return following


def _usual_height(lines: list[Line]) -> float:
    heights = Counter(round(piece.height, 1) for line in lines for piece in line for _ in range(len(piece.text)))
    return heights.most_common(1)[0][0] if heights else 10.0


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a line continues the one above: same size, close by, and no new point begins."""
    height = max(piece.height for piece in line)
    gap = min(piece.bottom for piece in line) - max(piece.top for piece in following)
    same = abs(max(piece.height for piece in following) - height) < 0.25 * height
    text = _words(following)
    return (
        same and -0.6 * height < gap < 0.75 * height and not _MARK.match(text) and not _ALONE.match(following[0].text)
    )


def _joined(lines: Sequence[str]) -> str:
    text = "\n".join(lines)
    text = re.sub(r"(?<=[a-z])[-\u00ad\ufffe]\n(?=[a-z])", "", text)
    text = re.sub(r"^([•●▪◦‣√✓\uf0b7\uf0a7])\n", r"\1 ", text)
    return re.sub(r"\s+", " ", text).strip()


def _numeric(piece: Piece) -> bool:
    return cell_number(piece.text) is not None or is_nothing(piece.text)


def _table_end(lines: list[Line], place: int) -> int:
    """Return where a table that begins at a line ends, or 0 where none begins.

    A table is rows of two cells or more, most with an amount after the first; single cells inside it are wrapped labels.
    """
    if len(lines[place]) < 2:
        return 0
    end, with_amounts, singles = place, 0, 0
    for number in range(place, len(lines)):
        line = lines[number]
        if len(line) < 2:
            singles += 1
            if singles > 2 or not line or len(line[0].text) > 70:
                break
            continue
        singles = 0
        with_amounts += any(_numeric(piece) for piece in line[1:])
        end = number + 1
    rows = sum(len(line) > 1 for line in lines[place:end])
    return end if rows >= 2 and with_amounts >= max(2, 0.5 * rows) else 0


def _rows(lines: list[Line]) -> list[tuple[Cell, ...]]:
    """Set the pieces into columns: pieces that share a stretch of the width stand in one."""
    stretches: list[list[float]] = []
    for piece in sorted(
        (each for line in lines if len(line) > 1 for each in line), key=lambda each: each.right - each.left
    ):
        overlapping = [each for each in stretches if piece.left < each[1] and piece.right > each[0]]
        if not overlapping:
            stretches.append([piece.left, piece.right])
        elif len(overlapping) == 1:
            overlapping[0][0], overlapping[0][1] = (
                min(overlapping[0][0], piece.left),
                max(overlapping[0][1], piece.right),
            )
    stretches.sort()
    rows = []
    for line in lines:
        cells = [""] * len(stretches)
        for piece in line:
            column = max(range(len(stretches)), key=lambda each: _shared(piece, stretches[each]))
            cells[column] = f"{cells[column]} {piece.text}".strip()
        rows.append(tuple(Cell(text) for text in cells))
    return rows


def _shared(piece: Piece, stretch: list[float]) -> float:
    """How far a piece and a column overlap; apart, how close they are, as a negative number."""
    return min(piece.right, stretch[1]) - max(piece.left, stretch[0])
