"""What an agency answers alone: whether it is whole, and what is still missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from goldenthread.case_audits.rules.tools import judged_ids
from goldenthread.foundation.text import counted, listed
from goldenthread.quality.rules.asking import NOT_APPLICABLE, Questionnaire, QuestionView

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: a value as `quality.rules.grades` reads it, and the reason. Both may be empty while it is written."""

    value: str = ""
    reason: str = ""


class Saved(Protocol):
    """A row that keeps an answer."""

    value: str
    reason: str
    edition: int


class Numbered(Protocol):
    """A case with its number."""

    pk: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an agency is with a case: ``done`` of the questions that must be answered, ``of`` all of them."""

    done: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left."""
        return self.done == self.of

    @property
    def words(self) -> str:
        """How far, in words."""
        if self.is_whole:
            return "Graded"
        return f"{self.done} of {self.of} answered" if self.done else "Not begun"


def given(rows: Mapping[UUID, Saved]) -> dict[UUID, Given]:
    """Return what was answered about a case from its rows, by question."""
    return {question: Given(row.value, row.reason) for question, row in rows.items()}


def field(what: str, code: str) -> str:
    """Return the name of a field of the form for a question: ``field("grade", "S1")``."""
    return f"{what}_{code.replace('.', '_')}"


def answered(question: QuestionView, given: Given, judged: frozenset[UUID]) -> bool:
    """Say whether a question is answered whole: the grade of a section needs its reason, what is not required may stay empty."""
    if not question.required and question.id not in judged and not given.value:
        return True
    if question.id in judged or given.value == NOT_APPLICABLE:
        return bool(given.value and given.reason)
    return bool(given.value)


def left(tool: Questionnaire, given: Mapping[UUID, Given]) -> list[QuestionView]:
    """Return the questions of a case that are not answered whole."""
    judged = judged_ids(tool)
    return [each for each in tool.questions if not answered(each, given.get(each.id, Given()), judged)]


def progress(tool: Questionnaire, given: Mapping[UUID, Given]) -> Progress:
    """Return how far a case is: what need not be answered counts only while it is answered by half."""
    judged = judged_ids(tool)
    waiting = left(tool, given)
    wanted = {each.id for each in tool.questions if each.required or each.id in judged} | {each.id for each in waiting}
    return Progress(len(wanted) - len(waiting), len(wanted))


def missing(
    tool: Questionnaire, cases: Iterable[Numbered], given: Mapping[tuple[UUID, UUID], Given]
) -> list[tuple[int, int]]:
    """Return (number of the case, how many questions are left) of each case that is not whole; ``given`` by case and question."""
    found = []
    for case in cases:
        mine = {question: answer for (pk, question), answer in given.items() if pk == case.pk}
        number = len(left(tool, mine))
        if number:
            found.append((case.number, number))
    return found


def missing_words(missing: Sequence[tuple[int, int]]) -> str:
    """Say which cases are not whole."""
    named = [f"case {number} ({counted(left, 'question')})" for number, left in missing[:MOST_NAMED]]
    more = [counted(len(missing) - MOST_NAMED, "other case")] if len(missing) > MOST_NAMED else []
    rule = "Every question of every case is answered before you hand in, each section's grade with its reason."
    return f"{rule} Still to do: {listed([*named, *more])}."
