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
