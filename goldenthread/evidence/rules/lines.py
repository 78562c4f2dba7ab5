"""Reading the lines of a spreadsheet: every fault of every cell, said so that it can be mended; nothing is passed over in silence.

What a line must say is told by an `Asked`: `filing` reads figures, `peopling` numbers of people.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.sheets import letter, plain

GOOD, SAME, FAULT, KEPT, MENDED = "good", "same", "fault", "kept", "mended"
Columns = Mapping[str, tuple[str, tuple[str, ...]]]
"""What a column is called by us, and the other names people use for it."""
Below = Sequence[tuple[int, Sequence[Any]]]
Steps = Sequence[tuple[str, Callable[[], dict[str, Any]]]]
_NUMBER = re.compile(r"^-?\d{1,3}(,\d{3})*(\.\d+)?$|^-?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with one cell, and how to mend it."""

    line: int
    cell: str
    column: str
    sentence: str


@dataclass(slots=True)
class Reading:
    """A file as it was read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class Wrong(Exception):
    """A cell that cannot be used, with the sentence that says why and how to mend it."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


@dataclass(frozen=True, slots=True)
class There:
    """Whether what a line says is kept already, and what is wrong if something else is."""

    same: bool
    wrong: Wrong | None = None


NOT_THERE, THE_SAME = There(False), There(True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line must say: ``line`` reads its cells, ``key`` names what it is about, ``there`` looks it up.

    ``first`` is the column at which a line is blamed that says what an earlier one said.
    """

    line: Callable[[Mapping[str, Any], Mapping[str, bool]], tuple[dict[str, Any], list[Wrong]]]
    key: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    there: Callable[[Mapping[str, Any]], There]
    first: str


def header(cells: Sequence[Any], columns: Columns) -> dict[str, int]:
    """Return which column stands where, by its name or one people use for it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = str(cell or "").strip().lower()
        for code, (label, others) in columns.items():
            if code not in found and words in (label.lower(), *others):
                found[code] = place
                break
    return found


def read(below: Below, at: Mapping[str, int], asked: Asked, formulas: frozenset[str] = frozenset()) -> Reading:
    """Return every line with what it says; a line that is wholly empty is passed over."""
    found, seen = Reading(), dict[tuple[Any, ...], int]()
    for line, cells in below:
        given = {code: cells[place] if place < len(cells) else None for code, place in at.items()}
        raw = {code: plain(cell) for code, cell in given.items()}
        formula = {code: f"{letter(place)}{line}" in formulas for code, place in at.items()}
        if not any(raw.values()) and not any(formula.values()):
            continue
        row, faults = asked.line(given, formula)
        state = SAME
        if not faults:
            faults = _again(asked, row, seen, line)
        if not faults:
            there = asked.there(row)
            faults, state = [there.wrong] if there.wrong else [], SAME if there.same else GOOD
        for fault in faults:
            place = at.get(fault.column)
            cell = f"{letter(place)}{line}" if place is not None else f"line {line}"
            found.messages.append(Message(line, cell, fault.column, fault.sentence))
        found.rows.append({"line": line, "raw": raw, "state": FAULT if faults else state, "values": row})
    return found


def gather(row: dict[str, Any], steps: Steps, formula: Mapping[str, bool], columns: Columns) -> list[Wrong]:
    """Read a line into ``row`` as far as it can be read, and return every fault rather than the first."""
    faults = [
        Wrong(code, "This is a formula. Paste it as a value, so that what is read is what you see.")
        for code, is_one in formula.items()
        if is_one
    ]
    for column, step in steps:
        if formula.get(column):
            continue
        try:
            row |= step()
        except RuleBroken as broken:
            blamed = broken.field if broken.field and broken.field in columns else column
            faults.append(Wrong(blamed, broken.sentence))
        except Wrong as wrong:
            faults.append(wrong)
    return faults


def number(cell: Any, column: str) -> Decimal:
    """Return the number a cell holds; raises `Wrong`."""
    words = plain(cell)
    if not words:
        raise Wrong(
            column,
            "Give the number, or take the line out. 0 means that it was counted and none was found.",
        )
    if words.endswith("%"):
        raise Wrong(
            column, "This is a percentage. Give the numerator and the denominator; the percentage is worked out."
        )
    if isinstance(cell, bool) or not _NUMBER.match(words):
        raise Wrong(column, f"“{words}” is not a number. Give figures alone, such as 1,234; put words under Source.")
    try:
        return Decimal(words.replace(",", ""))
    except InvalidOperation as error:
        raise Wrong(column, f"“{words}” is not a number.") from error


def _again(asked: Asked, row: Mapping[str, Any], seen: dict[tuple[Any, ...], int], line: int) -> list[Wrong]:
    key = asked.key(row)
    if key in seen:
        return [Wrong(asked.first, f"Line {seen[key]} gives the same figure. Keep one of the two.")]
    seen[key] = line
    return []
