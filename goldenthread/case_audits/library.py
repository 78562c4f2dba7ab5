"""The types of audit that every partnership has from the start, read once from their data file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "types.yaml"


@dataclass(frozen=True, slots=True)
class AuditType:
    """A type of audit with what it begins with. ``size``: cases, or per cent of the list where the method is a share.

    ``grade_days``: calendar days that agencies are given to grade. ``standing`` is how often it is held, "" where it is not.
    """

    code: str
    label: str
    about: str
    method: str
    size: int
    grade_days: int
    standing: str = ""


@lru_cache(maxsize=1)
def types() -> dict[str, AuditType]:
    """Return the types by code, in order."""
    rows = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["code"]: AuditType(**row) for row in rows}


def label(code: str) -> str:
    """Return what a type is called."""
    return types()[code].label
