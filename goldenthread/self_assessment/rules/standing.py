"""How a question stands in a return, and what is still to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.quality.rules import editions, grades
from goldenthread.quality.rules.asking import QuestionView
from goldenthread.self_assessment.rules.freezing import Line

FIELDS = ("value", "reason", "words", "improve")
"""What is typed for a question."""
ANSWERED, CONFIRM, CHANGED, NEW = "answered", "confirm", "changed", "new"
WORDS = {
    ANSWERED: "Answered",
    CONFIRM: "The same as last year: confirm",
    CHANGED: "The question changed: answer again",
    NEW: "To answer",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a return. ``before`` is last year's answer, ``same`` whether the question is the same as then.

    ``answer`` is the row, once there is one. ``expired`` are titles of evidence that proves nothing any more. ``old`` is the
    question as it was asked last year.
    """

    question: QuestionView
    answer: Any = None
    before: Line | None = None
    same: bool = False
    expired: tuple[str, ...] = ()
    old: QuestionView | None = None

    @property
    def differences(self) -> list[str]:
        """What of the question is otherwise than last year, as words."""
        return editions.differences(self.old, self.question) if self.old is not None else []

    @property
    def value(self) -> str:
        """What is answered: typed, confirmed, or last year's answer that waits to be confirmed."""
        if self.answer is not None:
            return str(self.answer.value)
        return self.before["value"] if self.before is not None and self.same else ""

    def said(self, name: str) -> str:
        """Return the words of ``reason``, ``words`` or ``improve``; last year's while nobody wrote any."""
        if self.answer is not None:
            return str(getattr(self.answer, name))
        return str(self.before[name]) if self.before is not None and (name != "reason" or self.same) else ""  # type: ignore[literal-required]

    @property
    def fault(self) -> str | None:
        """What is wrong with the answer as it stands, as a sentence."""
        return grades.check(self.question, self.value, self.said("reason"))

    @property
    def state(self) -> str:
        """How it stands: a key of `WORDS`."""
        if self.answer is not None and self.answer.value and not self.fault:
            return ANSWERED
        if self.before is not None and self.before["value"] and self.answer is None:
            return CONFIRM if self.same and not self.fault else CHANGED
        return ANSWERED if self.answer is not None and not self.question.required else NEW

    @property
    def to_do(self) -> bool:
        """Whether it stands between the return and its signatures."""
        if self.state in (CONFIRM, CHANGED):
            return True
        return self.state == NEW and (self.question.required or self.fault is not None)


def has_expired(valid_until: date | None, on: date) -> bool:
    """Say whether evidence proves nothing any more on a day."""
    return valid_until is not None and valid_until < on
