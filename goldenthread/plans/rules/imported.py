"""A plan as it was read from a file: priorities, outcomes, actions, what is missing and what could not be read.

The plain form is that of `goldenthread import-plan --json`. Each row has a key that says where it stands ("0.1.2": the third action
of the second outcome of the first priority), by which it is mended or left out before the plan is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

LEVELS = ("priority", "outcome", "action", "part")
WORDS = {"priority": "Priority", "outcome": "Outcome", "action": "Action", "part": "Part of an action"}
FIELDS = {
    "priority": ("number", "title", "leads", "why"),
    "outcome": ("number", "kind", "text", "measures"),
    "action": ("number", "text", "owners", "due_text", "due"),
    "part": ("number", "text", "owners", "due_text", "due"),
}
LABELS = {
    "number": "Number",
    "title": "Words",
    "text": "Words",
    "kind": "What it is called",
    "why": "Why it matters",
    "measures": "How one will know",
    "leads": "Who leads",
    "owners": "Who does it",
    "due_text": "The date as said",
    "due": "The date",
}
LISTS = frozenset({"leads", "owners", "measures"})
_BELOW = ("outcomes", "actions", "actions", "actions")


@dataclass(frozen=True, slots=True)
class Read:
    """One row of a file as it was read."""

    key: str
    level: str
    values: Mapping[str, Any]
    where: str = ""
    reason: str = ""
    gaps: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return str(self.values.get("title") or self.values.get("text") or "")

    @property
    def left_out(self) -> bool:
        """Whether it is left out."""
        return bool(self.reason)

    @property
    def depth(self) -> int:
        """How deep it stands, from 0."""
        return LEVELS.index(self.level)


def as_words(value: Any) -> str:
    """Return a cell as people read it: several owners one a line."""
    if isinstance(value, list | tuple):
        return "\n".join(str(each) for each in value)
    return "" if value is None else str(value)


def cell(name: str, text: str) -> Any:
    """Return what was typed into a cell; raises `RuleBroken` for a date that is none."""
    if name in LISTS:
        return [line.strip() for line in clean(text).splitlines() if line.strip()]
    words = clean(text)
    if name != "due":
        return words
    if not words:
        return None
    return day(words).isoformat()


def day(text: str) -> date:
    """Return a day written as 2026-03-31; raises `RuleBroken`."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise RuleBroken(f"“{text}” is not a date. Write it as 2026-03-31.", field="value") from None


def rows(
    plan: Mapping[str, Any],
    *,
    mended: Mapping[str, Mapping[str, Any]] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> list[Read]:
    """Return the rows of a reading in order, with what was mended and what is left out, each with what it lacks."""
    mends, out = mended or {}, left_out or {}
    gaps: dict[str, list[str]] = {}
    for gap in plan.get("gaps", ()):
        gaps.setdefault(str(gap.get("where", "")), []).append(str(gap.get("message", "")))

    def walk(found: list[Mapping[str, Any]], depth: int, above: str, reason: str) -> Iterator[Read]:
        level = LEVELS[min(depth, 3)]
        for place, each in enumerate(found):
            key = f"{above}.{place}" if above else str(place)
            values = {name: each.get(name) for name in FIELDS[level]} | dict(mends.get(key, {}))
            where = str(each.get("where", ""))
            why = out.get(key, "") or reason
            yield Read(key, level, values, where, why, tuple(gaps.get(where, ())) if where else ())
            yield from walk(list(each.get(_BELOW[min(depth, 3)]) or ()), depth + 1, key, why)

    return list(walk(list(plan.get("priorities", ())), 0, "", ""))


def other_gaps(plan: Mapping[str, Any]) -> list[str]:
    """Return what is missing that hangs on no row."""
    places = {row.where for row in rows(plan) if row.where}
    return [str(gap["message"]) for gap in plan.get("gaps", ()) if str(gap.get("where", "")) not in places]


def field_of(plan: Mapping[str, Any], key: str, name: str) -> Read:
    """Return the row of a key; raises `RuleBroken` where there is none, or where it has no such cell."""
    row = next((row for row in rows(plan) if row.key == key), None)
    if row is None or name not in FIELDS[row.level]:
        raise RuleBroken("There is no such cell in this file.", field="value")
    return row


def counted(found: list[Read]) -> dict[str, int]:
    """Return how many rows of each level are kept."""
    return {level: sum(row.level == level and not row.left_out for row in found) for level in LEVELS}
