"""Reading what was typed into the lines of a return, from a form or from one line of it."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldenthread.returns.operations.filling import TEXTS
from goldenthread.returns.queries import Row, Sheet
from goldenthread.returns.rules.asking import WHOLE, Filled

_MONTHS = re.compile(r"^\s*(\d{1,2})\s*(?:of\s*(\d{1,2})\s*)?(?:months?)?\s*$")


def name(row: Row, what: str) -> str:
    """Return the name of a field of a line."""
    return f"{what}-{row.line.pk.hex}"


def typed(data: Mapping[str, Any], sheet: Sheet) -> dict[UUID, tuple[int, dict[str, Any]]]:
    """Return what a form says of each line of a return that it names, as `operations.keep_lines` takes it."""
    found = {}
    for row in sheet.rows:
        seen = str(data.get(name(row, "edition"), ""))
        if seen.isdigit() and len(seen) < 9:
            found[row.line.pk] = (int(seen), _line(data, row))
    return found


def _line(data: Mapping[str, Any], row: Row) -> dict[str, Any]:
    given: dict[str, Any] = {each: str(data[name(row, each)]) for each in TEXTS if name(row, each) in data}
    cells = {}
    for place, cut in enumerate((WHOLE, *row.asked.cells)):
        numerator, denominator = name(row, f"n{place}"), name(row, f"d{place}")
        if numerator in data:
            cells[cut] = (str(data[numerator]), str(data.get(denominator, "")))
    if cells:
        given["cells"] = cells
    if name(row, "covered") in data:
        given["covered"] = _covered(str(data[name(row, "covered")]), row)
    return given


def _covered(words: str, row: Row) -> tuple[int, int] | None:
    """Return how many months are covered; all of them, or words nobody understands, say nothing."""
    months, found = row.asked.period.months, _MONTHS.match(words)
    if not found or not months or not 0 < int(found[1]) < months:
        return None
    return int(found[1]), months


def shown(row: Row, theirs: Mapping[UUID, Any], data: Mapping[str, Any]) -> Filled:
    """Return what stands in the boxes: what is kept, or what was typed where somebody else saved the line meanwhile."""
    if row.line.pk not in theirs:
        return row.filled
    given = _line(data, row)
    line = row.line
    for each, value in given.items():
        if each == "cells":
            line.cells = {cut: list(pair) for cut, pair in value.items()}
        elif each != "covered":
            setattr(line, each, value)
    return line.filled
