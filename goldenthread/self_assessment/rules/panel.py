"""The panel: who reads which return, and what its meeting begins with."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from goldenthread.quality.rules import apart, grades
from goldenthread.quality.rules.asking import QuestionView

OWN = "The agency"


def deal(
    sheets: Sequence[UUID],
    people: Sequence[UUID],
    each: int,
    held: Iterable[tuple[UUID, UUID]],
    barred: Iterable[tuple[UUID, UUID]],
) -> tuple[list[tuple[UUID, UUID]], list[UUID]]:
    """Deal returns out to people, so that ``each`` read every one and all have as many as the others.

    ``held`` are pairs (return, person) that stand already, ``barred`` those that may not be: nobody reads a return of their own
    agency. Returns the pairs to add, and the returns that have too few readers all the same.
    """
    taken, never = set(held), set(barred)
    load = Counter(dict.fromkeys(people, 0)) + Counter(person for _, person in taken if person in people)
    order = {person: place for place, person in enumerate(people)}
    made, short = [], []
    for sheet in sheets:
        has = sum(one == sheet for one, _ in taken)
        free = [one for one in people if (sheet, one) not in taken | never]
        chosen = sorted(free, key=lambda one: (load[one], order[one]))[: max(0, each - has)]
        if has + len(chosen) < each:
            short.append(sheet)
        for person in chosen:
            load[person] += 1
            taken.add((sheet, person))
            made.append((sheet, person))
    return made, short


@dataclass(frozen=True, slots=True)
class Given:
    """A grade that one of the panel gave, and why. An agreeing reader gives the agency's own."""

    name: str
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of one return: the agency's grade, the panel's, how far they are apart, and what was agreed."""

    sheet: UUID
    agency: str
    standard: str
    question: QuestionView
    own: str
    given: tuple[Given, ...]
    steps: int
    agreed: Any = None

    @property
    def is_open(self) -> bool:
        """Whether the meeting is still to agree it."""
        return self.agreed is None and any(each.value != self.own for each in self.given)

    def by_who(self) -> dict[str, str]:
        """The grades by who gave them: the agency first."""
        return {OWN: self.own} | {each.name: each.value for each in self.given}

    def stands_out(self, who: str) -> bool:
        """Say whether somebody is two steps or more from the middle grade."""
        values = self.by_who()
        return apart.stands_out(self.question.scale, values.values(), values.get(who, ""))


def cell(
    sheet: UUID,
    agency: str,
    standard: str,
    question: QuestionView,
    own: str,
    given: Iterable[Given],
    agreed: Any = None,
) -> Cell:
    """Return a cell, with how far its grades are apart."""
    rows = tuple(given)
    values = [own, *(each.value for each in rows)]
    steps = grades.variance(values, question.scale).steps if question.scale else 0
    return Cell(sheet, agency, standard, question, own, rows, steps, agreed)


def furthest(cells: Iterable[Cell], most: int = 0) -> list[Cell]:
    """Return the cells still to agree, the furthest apart first; then in the order of agencies and questions."""
    waiting = [each for each in cells if each.is_open]
    waiting.sort(key=lambda each: -each.steps)
    return waiting[:most] if most else waiting


def said_by(rows: Iterable[Any], own: str, readers: Mapping[UUID, str]) -> list[Given]:
    """Return what each reader says of one question, by the newest of their grades; without one they agree with the agency."""
    newest = {row.reader_id: row for row in rows}
    return [
        Given(name, newest[reader].value, newest[reader].reason) if reader in newest else Given(name, own)
        for reader, name in readers.items()
    ]
