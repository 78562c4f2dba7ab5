"""The types of audit and the sorts of people who are heard, as data, read once."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
CASES, MODERATION, HEARD = "cases", "moderation", "heard"
LASTING = "lasting"


@dataclass(frozen=True, slots=True)
class AuditType:
    """A type of audit with its parts and what it begins with. ``size``: cases, or per cent of the list where the method is a share.

    ``grade_days``: calendar days that agencies are given to grade. ``standing`` is how often it is held, "" where it is not.
    ``fewest`` agencies must take part. ``needs`` is what a case needs to be in the sample, ``good`` what a result counts, and
    ``tools`` are the purposes of the question banks it is held with.
    """

    code: str
    label: str
    about: str
    parts: frozenset[str]
    method: str = ""
    size: int = 0
    grade_days: int = 0
    standing: str = ""
    fewest: int = 2
    needs: str = ""
    good: str = "Good or better"
    tools: tuple[str, ...] = ("audit_tool", "dip_sample")

    @property
    def graded(self) -> bool:
        """Whether agencies grade cases, each alone."""
        return CASES in self.parts

    @property
    def hears(self) -> bool:
        """Whether groups of people are heard."""
        return HEARD in self.parts

    def moderated(self, agencies: int) -> bool:
        """Say whether a meeting agrees the grades of so many agencies: of one alone, its own grades are the result."""
        return MODERATION in self.parts and agencies > 1


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of people who are heard in a group, with an example of how their roles are told."""

    code: str
    label: str
    example: str


@lru_cache(maxsize=1)
def types() -> dict[str, AuditType]:
    """Return the types by code, in order."""
    return {row["code"]: _type(row) for row in _read("types")}


def _type(row: dict[str, Any]) -> AuditType:
    given = {**row, "parts": frozenset(row["parts"])}
    if "tools" in row:
        given["tools"] = tuple(row["tools"])
    return AuditType(**given)


@lru_cache(maxsize=1)
def sorts() -> dict[str, Sort]:
    """Return the sorts of people who are heard by code, in order."""
    return {row["code"]: Sort(**row) for row in _read("heard")}


def ungraded() -> list[str]:
    """Return the types of audit that grade no case."""
    return [each.code for each in types().values() if not each.graded]


def label(code: str) -> str:
    """Return what a type is called."""
    return types()[code].label


def _read(name: str) -> Any:
    return yaml.load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
