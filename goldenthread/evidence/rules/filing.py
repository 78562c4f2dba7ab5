"""Reading a line of a spreadsheet of figures: what each cell says, and for each that cannot be used, why and how to mend it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenthread.evidence.rules import cuts, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.foundation.sheets import day, letter, plain

COLUMNS = {
    "indicator": ("Indicator", ("measure", "code", "indicator code")),
    "start": ("From", ("start", "first day", "period", "period start")),
    "end": ("To", ("end", "last day", "until", "period end")),
    "breakdown": ("Breakdown", ("group", "by", "category")),
    "numerator": ("Numerator", ("number", "count", "value")),
    "denominator": ("Denominator", ("out of", "of", "total")),
    "agency": ("Agency", ("supplier", "supplied by")),
    "supplied_on": ("Supplied on", ("date supplied",)),
    "covered": ("Months covered", ("coverage",)),
    "source": ("Source", ("system", "source system")),
}
NEEDED = ("indicator", "start", "numerator", "agency")
GOOD, SAME, FAULT, KEPT, MENDED = "good", "same", "fault", "kept", "mended"
_MONTHS = re.compile(r"^(\d{1,2})\s*(?:of|/)\s*(\d{1,2})$")
_QUARTER = re.compile(r"^q([1-4])\s+(\d{4}-\d{2})$", re.IGNORECASE)
_NUMBER = re.compile(r"^-?\d{1,3}(,\d{3})*(\.\d+)?$|^-?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with one cell, and how to mend it."""

    line: int
    cell: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading is checked against.

    ``indicators`` maps names and codes, in small letters, to codes; ``details`` gives the definition of a code on a day;
    ``agencies`` maps names to ids; ``there`` holds what was supplied already: numerator and denominator by code, period and cut.
    """

    indicators: Mapping[str, str]
    details: Callable[[str, date], Details]
    agencies: Mapping[str, str]
    there: Mapping[tuple[str, date, date, str], tuple[Decimal, Decimal | None]]
    today: date


@dataclass(slots=True)
class Reading:
    """A file as it was read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class _Wrong(Exception):
    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


