"""Grades of several sorts, kept apart: what an agency says of itself, what a panel made of it, what the scrutineer says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from goldenthread.quality.rules import grades
from goldenthread.quality.rules.asking import QuestionView

SELF, PANEL, MODERATED, SCRUTINEER = "self", "panel", "moderated", "scrutineer"
BESIDE = {MODERATED: "Moderated", SCRUTINEER: "Scrutineer"}
"""Sorts of grades that all who see a return see beside the agency's own; those of single readers stay with the panel."""
SORTS = {PANEL: "Panel", **BESIDE}


class Given(Protocol):
    """A grade as the table keeps it."""

    code: str
    sort: str
    value: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One question with its grades by sort, and how far they are apart in steps of the scale."""

    question: QuestionView
    values: Mapping[str, str]
    steps: int

    @property
    def differs(self) -> bool:
        """Whether somebody sees it otherwise than the agency."""
        return self.steps > 0

    @property
    def newest(self) -> str:
        """The grade that counts in an analysis: the scrutineer's, else the moderated one, else the agency's own."""
        return self.values.get(SCRUTINEER) or self.values.get(MODERATED) or self.values.get(SELF, "")


def newest(given: Iterable[Given]) -> dict[str, dict[str, str]]:
    """Return the grades that count, by question and sort: of each sort the last one given."""
    found: dict[str, dict[str, str]] = {}
    for each in given:
        found.setdefault(each.code, {})[each.sort] = each.value
    return found


def compared(questions: Iterable[QuestionView], own: Mapping[str, str], given: Iterable[Given]) -> list[Compared]:
    """Lay the grades of graded questions beside one another."""
    others = newest(given)
    found = []
    for question in questions:
        if question.scale is None:
            continue
        values = {SELF: own.get(question.code, "")} | others.get(question.code, {})
        spread = grades.variance(values.values(), question.scale)
        found.append(Compared(question, values, spread.steps))
    return found
