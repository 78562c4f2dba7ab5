"""Reading a line of a spreadsheet of figures: what each cell says, and for each that cannot be used, why and how to mend it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.evidence.rules import cuts, deriving, lines
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.evidence.rules.lines import Wrong
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.foundation.sheets import day, plain

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
_MONTHS = re.compile(r"^(\d{1,2})\s*(?:of|/)\s*(\d{1,2})$")
_QUARTER = re.compile(r"^q([1-4])\s+(\d{4}-\d{2})$", re.IGNORECASE)


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


def header(cells: Sequence[Any]) -> dict[str, int]:
    """Return which column stands where, by its name or one people use for it."""
    return lines.header(cells, COLUMNS)


def read(
    below: lines.Below, at: Mapping[str, int], known: Known, formulas: frozenset[str] = frozenset()
) -> lines.Reading:
    """Return every line with what it says; a line that is wholly empty is passed over."""
    asked = lines.Asked(
        lambda given, formula: _line(given, known, formula), _key, lambda row: _there(row, known), "indicator"
    )
    return lines.read(below, at, asked, formulas)


def _line(given: Mapping[str, Any], known: Known, formula: Mapping[str, bool]) -> tuple[dict[str, Any], list[Wrong]]:
    row: dict[str, Any] = {}
    steps: lines.Steps = [
        ("indicator", lambda: _indicator(given, known)),
        ("start", lambda: _period(given, known)),
        ("breakdown", lambda: {"cut": cuts.cut(cuts.read(plain(given.get("breakdown"))))}),
        ("numerator", lambda: {"numerator": str(lines.number(given.get("numerator"), "numerator"))}),
        ("denominator", lambda: _denominator(given)),
        ("agency", lambda: _agency(given, known)),
        ("covered", lambda: {"covered": _covered(given)}),
        ("supplied_on", lambda: _supplied(given, row, known)),
    ]
    faults = lines.gather(row, steps, formula, COLUMNS)
    row["source"] = plain(given.get("source"))[:300]
    if not faults:
        faults += _parts(row, known)
    return row, faults


def _indicator(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    words = plain(given.get("indicator"))
    if not words:
        raise Wrong("indicator", "Name the indicator.")
    code = known.indicators.get(words.lower())
    if code is None:
        raise Wrong(
            "indicator",
            f"“{words}” is not an indicator of this partnership. Use a name or code of the Indicators sheet.",
        )
    return {"indicator": code}


def _period(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    period = period_of(given.get("start"), given.get("end"))
    if period.end > known.today:
        raise Wrong("end" if given.get("end") else "start", "The period has not ended yet.")
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def period_of(start: Any, end: Any) -> Period:
    """Return the period two cells name: two days, or one cell such as 2017-18, Q1 2017-18 or a day."""
    words = plain(start)
    if not words:
        raise Wrong("start", "Say from which day, such as 1 April 2017, or a year such as 2017-18.")
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
        raise Wrong("end", "The period ends before it begins.")
    return Period(first, last)


def _quarter(year: Period, number: int) -> Period:
    months = [(year.start.year, 4), (year.start.year, 7), (year.start.year, 10), (year.end.year, 1), (year.end.year, 4)]
    first, after = date(*months[number - 1], 1), date(*months[number], 1)
    return Period(first, date.fromordinal(after.toordinal() - 1))


def _day(cell: Any, column: str) -> date:
    found = day(cell)
    if found is None:
        raise Wrong(column, f"“{plain(cell)}” is not a day. Write it as 1 April 2017 or 01/04/2017.")
    return found


def _denominator(given: Mapping[str, Any]) -> dict[str, Any]:
    cell = given.get("denominator")
    return {"denominator": str(lines.number(cell, "denominator")) if plain(cell) else None}


def _agency(given: Mapping[str, Any], known: Known) -> dict[str, Any]:
    words = plain(given.get("agency"))
    if not words:
        raise Wrong("agency", "Say which agency supplied the figure.")
    found = known.agencies.get(words.lower())
    if found is None:
        raise Wrong(
            "agency", f"“{words}” is not an agency for which you may supply figures. Use a name of the Agencies sheet."
        )
    return {"supplier": found, "agency": words}


def _covered(given: Mapping[str, Any]) -> list[int] | None:
    words = plain(given.get("covered"))
    if not words:
        return None
    found = _MONTHS.match(words.lower().removesuffix("months").strip())
    if not found:
        raise Wrong("covered", "Write how many months are covered as 9 of 12.")
    coverage = Coverage(int(found[1]), int(found[2]))
    return [coverage.months, coverage.of]


def _supplied(given: Mapping[str, Any], row: Mapping[str, Any], known: Known) -> dict[str, Any]:
    cell = given.get("supplied_on")
    day = _day(cell, "supplied_on") if plain(cell) else known.today
    end = row.get("end")
    if day > known.today or (end and day < date.fromisoformat(end)):
        raise Wrong("supplied_on", "It was supplied on a day after the period, and not in the future.")
    return {"supplied_on": day.isoformat()}


def _parts(row: Mapping[str, Any], known: Known) -> list[Wrong]:
    details = known.details(row["indicator"], date.fromisoformat(row["end"]))
    denominator = row["denominator"]
    try:
        deriving.check_parts(Decimal(row["numerator"]), None if denominator is None else Decimal(denominator), details)
    except RuleBroken as broken:
        return [Wrong(broken.field or "numerator", broken.sentence)]
    return []


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["indicator"], row["start"], row["end"], row["cut"])


def _there(row: Mapping[str, Any], known: Known) -> lines.There:
    """Whether it is there already, and what is wrong where another number is."""
    days = (date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
    there = known.there.get((row["indicator"], *days, row["cut"]))
    if there is None:
        return lines.NOT_THERE
    denominator = None if row["denominator"] is None else Decimal(row["denominator"])
    if there == (Decimal(row["numerator"]), denominator):
        return lines.THE_SAME
    words = f"{there[0]:,f} was supplied already. Open that figure and restate it, with the reason."
    return lines.There(True, Wrong("numerator", words))
