"""What weights do to a score: questions weigh in their standard, standards in the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from goldenthread.quality.rules import grades
from goldenthread.quality.rules.asking import Questionnaire, QuestionView, StandardView


@dataclass(frozen=True, slots=True)
class QuestionShare:
    """A question with what it counts of its standard and of the whole, in percent; None for one that is not graded."""

    question: QuestionView
    of_standard: Decimal | None
    of_whole: Decimal | None


@dataclass(frozen=True, slots=True)
class StandardShare:
    """A standard with what it counts of the whole, in percent; None where nothing of it is graded, or counts."""

    standard: StandardView
    of_whole: Decimal | None
    questions: tuple[QuestionShare, ...]


def by_standard(asked: Questionnaire, values: Mapping[str, str]) -> dict[str, Decimal | None]:
    """Return the score of each standard in percent, from answers by code; None where nothing counts."""
    return {
        each.code: grades.score((question, values.get(question.code)) for question in each.questions).percent
        for each in asked.standards
    }


def overall(asked: Questionnaire, values: Mapping[str, str]) -> Decimal | None:
    """Return the score of a whole return in percent: standards by their weight; None where nothing counts."""
    scored = by_standard(asked, values)
    pairs = [(each.weight, scored[each.code]) for each in asked.standards]
    counted = [(weight, percent) for weight, percent in pairs if percent is not None and weight]
    total = sum((weight for weight, _ in counted), Decimal(0))
    if not total:
        return None
    return (sum((weight * percent for weight, percent in counted), Decimal(0)) / total).quantize(Decimal("0.1"))


def weighed(asked: Questionnaire, weights: Mapping[UUID, Decimal]) -> Questionnaire:
    """Return an edition as it would be with other weights, by the ids of its standards and questions."""
    return replace(
        asked,
        standards=tuple(
            replace(
                each,
                weight=weights.get(each.id, each.weight),
                questions=tuple(replace(one, weight=weights.get(one.id, one.weight)) for one in each.questions),
            )
            for each in asked.standards
        ),
    )


def shares(asked: Questionnaire) -> tuple[StandardShare, ...]:
    """Return what each standard and each question counts when everything is answered, in percent with one place."""
    inner = {each.id: sum((one.weight for one in each.questions if one.scale), Decimal(0)) for each in asked.standards}
    whole = sum((each.weight for each in asked.standards if inner[each.id]), Decimal(0))
    return tuple(_share(each, inner[each.id], whole) for each in asked.standards)


def _share(standard: StandardView, inner: Decimal, whole: Decimal) -> StandardShare:
    counts = bool(inner and whole)
    part = standard.weight / whole if counts else Decimal(0)
    questions = tuple(
        QuestionShare(
            one,
            _percent(one.weight / inner) if one.scale and inner else None,
            _percent(part * one.weight / inner) if one.scale and counts else None,
        )
        for one in standard.questions
    )
    return StandardShare(standard, _percent(part) if counts else None, questions)


def _percent(part: Decimal) -> Decimal:
    return (100 * part).quantize(Decimal("0.1"))


def are_equal(asked: Questionnaire) -> bool:
    """Say whether nothing weighs more than anything else."""
    return all(each.weight == 1 for each in asked.standards) and all(each.weight == 1 for each in asked.questions)
