"""The starter library of indicators, read once from its data files: one for each group."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.evidence.rules.defining import Details, check

_DATA = Path(__file__).parent / "data"
_DETAILS = frozenset(Details.__dataclass_fields__) - {"words", "dimensions"}
OWN = "own"
COMPARATORS = {
    "previous_year": "our own year before",
    "neighbours": "statistical neighbours",
    "region": "the region",
    "england": "England",
}


@dataclass(frozen=True, slots=True)
class Starter:
    """An indicator as the library has it.

    ``comparators`` are keys of `COMPARATORS`: what it can be compared with. ``part_of`` is the code of an indicator that counts
    the same unit and holds what this one counts: for the same period and group its numerator is never the smaller of the two.
    """

    code: str
    group: str
    name: str
    why: str
    question: str
    details: Details
    comparators: tuple[str, ...] = ()
    part_of: str = ""


def _read(name: str) -> Any:
    return yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@lru_cache(maxsize=1)
def groups() -> dict[str, str]:
    """Return the groups indicators stand in: code to name, in order."""
    return {**_read("groups.yaml"), OWN: "Our own"}


@lru_cache(maxsize=1)
def starters() -> dict[str, Starter]:
    """Return every indicator of the library, by code, in the order of the groups."""
    rows = [row for group in groups() if group != OWN for row in _read(f"indicators/{group}.yaml")]
    return {row["code"]: _starter(row) for row in rows}


def _starter(row: dict[str, Any]) -> Starter:
    given = {name: row[name] for name in _DETAILS if name in row}
    words = row.get("words") or _words(row)
    details = Details(words=words, dimensions=tuple(row.get("dimensions", ())), **given)
    named = {name: row[name] for name in ("code", "group", "name", "why", "question")}
    compared = tuple(row["comparators"])
    return Starter(**named, details=check(details), comparators=compared, part_of=row.get("part_of", ""))


def _words(row: dict[str, Any]) -> str:
    """A definition as one sentence, from its numerator and denominator."""
    numerator = str(row["numerator"])
    if row.get("denominator_from") == "population":
        last = row.get("age_to", 17)
        factor = {"per_10000": "10,000", "per_1000": "1,000"}[row["factor"]]
        return f"{numerator}, for every {factor} people aged {row.get('age_from', 0)} to {last} at mid-year of the year before"
    if row.get("denominator"):
        return f"{numerator}, of all: {str(row['denominator'])[:1].lower()}{str(row['denominator'])[1:]}"
    return numerator
