"""What returns add up to: by standard, by kind of agency, against last year, beside similar agencies."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from goldenthread.quality.rules import grades
from goldenthread.quality.rules.asking import Questionnaire, QuestionView
from goldenthread.quality.rules.weights import by_standard as by_standard
from goldenthread.quality.rules.weights import overall as overall

FEWEST = 6
"""Fewer similar agencies than this are never shown beside one of them: it would say what each of them answered."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What an agency scores in a standard, and the middle and range of similar ones; None where nothing may be shown."""

    own: Decimal | None
    middle: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    of: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with how often each grade was given, and how many answers are worse than the threshold."""

    question: QuestionView
    given: Mapping[str, int]
    weak: int
    of: int

    @property
    def share(self) -> float:
        """The share of weak answers, from 0 to 1."""
        return self.weak / self.of if self.of else 0.0


def middle(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the median of those that there are."""
    found = [each for each in values if each is not None]
    return Decimal(median(found)).quantize(Decimal("0.1")) if found else None


def mean(values: Sequence[Decimal]) -> Decimal:
    """Return the mean of values, of which there is at least one."""
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"))


def beside(own: Mapping[str, Decimal | None], others: Sequence[Mapping[str, Decimal | None]]) -> dict[str, Beside]:
    """Return each standard beside similar agencies (``others`` without the agency itself). Nothing is shown below `FEWEST`."""
    found = {}
    for code, value in own.items():
        there = [each[code] for each in others if each.get(code) is not None]
        if len(there) < FEWEST:
            found[code] = Beside(value, None, None, None, len(there))
        else:
            known = [each for each in there if each is not None]
            found[code] = Beside(value, middle(known), min(known), max(known), len(known))
    return found


def by_question(asked: Questionnaire, returns: Sequence[Mapping[str, str]], threshold: str) -> list[Asked]:
    """Return every graded question with the grades given to it, those with the most weak answers first."""
    found = []
    for question in asked.questions:
        if question.scale is None:
            continue
        given = Counter(each[question.code] for each in returns if each.get(question.code))
        weak = sum(
            number for value, number in given.items() if threshold and grades.is_below(question.scale, value, threshold)
        )
        found.append(Asked(question, given, weak, sum(given.values())))
    return sorted(found, key=lambda each: -each.share)


def percent(value: Decimal | None) -> str:
    """Return a score as people read it: "81%", or a dash where there is none."""
    return "–" if value is None else f"{value:.0f}%"
