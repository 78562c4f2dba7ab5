"""What is read from a file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Action:
    """One action, with the parts it has."""

    text: str
    number: str = ""
    owners: list[str] = field(default_factory=list)
    due_text: str = ""
    due: date | None = None
    where: str = ""
    actions: list["Action"] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "text": self.text,
            "owners": list(self.owners),
            "due_text": self.due_text,
            "due": self.due.isoformat() if self.due else None,
            "where": self.where,
            "actions": [each.as_plain() for each in self.actions],
        }


@dataclass
class Outcome:
    """One outcome or objective."""

    text: str
    number: str = ""
    kind: str = "outcome"
    where: str = ""
    actions: list[Action] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "kind": self.kind,
            "text": self.text,
            "where": self.where,
            "actions": [each.as_plain() for each in self.actions],
        }


@dataclass
class Priority:
    """One priority."""

    title: str
    number: str = ""
    leads: list[str] = field(default_factory=list)
    where: str = ""
    outcomes: list[Outcome] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "number": self.number,
            "title": self.title,
            "leads": list(self.leads),
            "where": self.where,
            "outcomes": [each.as_plain() for each in self.outcomes],
        }


@dataclass
class Column:
    """A column of the file: its place, its head, what it was taken for, and a cell of it."""

    key: str
    head: str
    meaning: str
    sample: str = ""


@dataclass
class PlanReading:
    """A plan as it was read: what it holds, what is missing, and what could not be read as part of it."""

    title: str = ""
    priorities: list[Priority] = field(default_factory=list)
    gaps: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        """Return it as JSON writes it."""
        return {
            "title": self.title,
            "priorities": [each.as_plain() for each in self.priorities],
            "gaps": [{"where": where, "field": name, "message": words} for where, name, words in self.gaps],
            "unread": [{"where": where, "text": text} for where, text in self.unread],
            "columns": [
                {"key": each.key, "head": each.head, "meaning": each.meaning, "sample": each.sample}
                for each in self.columns
            ],
        }
