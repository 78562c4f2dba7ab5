"""What stands in the columns of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``value`` gives a plain value: text, number, date, yes or no, or a list of those.

    ``link`` makes it a link; ``tag`` shows it as a tag: (words, tone); ``clock`` as a clock; ``below`` adds a second, quiet
    line. ``sort`` is the field, or fields separated by spaces, to order by. ``number`` sets it right. ``export`` is the value
    in files where it differs; ``hidden`` columns stand in files only.
    """

    key: str
    label: str
    value: Callable[[Row], Any]
    link: Callable[[Row], str | None] | None = None
    sort: str | None = None
    tag: Callable[[Row], tuple[str, str] | None] | None = None
    clock: Callable[[Row], Any] | None = None
    below: Callable[[Row], str] | None = None
    number: bool = False
    export: Callable[[Row], Any] | None = None
    hidden: bool = False

    def exported(self, row: Row) -> Any:
        """Return the value for a file."""
        return (self.export or self.value)(row)


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list says while it has no rows: what would be here, and the first thing to do (words, name of the address)."""

    title: str
    words: str = ""
    action: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as the page shows it."""

    column: Column
    value: Any
    url: str | None
    tag: tuple[str, str] | None
    clock: Any
    below: str


def cell(column: Column, row: Row) -> Cell:
    """Return the cell of a row."""
    return Cell(
        column=column,
        value=column.value(row),
        url=column.link(row) if column.link else None,
        tag=column.tag(row) if column.tag else None,
        clock=column.clock(row) if column.clock else None,
        below=column.below(row) if column.below else "",
    )
