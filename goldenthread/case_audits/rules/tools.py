"""What in a tool is moderated: the grade of each section. The questions before it inform it."""

from dataclasses import dataclass
from uuid import UUID

from goldenthread.quality.rules.asking import Questionnaire, QuestionView


@dataclass(frozen=True, slots=True)
class Judged:
    """A question whose grade is moderated, and what it is called: its section, or the question where a section has several."""

    question: QuestionView
    name: str

    @property
    def id(self) -> UUID:
        """The question's id."""
        return self.question.id

    @property
    def code(self) -> str:
        """The question's code."""
        return self.question.code


def judged(tool: Questionnaire) -> tuple[Judged, ...]:
    """Return the questions of a tool that are moderated: those on the scale of its last grade, which is the overall one."""
    graded = [each for each in tool.questions if each.kind == "grade" and each.scale is not None]
    if not graded:
        return ()
    scale = graded[-1].scale
    found = []
    for standard in tool.standards:
        mine = [
            each
            for each in standard.questions
            if each.kind == "grade" and each.scale and scale and each.scale.id == scale.id
        ]
        found += [Judged(each, standard.title if len(mine) == 1 else each.text) for each in mine]
    return tuple(found)


def judged_ids(tool: Questionnaire) -> frozenset[UUID]:
    """Return the ids of the questions that are moderated."""
    return frozenset(each.id for each in judged(tool))
