"""A table as figures: which rows head it, which column names its rows, what stands in each cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.proofreading.model import Table
from goldenthread.proofreading.numbers import COUNT, PERCENT, Number, cell_number, is_nothing
from goldenthread.proofreading.sentences import shortened

_NOT_ADDED = re.compile(
    r"%|\brate|per\s?cent|average|\bmean\b|median|score|ratio|per 1|index|evaluation|rating|rank|position|target|\bage\b|variance"
    r"|change|difference|\byear\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^(?:grand\s+|overall\s+|sub[\s-]?)?totals?\b|\btotals?:?$|^sum$", re.IGNORECASE)
OF_WHICH = re.compile(r"^(?:[-–•*]\s*)?(?:of which|of whom|of these|including|incl\b|within this|memo)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its head, and a figure or None for each row."""

    index: int
    head: str
    values: tuple[Number | None, ...]

    @property
    def known(self) -> list[Number]:
        """The figures that are there."""
        return [value for value in self.values if value is not None]

    @property
    def shares(self) -> bool:
        """Whether it holds percentages."""
        known = self.known
        return bool(known) and (
            all(value.kind == PERCENT for value in known if value.value)
            or ("%" in self.head and _within_hundred(known))
        )

    @property
    def adds(self) -> bool:
        """Whether its figures can be added up: no percentages, rates, averages or scores."""
        known = self.known
        return bool(known) and not self.shares and not _NOT_ADDED.search(self.head)


def _within_hundred(values: list[Number]) -> bool:
    return all(0 <= value.value <= 100 for value in values)


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of a table. ``labels`` name its rows; ``first`` is the first row below the head."""

    table: Table
    first: int
    labels: tuple[str, ...]
    columns: tuple[Column, ...]

    def rows(self) -> Iterator[int]:
        """Yield the numbers of the rows below the head."""
        yield from range(self.first, len(self.labels))

    def text(self, column: Column, row: int) -> str:
        """Return a cell as it is printed."""
        return self.table.at(row, column.index).strip()

    def unknown(self, column: Column, row: int) -> bool:
        """Whether a cell holds something that is neither a figure nor nothing: "TBC", a star, a note."""
        return column.values[row] is None and not is_nothing(self.text(column, row))

    def place(self, row: int, column: Column | None = None) -> str:
        """Return where a cell stands."""
        head = f", column “{shortened(column.head, most=40)}”" if column and column.head else ""
        return f"{self.table.where}, row “{shortened(self.labels[row], most=50)}”{head}"

    def quote(self, row: int) -> str:
        """Return a row as one line."""
        return shortened(" | ".join(cell.text for cell in self.table.rows[row] if cell.text))

    def is_total(self, row: int) -> bool:
        """Whether a row is named as a total."""
        return bool(TOTAL.search(self.labels[row].strip(" :")))


def grid_of(table: Table) -> Grid | None:
    """Return the figures of a table; None when it holds too few to be checked."""
    if len(table.rows) < 2 or table.width < 2:
        return None
    name = _names_rows(table)
    labels = tuple(table.at(row, name) for row in range(len(table.rows)))
    first = _first_row(table, name)
    columns = []
    for index in range(table.width):
        if index == name:
            continue
        values = tuple(cell_number(table.at(row, index)) if row >= first else None for row in range(len(table.rows)))
        if sum(value is not None for value in values) >= 2:
            columns.append(Column(index, _head(table, first, index), values))
    return Grid(table, first, labels, tuple(columns)) if columns else None


def _names_rows(table: Table) -> int:
    """Return the column whose cells are words: the first that mostly holds no figures."""
    for index in range(table.width):
        texts = [table.at(row, index) for row in range(len(table.rows)) if table.at(row, index)]
        if texts and sum(cell_number(text) is None for text in texts) >= 0.6 * len(texts):
            return index
    return 0


def _first_row(table: Table, name: int) -> int:
    """Return the first row that is no head: it holds a figure that is not a year."""
    for row in range(len(table.rows)):
        for index in range(table.width):
            value = cell_number(table.at(row, index)) if index != name else None
            if value is not None and not _is_year(value):
                return row
    return len(table.rows)


def _is_year(value: Number) -> bool:
    return (
        value.kind == COUNT and Decimal(1990) <= value.value <= 2100 and not value.decimals and "," not in value.printed
    )


def _head(table: Table, first: int, index: int) -> str:
    parts = [table.at(row, index) for row in range(first)]
    if first and not parts[-1] and index and not any(parts):
        parts = [
            table.at(row, index - 1) for row in range(first)
        ]  # a head that spans columns stands in the first of them
    return " ".join(part for part in parts if part)
