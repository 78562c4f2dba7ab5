"""Markdown and plain text, also as it comes out of other programs: wrapped lines, tables by tabs, bars or spaces."""

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from goldenthread.foundation.text import clean
from goldenthread.proofreading.model import Block, Cell, Document, Heading, Item, Paragraph, Table
from goldenthread.proofreading.reading.columns import runs
from goldenthread.proofreading.reading.places import Places
from goldenthread.proofreading.reading.refusal import CannotRead

_BIGGEST = 20 * 1024 * 1024  # a report of 100 pages has 0.3 MB
_MARK = re.compile(r"^(?P<indent>\s*)(?:[-*•●▪◦‣√✓]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_BARS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-=+_]+$")
_GAP = re.compile(r"\s{2,}")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul)\b[^>]{0,80}>",
    re.IGNORECASE,
)


def read_text(path: Path) -> Document:
    """Return the document of a text file; bytes that are no UTF-8 are read as Windows wrote them."""
    raw = path.read_bytes()
    if len(raw) > _BIGGEST:
        raise CannotRead(f"{path.name} holds more than {_BIGGEST // 1024 // 1024} MB of text. Split it.")
    return from_text(_decoded(path, raw), path.stem)


def _decoded(path: Path, raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw[:4096]:
        raise CannotRead(f"{path.name} holds no text. Use .docx, .pdf, .html, .md or .txt.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def from_text(text: str, title: str = "") -> Document:
    """Return the document of a text. Lines are counted from 1."""
    pages = text.count("\f")
    blocks = _Reader(_lines(text)).read()
    first = next((block.text for block in blocks if isinstance(block, Heading | Paragraph)), "")
    return Document(title or first[:120], tuple(blocks), pages + 1 if pages else 0)


def _lines(text: str) -> list[str]:
    """Return the lines of a text, clean; tabs stay, for they shape tables."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\u00a0", " ")
    return [line.rstrip() if "\t" in line else clean(line) for line in kept.split("\n")]


class _Reader:
    """Goes through the lines once, and gathers blocks."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.place = 0
        self.places = Places()
        self.blocks: list[Block] = []
        self.run = 0
        self.runs = {run.start: run for run in runs(lines)}

    def read(self) -> list[Block]:
        while self.place < len(self.lines):
            line = self.lines[self.place]
            if self.place in self.runs:
                run = self.runs[self.place]
                where = self.places.table(self.place + 1)
                self.blocks.append(Table(run.rows, where, self.places.title, sure=False))
                self.place = run.end
            elif not line.strip():
                self.place += 1
            elif self._is_table():
                self._table()
            elif found := _HASHES.match(line):
                self._heading(_plain(found[2]), len(found[1]))
                self.place += 1
            elif _MARK.match(line):
                self._list()
            elif _is_heading(line, self._before(), self._after()):
                self._heading(_plain(line), 2 if line.strip().isupper() else 3)
                self.place += 1
            else:
                self._paragraph()
        return self.blocks

    def _before(self) -> str:
        return self.lines[self.place - 1] if self.place else ""

    def _after(self) -> str:
        return self.lines[self.place + 1] if self.place + 1 < len(self.lines) else ""

    def _heading(self, text: str, level: int) -> None:
        if text:
            self.places.heading(text)
            self.blocks.append(Heading(text, self.places.line(self.place + 1), level))

    def _is_table(self) -> bool:
        line, following = self.lines[self.place], self._after()
        return any(test(line) and test(following) for test in (_has_bars, _has_tabs)) or (
            _by_gaps(line) > 1 and _by_gaps(line) == _by_gaps(following) and _has_digits(following)
        )

    def _table(self) -> None:
        test, split, sure = _kind(self.lines[self.place])
        start, rows = self.place, []
        while self.place < len(self.lines) and test(self.lines[self.place]):
            line = self.lines[self.place]
            if not _RULE.match(line):
                rows.append(tuple(Cell(_plain(cell)) for cell in split(line)))
            self.place += 1
        if len(rows) > 1:
            self.blocks.append(Table(tuple(rows), self.places.table(start + 1), self.places.title, sure))
        elif rows:
            self.blocks.append(Paragraph(" ".join(cell.text for cell in rows[0]), self.places.line(start + 1)))

    def _list(self) -> None:
        self.run += 1
        while self.place < len(self.lines):
            found = _MARK.match(self.lines[self.place])
            if not found:
                if self.lines[self.place].strip() or not _MARK.match(self._after()):
                    return
                self.place += 1
                continue
            start = self.place
            words = [self.lines[self.place][found.end() :]]
            self.place += 1
            while self.place < len(self.lines) and self._goes_on():
                words.append(self.lines[self.place])
                self.place += 1
            depth = len(found["indent"].replace("\t", "    ")) // 2
            self.blocks.append(Item(_plain(" ".join(words)), self.places.line(start + 1), min(depth, 5), self.run))

    def _goes_on(self) -> bool:
        line = self.lines[self.place]
        return (
            self.place not in self.runs
            and bool(line.strip())
            and not _MARK.match(line)
            and not _HASHES.match(line)
            and not self._is_table()
        )

    def _paragraph(self) -> None:
        start, words = self.place, [self.lines[self.place]]
        self.place += 1
        while self.place < len(self.lines) and self._goes_on():
            if _is_heading(self.lines[self.place], self._before(), self._after()) or _ends(
                words[-1], self.lines[self.place]
            ):
                break
            words.append(self.lines[self.place])
            self.place += 1
        self.blocks.append(Paragraph(_plain(_joined(words)), self.places.line(start + 1)))


def _kind(line: str) -> tuple:
    if _has_bars(line):
        return _has_bars, lambda each: each.strip().strip("|").split("|"), True
    if _has_tabs(line):
        return _has_tabs, lambda each: each.split("\t"), True
    width = _by_gaps(line)
    return (lambda each: _by_gaps(each) == width), lambda each: _GAP.split(each.strip()), False


def _has_bars(line: str) -> bool:
    return bool(_BARS.match(line))


def _has_tabs(line: str) -> bool:
    return "\t" in line.strip("\n") and bool(line.strip())


def _by_gaps(line: str) -> int:
    return len(_GAP.split(line.strip())) if line.strip() else 0


def _has_digits(line: str) -> bool:
    return bool(re.search(r"\d", line))


def _is_heading(line: str, before: str, after: str) -> bool:
    """Whether a line stands by itself as a heading does: short, no full stop, in capitals or between blank lines."""
    text = line.strip()
    if (
        len(text) > 90
        or not re.search(r"[A-Za-z]{3}", text)
        or text[-1] in '.,;:!?)”’"'
        or re.search(r"\d[\d,.]*%?$", text)
    ):
        return False
    if text.isupper() and len(text) > 4:
        return True
    alone = not before.strip() and not after.strip()
    return alone and text[0].isupper() and len(text.split()) <= 12


def _ends(line: str, following: str) -> bool:
    """Whether a paragraph ends with a line: it closes a sentence well short of the full width."""
    return line.rstrip().endswith((".", ":", ";", "?", "!")) and len(line) < 80 and following.strip()[:1].isupper()


def _joined(lines: Sequence[str]) -> str:
    """Join wrapped lines; a word broken by a hyphen between small letters becomes whole."""
    text = "\n".join(line.strip() for line in lines)
    return re.sub(r"\n", " ", re.sub(r"(?<=[a-z])-\n(?=[a-z])", "-", text))


def _plain(text: str) -> str:
    """Return text without the marks of Markdown and simple HTML."""
    text = _TAG.sub(" ", text)
    text = re.sub(r"!?\[([^\]]*)\]\(([^)]*)\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"\1", text)
    return re.sub(r"[ \t]+", " ", text.replace("\\", "")).strip()
