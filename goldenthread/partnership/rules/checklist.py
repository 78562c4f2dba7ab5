"""The statutory checklist of the published arrangements: what each edition of the guidance asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

STRENGTHS = {
    "must": "Required by law or guidance",
    "should": "Expected by guidance",
    "must_when_in_force": "Enacted, not in force until regulations say so",
    "local": "Our own",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the arrangements say: worked out from the register, written in words, or both."""

    code: str
    title: str
    strength: str
    answered_by: tuple[str, ...]
    words_alone: bool

    @property
    def needs_words(self) -> bool:
        """Whether nothing but words can answer it."""
        return not self.answered_by


@dataclass(frozen=True, slots=True)
class Checklist:
    """The list of one edition of the guidance."""

    code: str
    name: str
    enacted: date
    applies_from: date
    applies_to: date | None
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        """Return an item by its code, or None."""
        return next((item for item in self.items if item.code == code), None)


def parse(raw: Mapping[str, Any]) -> dict[str, Checklist]:
    """Return the checklists of a data file; a later edition extends an earlier one."""
    found: dict[str, Checklist] = {}
    for code, each in raw.items():
        items = list(found[each["extends"]].items) if "extends" in each else []
        for line in each["items"]:
            items = [item for item in items if item.code != line.get("instead_of")]
            items.append(_item(line))
        found[code] = Checklist(
            code, each["name"], each["enacted"], each["applies_from"], each["applies_to"], tuple(items)
        )
    return found


def _item(line: Mapping[str, Any]) -> Item:
    return Item(
        code=line["code"],
        title=line["title"],
        strength=line["strength"],
        answered_by=tuple(str(line.get("answered_by", "")).split()),
        words_alone=line["words"] == "only",
    )


def in_force(checklists: Mapping[str, Checklist], day: date) -> Checklist:
    """Return the list that applies on a day: the newest one that has begun, or the first of all."""
    begun = [each for each in checklists.values() if each.applies_from <= day]
    return max(begun, key=lambda each: each.applies_from) if begun else next(iter(checklists.values()))
