"""Content sets: what the law wants in a report, as versioned data."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.workbench.materials import Need

_FOLDER = Path(__file__).parent / "content_sets"


YEARLY, ARRANGEMENTS = "yearly", "arrangements"
KINDS = {YEARLY: "Yearly report", ARRANGEMENTS: "Published arrangements"}


@dataclass(frozen=True, slots=True)
class Required:
    """One thing a report has to say. ``must``: the report cannot be approved without it.

    ``begins`` are the names of blocks that stand in the section from the start.
    """

    code: str
    heading: str
    asks: str
    must: bool
    needs: frozenset[Need]
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoesTo:
    """An office or body that gets a report. ``must``: law or guidance says so."""

    code: str
    name: str
    why: str
    must: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The rule of the register that a report has to meet, and who must have been sent it before it is met."""

    rule: str
    sent: frozenset[str]


@dataclass(frozen=True, slots=True)
class ContentSet:
    """What is asked of a report, from which day, by what source. ``verified``: a person checked it against the text."""

    code: str
    kind: str
    title: str
    applies_from: date
    source: str
    verified: bool
    sections: tuple[Required, ...]
    recipients: tuple[GoesTo, ...] = ()
    clock: Clock | None = None


@cache
def sets() -> dict[str, ContentSet]:
    """Return every content set by its code."""
    found: dict[str, ContentSet] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            before = found[row["inherits"]].sections if "inherits" in row else ()
            sections = (*before, *(_required(each) for each in row["sections"]))
            found[row["code"]] = ContentSet(
                row["code"],
                path.stem,
                row["title"],
                row["applies_from"],
                row["source"],
                row["verified"],
                sections,
                tuple(GoesTo(**each) for each in row.get("recipients", ())),
                _clock(row.get("clock")),
            )
    return found


def codes_of(kind: str) -> list[str]:
    """Return the codes of the content sets of a kind of report."""
    return [each.code for each in sets().values() if each.kind == kind]


def set_for(kind: str, end: date) -> ContentSet:
    """Return the content set that applied to a report whose period ends on ``end``; the first there was for earlier ones."""
    ours = sorted((each for each in sets().values() if each.kind == kind), key=lambda each: each.applies_from)
    return next((each for each in reversed(ours) if each.applies_from <= end), ours[0])


def _required(row: dict[str, Any]) -> Required:
    needs = frozenset(Need(each) for each in row["needs"])
    return Required(row["code"], row["heading"], row["asks"], row["must"], needs, tuple(row.get("begins", ())))


def _clock(row: dict[str, Any] | None) -> Clock | None:
    return Clock(row["rule"], frozenset(row["sent"])) if row else None
