"""What goes into a draft edition, from wherever it comes: the library, another edition, a spreadsheet, a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from goldenthread.quality.rules.asking import Questionnaire


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A question to be written. ``scale`` is the code of a scale, empty unless the question is graded."""

    code: str
    text: str
    guidance: str = ""
    evidence_wanted: str = ""
    kind: str = "grade"
    scale: str = ""
    required: bool = True
    weight: Decimal = Decimal(1)
    allows_not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class StandardSpec:
    """A standard to be written, with its questions."""

    code: str
    title: str
    guidance: str = ""
    weight: Decimal = Decimal(1)
    questions: tuple[QuestionSpec, ...] = field(default=())


def of_edition(whole: Questionnaire) -> list[StandardSpec]:
    """Return an edition as what would write it again."""
    return [
        StandardSpec(
            *(each.code, each.title, each.guidance, each.weight),
            questions=tuple(
                QuestionSpec(
                    *(one.code, one.text, one.guidance, one.evidence_wanted, one.kind),
                    scale=one.scale.code if one.scale else "",
                    required=one.required,
                    weight=one.weight,
                    allows_not_applicable=one.allows_not_applicable,
                )
                for one in each.questions
            ),
        )
        for each in whole.standards
    ]


def faults(standards: Iterable[StandardSpec]) -> list[str]:
    """Return what keeps an edition from being published, as sentences."""
    found, seen, asked = [], set(), 0
    for standard in standards:
        if not standard.questions:
            found.append(f"“{standard.title}” has no question.")
        for question in standard.questions:
            asked += 1
            if question.code in seen:
                found.append(f"Two questions have the code {question.code}.")
            seen.add(question.code)
            if question.kind == "grade" and not question.scale:
                found.append(f"Question {question.code} has no scale.")
    return found or ([] if asked else ["There is no question yet."])


def next_code(prefix: str, taken: Iterable[str]) -> str:
    """Return the next free code of a standard's questions: after ``3.1`` and ``3.4`` comes ``3.5``."""
    numbers = [code.removeprefix(f"{prefix}.") for code in taken if code.startswith(f"{prefix}.")]
    return f"{prefix}.{max((int(each) for each in numbers if each.isdecimal()), default=0) + 1}"
