"""What a document is to the proof-reader, and what it says about one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` 1 is the highest."""

    text: str
    where: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, whole: lines that a page broke are joined."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list. ``depth`` 0 is the outermost; ``run`` tells one list from the next."""

    text: str
    where: str
    depth: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it is printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row; a merged cell's text stands in its first place. ``sure``: its shape was given, not guessed."""

    rows: tuple[tuple[Cell, ...], ...]
    where: str
    title: str = ""
    sure: bool = True

    @property
    def width(self) -> int:
        """How many columns its longest row has."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> str:
        """Return the text of a cell; empty beyond the end of a short row."""
        cells = self.rows[row]
        return cells[column].text if column < len(cells) else ""


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report to be read. ``pages`` is 0 where its form has none."""

    title: str
    blocks: tuple[Block, ...]
    pages: int = 0

    def prose(self) -> Iterator[Paragraph | Item]:
        """Yield the paragraphs and points of lists, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph | Item):
                yield block

    def tables(self) -> Iterator[Table]:
        """Yield the tables, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield block

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield every text with its place: headings, prose and cells."""
        for block in self.blocks:
            if isinstance(block, Table):
                for number, row in enumerate(block.rows, 1):
                    for cell in row:
                        if cell.text:
                            yield cell.text, f"{block.where}, row {number}"
            else:
                yield block.text, block.where


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that does not add up. ``sure`` from 0 to 1 ranks reports when there are too many."""

    kind: str
    where: str
    quote: str
    message: str
    found: str
    expected: str
    sure: float = 0.9

    def as_json(self) -> dict[str, str]:
        """Return it as the command prints it."""
        return {
            "kind": self.kind,
            "where": self.where,
            "quote": self.quote,
            "message": self.message,
            "found": self.found,
            "expected": self.expected,
        }


@dataclass(frozen=True, slots=True)
class Silence:
    """A kind of report, or one quotation of it, that a person has silenced, with the reason."""

    kind: str
    reason: str
    quote: str = ""

    def covers(self, report: Report) -> bool:
        """Whether it silences a report."""
        return self.kind == report.kind and (not self.quote or self.quote == report.quote)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that is stored: typing it again in the text is reported. ``words`` name what it counts."""

    value: Decimal
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found. ``left_out`` counts, by kind, reports beyond the most that one reader is shown."""

    period: Period | None
    reports: tuple[Report, ...]
    silenced: tuple[tuple[Report, Silence], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
