"""Reading a line of a spreadsheet that says how many people a group has: girls, children of a ward, of an ethnicity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.evidence.rules import cuts, lines
from goldenthread.evidence.rules.lines import Wrong
from goldenthread.foundation.sheets import plain
from goldenthread.foundation.text import short_date

COLUMNS = {
    "area": ("Council area", ("area", "council", "local authority", "la_name")),
    "dimension": ("Breakdown", ("by", "kind of group", "characteristic_type", "dimension")),
    "value": ("Group", ("characteristic", "value", "who")),
    "year": ("Mid-year", ("year", "mid year", "time_period")),
    "count": ("People", ("number", "count", "population", "number of people", "population_estimate")),
    "age_from": ("First age", ("from age", "age from")),
    "age_to": ("Last age", ("to age", "age to")),
    "source": ("Source", ("published by",)),
    "vintage": ("Release", ("vintage", "edition")),
}
NEEDED = ("dimension", "value", "year", "count", "source")
FIRST_YEAR, LAST_YEAR = 1990, 2100
OLDEST, CHILDREN = 150, (0, 17)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reading is checked against.

    ``areas`` maps the names and codes, in small letters, of the council areas of the partnership to their codes. ``there`` holds
    what is kept already: the number of people by (area, breakdown, group, year, first age, last age, release).
    """

    areas: Mapping[str, str]
    there: Mapping[tuple[Any, ...], int]
    today: date


def header(cells: Any) -> dict[str, int]:
    """Return which column stands where, by its name or one people use for it."""
    return lines.header(cells, COLUMNS)


def read(
    below: lines.Below, at: Mapping[str, int], known: Known, formulas: frozenset[str] = frozenset()
) -> lines.Reading:
    """Return every line with what it says; a line that is wholly empty is passed over."""
    asked = lines.Asked(
        lambda given, formula: _line(given, known, formula), key, lambda row: _there(row, known), "value"
    )
    return lines.read(below, at, asked, formulas)


def key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what names a number for good."""
    return tuple(row[name] for name in ("area", "dimension", "value", "year", "age_from", "age_to", "vintage"))


def _line(given: Mapping[str, Any], known: Known, formula: Mapping[str, bool]) -> tuple[dict[str, Any], list[Wrong]]:
    row: dict[str, Any] = {}
    steps: lines.Steps = [
        ("area", lambda: {"area": _area(given, known)}),
        ("dimension", lambda: {"dimension": _dimension(given)}),
        ("value", lambda: {"value": _value(given)}),
        (
            "year",
            lambda: {"year": _whole(given, "year", FIRST_YEAR, LAST_YEAR, "a year of four figures, such as 2023")},
        ),
        (
            "count",
            lambda: {
                "count": _whole(given, "count", 1, 10**9, "a whole number above 0; leave out a group nobody counted")
            },
        ),
        ("age_from", lambda: {"age_from": _age(given, "age_from", CHILDREN[0])}),
        ("age_to", lambda: {"age_to": _age(given, "age_to", CHILDREN[1])}),
        ("source", lambda: {"source": _words(given, "source", "Say who published it.", 200)}),
    ]
    faults = lines.gather(row, steps, formula, COLUMNS)
    row["vintage"] = plain(given.get("vintage"))[:60] or f"brought in {short_date(known.today)}"
    if not faults and row["age_to"] < row["age_from"]:
        faults.append(Wrong("age_to", "The last age cannot be below the first."))
    return row, faults


def _area(given: Mapping[str, Any], known: Known) -> str:
    words = plain(given.get("area"))
    if not words:
        return ""
    found = known.areas.get(words.lower())
    if found is None:
        raise Wrong(
            "area", f"“{words}” is no council area of this partnership. Leave it empty for all of them together."
        )
    return found if len(set(known.areas.values())) > 1 else ""


def _dimension(given: Mapping[str, Any]) -> str:
    words = plain(given.get("dimension")).lower()
    if words not in cuts.PROTECTED:
        raise Wrong("dimension", f"Write one of these: {', '.join(cuts.PROTECTED)}.")
    return words


def _value(given: Mapping[str, Any]) -> str:
    words = _words(given, "value", "Name the group, such as Girls.", 120)
    return cuts.breakdown(cuts.cut({"sex": words}))["sex"]


def _words(given: Mapping[str, Any], column: str, sentence: str, most: int) -> str:
    words = plain(given.get(column))
    if not words:
        raise Wrong(column, sentence)
    return words[:most]


def _age(given: Mapping[str, Any], column: str, otherwise: int) -> int:
    if not plain(given.get(column)):
        return otherwise
    return _whole(given, column, 0, OLDEST, "an age in whole years")


def _whole(given: Mapping[str, Any], column: str, least: int, most: int, words: str) -> int:
    found = lines.number(given.get(column), column)
    if found != found.to_integral_value() or not least <= found <= most:
        raise Wrong(column, f"“{plain(given.get(column))}” will not do: give {words}.")
    return int(found)


def _there(row: Mapping[str, Any], known: Known) -> lines.There:
    there = known.there.get(key(row))
    if there is None:
        return lines.NOT_THERE
    if there == row["count"]:
        return lines.THE_SAME
    words = f"{there:,} is kept for this group in this release. A corrected number comes with a release of its own."
    return lines.There(True, Wrong("count", words))
