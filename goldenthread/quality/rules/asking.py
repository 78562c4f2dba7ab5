"""What is asked, and on which scale: the shape in which every area reads a question bank."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from uuid import UUID

PURPOSES = {
    "section_11": "Section 11 self-assessment",
    "section_175": "Section 175/157 return of schools",
    "audit_tool": "Multi-agency audit tool",
    "dip_sample": "Dip sample",
    "best_practice": "Best practice audit",
    "focus_group": "Focus group",
    "visit": "Frontline visit",
    "survey": "Practitioner survey",
    "self_evaluation": "Self-evaluation of the partnership",
    "six_steps": "Six steps of scrutiny",
    "key_questions": "Key questions to partners",
}
STATES = {"draft": "Draft", "published": "Published", "retired": "No longer used"}
KINDS = {"grade": "A grade", "text": "Words", "yes_no": "Yes or no", "date": "A date", "number": "A number"}
SCALE_KINDS = {"choice": "Named values", "number": "0 to 100"}
STEPS = (5, 1, 10, 20, 25)
"""Steps a scale of numbers from 0 to 100 can have, the usual one first."""
BETTER = {"high": "More points are better", "low": "Fewer points are better"}
COLOURS = {"good": "Good", "fair": "Fair", "poor": "Poor", "bad": "Bad", "none": "None"}
FRAMEWORKS = {
    "quality": "Quality assurance framework",
    "learning": "Learning and improvement framework",
    "tool": "Endorsed assessment tool",
    "impact": "Impact assessment",
}
NOT_APPLICABLE = "na"
"""The value of an answer that does not apply."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a scale."""

    code: str
    label: str
    points: Decimal | None = None
    descriptor: str = ""
    colour: str = "none"


@dataclass(frozen=True)
class ScaleView:
    """A scale. ``better`` says which end of its points is better; ``step`` is that of a scale of numbers from 0 to 100."""

    id: UUID
    code: str
    name: str
    kind: str = "choice"
    better: str = "high"
    values: tuple[ValueView, ...] = ()
    step: int = 0

    @cached_property
    def ordered(self) -> tuple[ValueView, ...]:
        """The values that have points, worst first."""
        counted = [each for each in self.values if each.points is not None]
        return tuple(sorted(counted, key=lambda each: each.points or 0, reverse=self.better == "low"))

    def value(self, code: str) -> ValueView | None:
        """Return a value by its code, or None; a number in the middle of a scale of numbers is a value of its own."""
        if self.kind == "number":
            return ValueView(code, f"{code}%", Decimal(code)) if code in self.numbers else None
        return next((each for each in self.values if each.code == code), None)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of a scale of numbers, from 0 to 100."""
        return tuple(str(each) for each in range(0, 101, self.step)) if self.kind == "number" else ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as the one who answers sees it."""

    id: UUID
    code: str
    text: str
    guidance: str = ""
    evidence_wanted: str = ""
    kind: str = "grade"
    scale: ScaleView | None = None
    required: bool = True
    weight: Decimal = Decimal(1)
    allows_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class StandardView:
    """A standard with its questions."""

    id: UUID
    code: str
    title: str
    guidance: str = ""
    weight: Decimal = Decimal(1)
    questions: tuple[QuestionView, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An edition whole: what is asked, in order. ``edition`` and ``bank`` are ids."""

    edition: UUID
    bank: UUID
    title: str
    label: str
    purpose: str
    standards: tuple[StandardView, ...] = field(default=())

    @property
    def questions(self) -> Iterator[QuestionView]:
        """Every question, in order."""
        return (question for standard in self.standards for question in standard.questions)

    @property
    def by_code(self) -> dict[str, QuestionView]:
        """Every question by its code."""
        return {each.code: each for each in self.questions}
