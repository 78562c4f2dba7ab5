"""The catalogue of checks on a return, and which indicators hang together: read once from data files."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

STOP, LOOK, NOTE = "stop", "look", "note"
_DATA = Path(__file__).parent / "data"
_WORDS = ("code", "severity", "title", "why", "mend")


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``severity``: stop, look or note. ``settings`` are the numbers its rule reads."""

    code: str
    severity: str
    title: str
    why: str
    mend: str
    settings: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=1)
def checks() -> dict[str, Check]:
    """Return every check, by code, in the order of the catalogue."""
    return {row["code"]: _check(row) for row in _read("checks.yaml")["checks"]}


def _check(row: dict[str, Any]) -> Check:
    if row["severity"] not in (STOP, LOOK, NOTE):
        raise ValueError(f"The check {row['code']} has no severity.")
    settings = {name: float(value) for name, value in row.items() if name not in _WORDS}
    return Check(**{name: row[name] for name in _WORDS}, settings=settings)


@lru_cache(maxsize=1)
def wholes() -> list[tuple[str, str]]:
    """Return the indicators whose denominator is the numerator of another: (share, whole)."""
    return [(one, other) for one, other in _read("wholes.yaml")["whole"]]


def _read(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((_DATA / name).read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def groups() -> dict[str, list[str]]:
    """Return the groups a breakdown is asked for where nobody has supplied it yet."""
    return {name: list(found) for name, found in _read("groups.yaml").items()}
