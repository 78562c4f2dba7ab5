"""From a file to blocks: lines of text, and rows of tables, each with where it stands."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import docx
import openpyxl

from goldenthread.foundation.text import clean

MOST_BYTES = 20 * 1024 * 1024
_ITEMS = re.compile(r"<li>(.*?)</li>", re.S | re.I)
_MARKS = re.compile(r"</?[a-z][^>]*>", re.I)
_BULLET = re.compile(r"^\s*(?:[-*•▪●◦]|\d+[.)])\s+")


class CannotRead(Exception):
    """The file cannot be read at all; the message is a sentence for people."""


@dataclass(frozen=True)
class Line:
    """A line of text. ``heading``: set as one. ``bullet``: one of a list."""

    text: str
    where: str
    heading: bool = False
    bullet: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row of a table."""

    cells: tuple[str, ...]
    where: str
    table: int


Block = Line | TableRow


def blocks(stream: IO[bytes], name: str) -> list[Block]:
    """Return the blocks of a file; raises `CannotRead`."""
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotRead("The file is larger than 20 MB.")
    ending = name.lower().rpartition(".")[2]
    reader = {"docx": _word, "xlsx": _sheet, "md": _markdown, "markdown": _markdown, "txt": _markdown}.get(ending)
    if reader is None:
        raise CannotRead("The file is not Word (.docx), Excel (.xlsx), Markdown (.md) or text (.txt).")
    try:
        return list(reader(content))
    except CannotRead:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        raise CannotRead("The file is damaged, or is not what its name says.") from error


def _word(content: bytes) -> Iterator[Block]:

    document: Any = docx.Document(io.BytesIO(content))
    line = table = 0
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            table += 1
            yield from _word_table(part, table)
            continue
        line += 1
        text = clean(part.text)
        if text:
            style = (part.style.name if part.style is not None else "").lower()
            bold = bool(part.runs) and all(run.bold for run in part.runs if run.text.strip())
            listed = style.startswith("list") or bool(_BULLET.match(text))
            heading = style.startswith(("heading", "title")) or bold
            yield Line(_BULLET.sub("", text) if listed else text, f"paragraph {line}", heading, listed)


def _word_table(part: Any, number: int) -> Iterator[TableRow]:
    above: dict[int, Any] = {}
    for place, row in enumerate(part.rows, 1):
        cells, seen = [], set()
        for column, cell in enumerate(row.cells):
            again = cell._tc in seen or above.get(column) is cell._tc
            seen.add(cell._tc)
            above[column] = cell._tc
            cells.append("" if again else "\n".join(filter(None, (clean(each.text) for each in cell.paragraphs))))
        yield TableRow(tuple(cells), f"table {number}, row {place}", number)


def _sheet(content: bytes) -> Iterator[Block]:

    book: Any = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for number, sheet in enumerate(book.worksheets, 1):
        for place, row in enumerate(sheet.iter_rows(max_row=5000, max_col=40, values_only=True), 1):
            cells = tuple(_value(each) for each in row)
            if any(cells):
                yield TableRow(cells, f"{sheet.title}, row {place}", number)


def _value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _markdown(content: bytes) -> Iterator[Block]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise CannotRead("The file is not text.")
    table, before = 0, False
    for place, raw in enumerate(text.splitlines(), 1):
        cells = _cells(raw)
        if cells is None:
            before = False
            line = _plain(raw)
            if line:
                heading = raw.lstrip().startswith(("#", "**", "<b>")) or line.isupper()
                listed = bool(_BULLET.match(line))
                words = _BULLET.sub("", line).strip() if listed else line
                yield Line(words, f"line {place}", heading, listed and not heading)
            continue
        table += not before
        before = True
        if not all(set(cell) <= set("-: ") for cell in cells) or not any(cells):
            yield TableRow(cells, f"line {place}", table)


def _cells(raw: str) -> tuple[str, ...] | None:
    """Return the cells of a line that is a row of a table; None for one that is none."""
    if "\t" in raw.strip("\n"):
        return tuple(_plain(cell) for cell in raw.split("\t"))
    if raw.strip().startswith("|") and raw.strip().endswith("|"):
        return tuple(_plain(cell) for cell in raw.strip()[1:-1].split("|"))
    return None


def _plain(text: str) -> str:
    """Return Markdown without its marks; items of a list in a cell one a line."""
    listed = _ITEMS.sub(lambda found: f"{found[1]}\n", text)
    bare = html.unescape(_MARKS.sub("", re.sub(r"<br\s*/?>", "\n", listed, flags=re.I)))
    bare = re.sub(r"^#+\s*", "", bare.strip())
    return "\n".join(filter(None, (clean(re.sub(r"\*\*|__|^\*|\*$", "", each)) for each in bare.splitlines())))
