"""The workbook of a return: its columns, and what each of its cells says when it comes back.

Every row carries the key of its line and group. What people may not change is compared with what it said, so that a figure never
slips to another indicator. A row with a fault is told and left; all others can be kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta  # not a deadline: what a spreadsheet makes of a number
from typing import Any
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.sheets import letter, plain
from goldenthread.returns.rules import numbers
from goldenthread.returns.rules.asking import FOUR, WHOLE

SHEET, DEFINITIONS, MARK = "Return", "Definitions", "_return"
NAME, FORMAT = "Golden Thread return", "1"
PAST = 4
HEAD = 1
"""Lines above the rows."""
NUMERATOR, DENOMINATOR, COVERED, MISSING, NOTE = "numerator", "denominator", "covered", "missing_why", "note"
COLUMNS = {
    "key": "Key",
    "partnership": "Asked by",
    "indicator": "Indicator",
    "group": "Group",
    "counted": "What is counted",
    "past": "Before",
    NUMERATOR: "Number",
    DENOMINATOR: "Out of",
    COVERED: "Months covered",
    MISSING: "Why there is no figure",
    **FOUR,
    NOTE: "Anything else",
}
LOCKED = ("partnership", "indicator", "group")
OPEN = (NUMERATOR, DENOMINATOR, COVERED, MISSING, *FOUR, NOTE)
TEXTS = (MISSING, *FOUR, NOTE)


@dataclass(frozen=True, slots=True)
class Expected:
    """One row of the workbook as the return stands now. ``own``: the reader typed its figures last."""

    key: str
    line: UUID
    cut: str
    edition: int
    labels: Mapping[str, str]
    two: bool
    months: int | None
    now: tuple[str, str]
    own: bool = True
    past: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is the row of the whole, which carries the words."""
        return self.cut == WHOLE


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with one cell: its address, what was typed, and a sentence that says how to mend it."""

    cell: str
    typed: str
    sentence: str
    where: str = ""


@dataclass(slots=True)
class Read:
    """A workbook as it was read: what can be kept of each line, and a message for each cell that cannot."""

    lines: dict[UUID, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    good: int = 0
    same: int = 0
    left: list[str] = field(default_factory=list)


def columns(head: Sequence[Any]) -> dict[str, int]:
    """Return where each column stands; raises `RuleBroken` when one that is needed is gone or renamed."""
    at = {str(plain(cell)).lower(): place for place, cell in enumerate(head)}
    found = {code: at[label.lower()] for code, label in COLUMNS.items() if label.lower() in at}
    gone = [COLUMNS[code] for code in ("key", *LOCKED, *OPEN) if code not in found]
    if gone:
        raise RuleBroken(
            f"The column “{gone[0]}” is not where it was. Download the workbook again and copy your figures into it.",
            field="file",
        )
    return found


def read(
    rows: Iterable[tuple[int, Sequence[Any]]],
    at: Mapping[str, int],
    expected: Mapping[str, Expected],
    before: Mapping[str, tuple[str, str]],
    formulas: frozenset[str] = frozenset(),
) -> Read:
    """Read the rows of a workbook. ``before``: what stood in each row's two number cells when it was handed out."""
    found, seen = Read(), dict[str, int]()
    for number, cells in rows:
        row = _Row(number, cells, at, formulas)
        if row.empty:
            continue
        wanted = _wanted(row, expected, seen, found.messages)
        if wanted is not None:
            _take(row, wanted, before.get(wanted.key, ("", "")), found)
    found.left = [each.labels["indicator"] for key, each in expected.items() if key not in seen and each.whole]
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Sequence[Any]
    at: Mapping[str, int]
    formulas: frozenset[str]

    def raw(self, code: str) -> Any:
        place = self.at[code]
        return self.cells[place] if place < len(self.cells) else None

    def text(self, code: str) -> str:
        return plain(self.raw(code))

    def address(self, code: str) -> str:
        return f"{letter(self.at[code])}{self.number}"

    def message(self, code: str, sentence: str, where: str = "") -> Message:
        return Message(self.address(code), self.text(code)[:80], sentence, where)

    @property
    def empty(self) -> bool:
        return not any(self.text(code) for code in ("key", *LOCKED, *OPEN))


