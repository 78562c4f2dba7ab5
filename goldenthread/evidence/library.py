"""The starter library of indicators, read once from its data file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.evidence.rules.defining import Details, check

_FILE = Path(__file__).parent / "data" / "indicators.yaml"
_DETAILS = frozenset(Details.__dataclass_fields__) - {"words", "dimensions"}
OWN = "own"


@dataclass(frozen=True, slots=True)
class Starter:
    """An indicator as the library has it."""

    code: str
    group: str
    name: str
    why: str
    question: str
    details: Details


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def groups() -> dict[str, str]:
    """Return the groups indicators stand in: code to name, in order."""
    return {**_file()["groups"], OWN: "Our own"}


@lru_cache(maxsize=1)
def starters() -> dict[str, Starter]:
    """Return every indicator of the library, by code."""
    return {each["code"]: _starter(each) for each in _file()["indicators"]}


def _starter(row: dict[str, Any]) -> Starter:
    given = {name: row[name] for name in _DETAILS if name in row}
    words = row.get("words") or _words(row)
    details = Details(words=words, dimensions=tuple(row.get("dimensions", ())), **given)
    return Starter(row["code"], row["group"], row["name"], row["why"], row["question"], check(details))


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
