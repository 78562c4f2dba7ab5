"""Markdown and plain text, also as it comes out of other programs: tables by bars or tabs, marks of Markdown and simple HTML."""

import html
import re

from goldenthread.foundation.text import clean
from goldenthread.plans.reading.model import BULLET, Grid, Piece, Row, Words

_BARS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:\-=+]+$")
_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*$")
_POINT = re.compile(
    r"^\s*(?:[-*•●▪◦‣\uf0b7\uf0a7\uf0d8]|\d{1,2}[.)]|[a-z]\)|\d{1,2}(?:\.\d{1,2})+[a-z]?[.)]?)\s+(?=\S)"
)
_HEADS = re.compile(
    r"\s*(?:(?:priority|objective|theme)\s+\w+\b|(?:why|what|how)\s+(?:is|we|do|will|it)\b.*[?.:]?\s*$)", re.IGNORECASE
)
_ALL_BOLD = re.compile(r"^\s*(?:\*\*[^*]+\*\*|__[^_]+__|<b>[^<]+</b>)\s*$")
_LABELLED = re.compile(
    r"^\s*(?:leads?|owners?|who|by when|when|due|timescales?|deadline|measures?|success)\s*:", re.IGNORECASE
)
_UNFINISHED = re.compile(r"(?:\b(?:the|by|of|and|with|for|to|who|where|an?)|[,–;])\s*$")
_DOT = re.compile(r"^\s*(?:[-*•●▪◦‣\uf0b7\uf0a7\uf0d8])\s+(?=\S)")


def read_text(text: str) -> list[Piece]:
    """Return the pieces of a text. Lines are counted from 1."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    pieces: list[Piece] = []
    place = tables = 0
    while place < len(lines):
        if _is_row(lines, place):
            tables += 1
            grid, place = _grid(lines, place, f"table {tables}")
            pieces.append(grid)
        elif lines[place].strip():
            words, place = _words(lines, place)
            if words.text:
                pieces.append(words)
        else:
            place += 1
    return pieces


def _has_tabs(line: str) -> bool:
    return "\t" in line.rstrip("\n") and bool(line.strip())


def _is_row(lines: list[str], place: int) -> bool:
    """Whether a line is a row of a table: it has bars, or a tab and a neighbour with one."""
    if _BARS.match(lines[place]):
        return True
    near = [lines[other] for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return _has_tabs(lines[place]) and (lines[place].count("\t") > 1 or any(_has_tabs(line) for line in near))


def _grid(lines: list[str], place: int, name: str) -> tuple[Grid, int]:
    rows = []
    while place < len(lines) and _is_row(lines, place):
        line = lines[place]
        if not _RULE.match(line):
            parts = line.strip().strip("|").split("|") if _BARS.match(line) else line.split("\t")
            cells = tuple(_cell(part) for part in parts)
            alone = len([cell for cell in cells if cell]) == 1 and len(cells) > 1
            if any(cells):
                rows.append(
                    Row(cells, f"line {place + 1}", alone and bool(re.match(r"\s*(?:\*\*|<b>)", line.lstrip("| "))))
                )
        place += 1
    return Grid(name, tuple(rows)), place


def _cell(text: str) -> str:
    """Return a cell without marks, its points each on a line."""
    text = re.sub(r"<li[^>]*>\s*(?:[•●▪◦-]\s*)?", f"\n{BULLET}", text, flags=re.IGNORECASE)
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    text = re.sub(r"\s*[•●▪◦]\s+", f"\n{BULLET}", text)
    lines = [_plain(line) for line in text.split("\n")]
    return "\n".join(line for line in lines if line and line != BULLET.strip())


def _words(lines: list[str], place: int) -> tuple[Words, int]:
    """Take one heading, point or paragraph, wrapped lines joined."""
    start, line = place, lines[place]
    found = _HASHES.match(line)
    if found:
        return Words(_plain(found[2]), f"line {start + 1}", len(found[1])), place + 1
    bullet = bool(_DOT.match(line))
    depth = _indent(line) // 2 if bullet else 0
    parts = [_DOT.sub("", line)]
    place += 1
    while place < len(lines) and (_goes_on(lines, place) or _goes_on_below(lines, place, parts[-1])):
        place += not lines[place].strip()
        parts.append(lines[place])
        place += 1
    joined = " ".join(part.strip() for part in parts)
    bold = bool(re.match(r"^(?:\*\*|<b>).*(?:\*\*|</b>)\W*$", joined.strip()))
    text = _plain(joined)
    shouts = len(text) > 4 and text.isupper()
    return Words(text, f"line {start + 1}", 9 if (bold or shouts) and not bullet else 0, bullet, depth), place


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _goes_on(lines: list[str], place: int) -> bool:
    line = lines[place]
    unfinished = line.strip()[:1].islower() or bool(_UNFINISHED.search(lines[place - 1]))
    own = not unfinished and (_stands_alone(line) or _stands_alone(lines[place - 1]))
    begins = _POINT.match(line) or _HASHES.match(line) or _is_row(lines, place)
    return bool(line.strip()) and not begins and not own


def _stands_alone(line: str) -> bool:
    """Whether a line is a heading by its words: in capitals, "Priority 2", "Why is it important?"."""
    if _ALL_BOLD.match(line) or _LABELLED.match(line):
        return True
    return line.strip().isupper() or bool(_HEADS.match(line) and len(line.strip()) < 60)


def _goes_on_below(lines: list[str], place: int, last: str) -> bool:
    """Whether the sentence goes on after one empty line, as it does where a program broke a page."""
    stopped = last.rstrip().endswith((".", ":", ";", "?", "!"))
    below = lines[place + 1].lstrip() if place + 1 < len(lines) and not lines[place].strip() else ""
    return below[:1].islower() and not stopped and not _is_row(lines, place + 1)


def _plain(text: str) -> str:
    text = re.sub(r"<[a-zA-Z/][^>]{0,80}>", " ", text)
    text = re.sub(r"\*\*|__", "", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    return re.sub(r"[ \t\u00a0]+", " ", clean(html.unescape(text))).strip()
