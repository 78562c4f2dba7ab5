"""The kinds of inspection and review that every partnership has from the start, read once from their data file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "data" / "kinds.yaml"


@dataclass(frozen=True, slots=True)
class InspectionKind:
    """A kind with what a form begins with: who comes, the code of a scale ("" where no grade is given), areas judged."""

    code: str
    label: str
    about: str
    inspectorates: tuple[str, ...] = ()
    scale: str = ""
    areas: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def kinds() -> dict[str, InspectionKind]:
    """Return the kinds by code, in order."""
    rows = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["code"]: _kind(row) for row in rows}


def _kind(row: dict[str, object]) -> InspectionKind:
    lists = {name: tuple(str(each) for each in row.get(name, ())) for name in ("inspectorates", "areas")}  # type: ignore[attr-defined]
    words = {name: str(row.get(name, "")) for name in ("code", "label", "about", "scale")}
    return InspectionKind(**words, **lists)  # type: ignore[arg-type]


def label(code: str) -> str:
    """Return what a kind is called."""
    return kinds()[code].label


MEMBERS, AGENCIES = "members", "agencies"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something that is judged or asked with a question bank of the same code.

    ``asked``: `MEMBERS` of a group judge by standard, or `AGENCIES` answer by question. ``day`` is the question for the day on
    which all look at it together, ``states`` what its states are called.
    """

    code: str
    label: str
    plural: str
    about: str
    title: str
    asked: str
    day: str
    states: dict[str, str]


@lru_cache(maxsize=1)
def purposes() -> dict[str, Purpose]:
    """Return what can be judged or asked, by code, in order."""
    rows = yaml.load((_FILE.parent / "purposes.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["code"]: Purpose(**row) for row in rows}


@dataclass(frozen=True, slots=True)
class Method:
    """How scrutiny looks at something. ``level``: in_depth and light count for the cycle of themes, other for neither."""

    code: str
    label: str
    level: str
    about: str


@lru_cache(maxsize=1)
def methods() -> dict[str, Method]:
    """Return the methods of scrutiny, by code, in order."""
    rows = yaml.load((_FILE.parent / "methods.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["code"]: Method(**row) for row in rows}
