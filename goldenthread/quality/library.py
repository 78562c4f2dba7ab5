"""The library of question banks and scales, read once from its data files. All wording is our own.

A partnership adopts a bank and then owns its copy: nothing of it changes when the library does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.quality.rules.asking import ValueView
from goldenthread.quality.rules.drafting import QuestionSpec, StandardSpec

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ScaleSpec:
    """A scale of the library."""

    code: str
    name: str
    kind: str
    better: str
    step: int
    allows_not_applicable: bool
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class BankSpec:
    """A bank of the library with its newest edition. ``about`` says what it is for and who uses it."""

    code: str
    purpose: str
    title: str
    about: str
    label: str
    in_force_from: date
    standards: tuple[StandardSpec, ...]

    @property
    def questions(self) -> int:
        """How many questions it has."""
        return sum(len(each.questions) for each in self.standards)

    @property
    def scales(self) -> set[str]:
        """The codes of the scales it uses."""
        return {each.scale for standard in self.standards for each in standard.questions if each.scale}


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@lru_cache(maxsize=1)
def scales() -> dict[str, ScaleSpec]:
    """Return the scales of the library, by code."""
    return {row["code"]: _scale(row) for row in _read(_DATA / "scales.yaml")}


def _scale(row: dict[str, Any]) -> ScaleSpec:
    values = tuple(
        ValueView(
            str(each["code"]),
            each["label"],
            None if each.get("points") is None else Decimal(str(each["points"])),
            each.get("descriptor", ""),
            each.get("colour", "none"),
        )
        for each in row.get("values", ())
    )
    return ScaleSpec(
        *(row["code"], row["name"], row.get("kind", "choice"), row.get("better", "high"), row.get("step", 0)),
        allows_not_applicable=row.get("not_applicable", True),
        values=values,
    )


@lru_cache(maxsize=1)
def banks() -> dict[str, BankSpec]:
    """Return the banks of the library, by code, in the order of their titles."""
    found = [_bank(_read(path)) for path in sorted((_DATA / "banks").glob("*.yaml"))]
    return {each.code: each for each in sorted(found, key=lambda each: each.title)}


def _bank(row: dict[str, Any]) -> BankSpec:
    usual: dict[str, Any] = {name: row[name] for name in ("kind", "scale") if name in row}
    return BankSpec(
        *(row["code"], row["purpose"], row["title"], " ".join(row["about"].split()), str(row["label"])),
        in_force_from=row["in_force_from"],
        standards=tuple(_standard(each, usual) for each in row["standards"]),
    )


def _standard(row: dict[str, Any], usual: dict[str, Any]) -> StandardSpec:
    return StandardSpec(
        code=str(row["code"]),
        title=row["title"],
        guidance=_flow(row, "guidance"),
        weight=Decimal(str(row.get("weight", 1))),
        questions=tuple(_question(each, usual) for each in row["questions"]),
    )


def _question(row: dict[str, Any], usual: dict[str, Any]) -> QuestionSpec:
    given = usual | row
    kind = given.get("kind", "grade")
    scale = given.get("scale", "") if kind == "grade" else ""
    return QuestionSpec(
        code=str(given["code"]),
        text=_flow(given, "text"),
        guidance=_flow(given, "guidance"),
        evidence_wanted=_flow(given, "evidence"),
        kind=kind,
        scale=scale,
        required=given.get("required", True),
        weight=Decimal(str(given.get("weight", 1))),
        allows_not_applicable=given.get("na", bool(scale) and scales()[scale].allows_not_applicable),
    )


def _flow(row: dict[str, Any], name: str) -> str:
    return " ".join(str(row.get(name, "")).split())