def header(cells: Sequence[Any]) -> dict[str, int]:
    """Return which column stands where, by its name or one people use for it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = str(cell or "").strip().lower()
        for code, (label, others) in COLUMNS.items():
            if code not in found and words in (label.lower(), *others):
                found[code] = place
                break
    return found


def read(
    lines: Sequence[tuple[int, Sequence[Any]]],
    at: Mapping[str, int],
    known: Known,
    formulas: frozenset[str] = frozenset(),
) -> Reading:
    """Return every line with what it says; a line that is wholly empty is passed over."""
    found, seen = Reading(), dict[tuple[str, str, str, str], int]()
    for number, cells in lines:
        raw = {code: plain(cells[place]) if place < len(cells) else "" for code, place in at.items()}
        given = {code: cells[place] if place < len(cells) else None for code, place in at.items()}
        if not any(raw.values()) and not any(f"{letter(place)}{number}" in formulas for place in at.values()):
            continue
        row, faults = _line(given, known, {code: f"{letter(place)}{number}" in formulas for code, place in at.items()})
        if not faults:
            faults = _again(row, seen, number)
        state = FAULT if faults else _state(row, known, faults)
        for fault in faults:
            place = at.get(fault.column)
            cell = f"{letter(place)}{number}" if place is not None else f"line {number}"
            found.messages.append(Message(number, cell, fault.column, fault.sentence))
        found.rows.append({"line": number, "raw": raw, "state": FAULT if faults else state, "values": row})
    return found


def _line(given: Mapping[str, Any], known: Known, formula: Mapping[str, bool]) -> tuple[dict[str, Any], list[_Wrong]]:
    """Read a line as far as it can be read, gathering every fault rather than the first."""
    faults = [
        _Wrong(code, "This is a formula. Paste it as a value, so that what is read is what you see.")
        for code, is_one in formula.items()
        if is_one
    ]
    row: dict[str, Any] = {}
    steps: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        ("indicator", lambda: _indicator(given, known)),
        ("start", lambda: _period(given, known)),
        ("breakdown", lambda: {"cut": cuts.cut(cuts.read(plain(given.get("breakdown"))))}),
        ("numerator", lambda: {"numerator": str(_number(given.get("numerator"), "numerator"))}),
        ("denominator", lambda: _denominator(given)),
        ("agency", lambda: _agency(given, known)),
        ("covered", lambda: {"covered": _covered(given)}),
        ("supplied_on", lambda: _supplied(given, row, known)),
    ]
    for column, step in steps:
        if formula.get(column):
            continue
        try:
            row |= step()
        except RuleBroken as broken:
            faults.append(_Wrong(broken.field if broken.field in COLUMNS else column, broken.sentence))
        except _Wrong as wrong:
            faults.append(wrong)
    row["source"] = plain(given.get("source"))[:300]
    if not faults:
        faults += _parts(row, known)
    return row, faults


def _indicator(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    words = plain(given.get("indicator"))
    if not words:
        raise _Wrong("indicator", "Name the indicator.")
    code = known.indicators.get(words.lower())
    if code is None:
        raise _Wrong(
            "indicator",
            f"“{words}” is not an indicator of this partnership. Use a name or code of the Indicators sheet.",
        )
    return {"indicator": code}


def _period(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    period = period_of(given.get("start"), given.get("end"))
    if period.end > known.today:
        raise _Wrong("end" if given.get("end") else "start", "The period has not ended yet.")
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def period_of(start: Any, end: Any) -> Period:
    """Return the period two cells name: two days, or one cell such as 2017-18, Q1 2017-18 or a day."""
    words = plain(start)
    if not words:
        raise _Wrong("start", "Say from which day, such as 1 April 2017, or a year such as 2017-18.")
    if not plain(end):
        quarter = _QUARTER.match(words)
        if quarter:
            return _quarter(year_from_april(quarter[2]), int(quarter[1]))
        if re.fullmatch(r"\d{4}[-/–]\d{2}(\d{2})?", words):
            return year_from_april(words)
        day = _day(start, "start")
        return Period(day, day)
    first, last = _day(start, "start"), _day(end, "end")
    if last < first:
        raise _Wrong("end", "The period ends before it begins.")
    return Period(first, last)


def _quarter(year: Period, number: int) -> Period:
    months = [(year.start.year, 4), (year.start.year, 7), (year.start.year, 10), (year.end.year, 1), (year.end.year, 4)]
    first, after = date(*months[number - 1], 1), date(*months[number], 1)
    return Period(first, date.fromordinal(after.toordinal() - 1))


def _day(cell: Any, column: str) -> date:
    found = day(cell)
    if found is None:
        raise _Wrong(column, f"“{plain(cell)}” is not a day. Write it as 1 April 2017 or 01/04/2017.")
    return found


def _number(cell: Any, column: str) -> Decimal:
    words = plain(cell)
    if not words:
        raise _Wrong(
            column,
            "Give the number, or take the line out. 0 means that it was counted and none was found.",
        )
    if words.endswith("%"):
        raise _Wrong(
            column, "This is a percentage. Give the numerator and the denominator; the percentage is worked out."
        )
    if isinstance(cell, bool) or not _NUMBER.match(words):
        raise _Wrong(column, f"“{words}” is not a number. Give figures alone, such as 1,234; put words under Source.")
    try:
        return Decimal(words.replace(",", ""))
    except InvalidOperation as error:
        raise _Wrong(column, f"“{words}” is not a number.") from error


def _denominator(given: Mapping[str, Any]) -> dict[str, Any]:
    cell = given.get("denominator")
    return {"denominator": str(_number(cell, "denominator")) if plain(cell) else None}


def _agency(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    words = plain(given.get("agency"))
    if not words:
        raise _Wrong("agency", "Say which agency supplied the figure.")
    found = known.agencies.get(words.lower())
    if found is None:
        raise _Wrong(
            "agency", f"“{words}” is not an agency for which you may supply figures. Use a name of the Agencies sheet."
        )
    return {"supplier": found, "agency": words}


def _covered(given: Mapping[str, Any]) -> list[int] | None:
    words = plain(given.get("covered"))
    if not words:
        return None
    found = _MONTHS.match(words.lower().removesuffix("months").strip())
    if not found:
        raise _Wrong("covered", "Write how many months are covered as 9 of 12.")
    coverage = Coverage(int(found[1]), int(found[2]))
    return [coverage.months, coverage.of]


def _supplied(given: Mapping[str, Any], row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    cell = given.get("supplied_on")
    day = _day(cell, "supplied_on") if plain(cell) else known.today
    end = row.get("end")
    if day > known.today or (end and day < date.fromisoformat(end)):
        raise _Wrong("supplied_on", "It was supplied on a day after the period, and not in the future.")
    return {"supplied_on": day.isoformat()}


def _parts(row: Mapping[str, Any], known: Known) -> list[_Wrong]:
    details = known.details(row["indicator"], date.fromisoformat(row["end"]))
    denominator = row["denominator"]
    try:
        deriving.check_parts(Decimal(row["numerator"]), None if denominator is None else Decimal(denominator), details)
    except RuleBroken as broken:
        return [_Wrong(broken.field or "numerator", broken.sentence)]
    return []


def _again(row: Mapping[str, Any], seen: dict[tuple[str, str, str, str], int], number: int) -> list[_Wrong]:
    key = (row["indicator"], row["start"], row["end"], row["cut"])
    if key in seen:
        return [_Wrong("indicator", f"Line {seen[key]} gives the same figure. Keep one of the two.")]
    seen[key] = number
    return []


def _state(row: Mapping[str, Any], known: Known, faults: list[_Wrong]) -> str:
    """Good, or the same as what is there already; another number for the same figure is a fault."""
    days = (date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
    there = known.there.get((row["indicator"], *days, row["cut"]))
    if there is None:
        return GOOD
    denominator = None if row["denominator"] is None else Decimal(row["denominator"])
    if there == (Decimal(row["numerator"]), denominator):
        return SAME
    faults.append(
        _Wrong("numerator", f"{there[0]:,f} was supplied already. Open that figure and restate it, with the reason.")
    )
    return FAULT
