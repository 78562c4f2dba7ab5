"""How the questions of a tool are asked about one case, and what a form says of them: any tool, with and without a script."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from goldenthread.case_audits.rules.blind import Given
from goldenthread.quality.rules.asking import NOT_APPLICABLE, Questionnaire, QuestionView

_LONG = 10_000
_NOT_APPLICABLE = (NOT_APPLICABLE, "Does not apply", "")
EMPTY = Given()
SAID = "said"  # the value of an answer in words: words are longer than a value may be


def choices(question: QuestionView) -> list[tuple[str, str, str]]:
    """Return what can be chosen, the best first: (code, label, what it means). Empty where something is typed."""
    told: list[tuple[str, str, str]] = []
    scale = question.scale
    if question.kind == "yes_no":
        told = [("yes", "Yes", ""), ("no", "No", "")]
    elif question.kind == "grade" and scale is not None and scale.kind != "number":
        ordered = [*reversed(scale.ordered), *(each for each in scale.values if each.points is None)]
        told = [(each.code, each.label, each.descriptor) for each in ordered]
    return [*told, _NOT_APPLICABLE] if told and question.allows_not_applicable else told


def graded(question: QuestionView) -> list[tuple[str, str]]:
    """Return the grades that can be agreed, the best first: (code, label)."""
    if question.scale is not None and question.scale.kind == "number":
        numbers = [(each, each) for each in question.scale.numbers]
        return [*numbers, _NOT_APPLICABLE[:2]] if question.allows_not_applicable else numbers
    return [(code, label) for code, label, _ in choices(question)]


def shown(question: QuestionView, given: Given) -> Given:
    """Return an answer as the form shows it: words stand in the box of their question."""
    return Given(given.reason, "") if question.kind == "text" else given


def typed(tool: Questionnaire, data: Mapping[str, Any]) -> tuple[dict[UUID, Given], dict[UUID, int]]:
    """Return what a form says of each question it names, and the edition it had read of each answer."""
    answers: dict[UUID, Given] = {}
    seen: dict[UUID, int] = {}
    for question in tool.questions:
        edition = str(data.get(f"edition-{question.code}", ""))
        if not (edition.isdigit() and len(edition) < 9):
            continue
        value = str(data.get(f"value-{question.code}", ""))[:_LONG]
        reason = str(data.get(f"reason-{question.code}", ""))[:_LONG]
        if question.kind == "text":
            value, reason = (SAID, value) if value.strip() else ("", "")
        answers[question.id], seen[question.id] = Given(value[:60], reason), int(edition)
    return answers, seen