def _wanted(
    row: _Row, expected: Mapping[str, Expected], seen: dict[str, int], messages: list[Message]
) -> Expected | None:
    """Return the row of the return that a row of the file is about; None, with a message, where it is none or another."""
    key = row.text("key")
    if key not in expected:
        messages.append(
            row.message("key", "This row is not part of the return. Rows cannot be added; use the rows there are.")
        )
        return None
    if key in seen:
        messages.append(row.message("key", f"Row {seen[key]} is about the same figure. Keep one of the two."))
        return None
    seen[key] = row.number
    wanted = expected[key]
    for code in LOCKED:
        if row.text(code) != wanted.labels[code]:
            said = wanted.labels[code] or "nothing"
            sentence = f"This cell said “{said}” and must not change. The figures beside it were not read."
            messages.append(row.message(code, sentence, wanted.labels["indicator"]))
            return None
    return wanted


def _take(row: _Row, wanted: Expected, before: tuple[str, str], found: Read) -> None:
    faults = list(_faults(row, wanted))
    typed = (_number(row, NUMERATOR), _number(row, DENOMINATOR) if wanted.two else "")
    if not faults and typed not in (wanted.now, before) and not wanted.own and wanted.now != before:
        there = " of ".join(filter(None, wanted.now)) or "nothing"
        faults.append(
            (NUMERATOR, f"Somebody else typed {there} after the workbook was made. The draft keeps that. Look at both.")
        )
    if faults:
        found.messages += [row.message(code, sentence, wanted.labels["indicator"]) for code, sentence in faults]
        return
    given: dict[str, Any] = {}
    if typed != wanted.now and (typed != before or wanted.own):
        given["cells"] = {wanted.cut: typed}
    if wanted.whole:
        given |= {code: row.text(code) for code in TEXTS if row.text(code)}
        if row.text(COVERED):
            months = int(float(row.text(COVERED)))
            given["covered"] = None if months == wanted.months else (months, wanted.months)
    if not given:
        found.same += 1
        return
    found.good += 1
    seen, held = found.lines.setdefault(wanted.line, (wanted.edition, {}))
    cells = held.get("cells", {}) | given.pop("cells", {})
    held |= given | ({"cells": cells} if cells else {})
    found.lines[wanted.line] = (seen, held)


def _number(row: _Row, code: str) -> str:
    """Return a number as it would be typed: Excel keeps 12.0 and shows 12."""
    return row.text(code)


def _faults(row: _Row, wanted: Expected) -> Iterable[tuple[str, str]]:
    for code in OPEN:
        if row.address(code) in row.formulas:
            yield code, "This is a formula, or the error one left. Paste its result as a value."
    for code in (NUMERATOR, DENOMINATOR):
        if row.address(code) not in row.formulas:
            yield from _of_number(row, code, wanted)
    if row.text(COVERED):
        yield from _of_months(row, wanted)
    if not wanted.whole:
        for code in TEXTS:
            if row.text(code):
                yield code, "Words stand in the row of the whole, not in the row of a group."


def _of_number(row: _Row, code: str, wanted: Expected) -> Iterable[tuple[str, str]]:
    raw, words = row.raw(code), row.text(code)
    if not words:
        return
    if code == DENOMINATOR and not wanted.two:
        yield code, "Leave this empty: nothing else is asked for this figure."
    elif isinstance(raw, bool):
        yield code, "This is true or false, not a number."
    elif isinstance(raw, date | datetime | time | timedelta):
        yield code, "The spreadsheet has made a date of this. Format the cell as a number and type it again."
    elif isinstance(raw, float) and 0 < raw < 1:
        yield code, "This looks like a percentage. Give the two numbers it comes from; it is worked out for you."
    else:
        try:
            numbers.read(words)
        except RuleBroken as broken:
            yield code, broken.sentence


def _of_months(row: _Row, wanted: Expected) -> Iterable[tuple[str, str]]:
    words = row.text(COVERED)
    if not wanted.months or not words.isdigit() or not 0 < int(words) <= wanted.months:
        yield COVERED, f"Give how many of the {wanted.months or 0} months are covered, as a whole number."
