"""Papers as files: an area says what is in a paper, whoever can set pages makes the file.

`reports` stands above the areas and registers how PDF and Word are made; an area below it asks by the name of the format:

    content = printing.make("pdf", Paper("Board paper", ...))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.workbench.materials import Block


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of a paper: what is said, as Markdown with the figures as text, and the blocks that follow it."""

    heading: str
    text: str = ""
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for a meeting. ``about`` stands under the title: whom it is for, and when it was made."""

    title: str
    partnership: str
    period: Period
    about: str
    on: date
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True)
class Printer:
    """One format: its code is the ending of the file."""

    code: str
    label: str
    content_type: str
    make: Callable[[Paper], bytes]


_printers: dict[str, Printer] = {}


def register(printer: Printer) -> None:
    """Add a format; a second one of the same code is a mistake."""
    if printer.code in _printers:
        raise ValueError(f"The format {printer.code} is registered twice.")
    _printers[printer.code] = printer


def formats() -> list[Printer]:
    """Return the formats there are, in the order of their names."""
    return [_printers[code] for code in sorted(_printers, reverse=True)]


def printer(code: str) -> Printer:
    """Return a format by its code; raises `NotFound`."""
    if code not in _printers:
        raise NotFound("Papers are not made in this format.")
    return _printers[code]
