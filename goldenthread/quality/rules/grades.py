"""Grades: whether one can be given, what they add up to, and how far those of several people are apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from goldenthread.quality.rules.asking import NOT_APPLICABLE, QuestionView, ScaleView


@dataclass(frozen=True, slots=True)
class Grade:
    """What somebody answered: the code of a value, a number as text, a date as 2026-04-02, words, or ``na`` with a reason."""

    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What answers add up to.

    ``points`` of ``of``: each answer counts its weight times its place on its scale, 0 for the worst and 1 for the best.
    ``percent`` is None while nothing counts. What does not apply is ``left_out`` and the rest weighs more; what nobody answered is
    ``unanswered``, never 0.
    """

    points: Decimal
    of: Decimal
    percent: Decimal | None
    left_out: int
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How far grades are apart: the worst and the best given, and how many steps of the scale lie between them."""

    lowest: str
    highest: str
    steps: int
    agreed: bool


def check(question: QuestionView, value: str, reason: str = "") -> str | None:
    """Return what is wrong with an answer, as a sentence; None when nothing is. No answer at all is not wrong."""
    if not value:
        return None
    if value == NOT_APPLICABLE:
        if not question.allows_not_applicable:
            return "This question applies to everybody. Choose an answer."
        return None if reason.strip() else "Say why this does not apply."
    return _CHECKS[question.kind](question, value)


def _grade(question: QuestionView, value: str) -> str | None:
    scale = question.scale
    if scale is None or scale.value(value) is not None:
        return None
    if scale.kind == "number":
        return f"Give a number from 0 to 100 in steps of {scale.step}."
    return f"“{value[:40]}” is not on the scale. Choose one of: {', '.join(each.label for each in scale.values)}."


def _yes_no(question: QuestionView, value: str) -> str | None:
    return None if value in ("yes", "no") else "Answer yes or no."


def _date(question: QuestionView, value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "Give a date, such as 2026-04-02."
    return None


def _number(question: QuestionView, value: str) -> str | None:
    try:
        return None if Decimal(value.replace(",", "")).is_finite() else "Give a number."
    except InvalidOperation:
        return "Give a number."


def _text(question: QuestionView, value: str) -> str | None:
    return None


_CHECKS = {"grade": _grade, "yes_no": _yes_no, "date": _date, "number": _number, "text": _text}


def share(scale: ScaleView, value: str) -> Decimal | None:
    """Return where a value stands between the worst (0) and the best (1) of its scale; None for one that does not count."""
    found = scale.value(value)
    if found is None or found.points is None:
        return None
    if scale.kind == "number":
        low, high = Decimal(0), Decimal(100)
    else:
        points = [each.points for each in scale.ordered if each.points is not None]
        low, high = min(points), max(points)
    if low == high:
        return Decimal(1)
    part = (found.points - low) / (high - low)
    return 1 - part if scale.better == "low" else part


def score(answers: Iterable[tuple[QuestionView, str | None]]) -> Score:
    """Add up answers to questions. Questions that are not graded count nowhere."""
    points, of, left_out, unanswered = Decimal(0), Decimal(0), 0, 0
    for question, value in answers:
        if question.kind != "grade" or question.scale is None:
            continue
        if not value:
            unanswered += 1
            continue
        part = None if value == NOT_APPLICABLE else share(question.scale, value)
        if part is None:
            left_out += 1
            continue
        points += question.weight * part
        of += question.weight
    percent = (100 * points / of).quantize(Decimal("0.1")) if of else None
    return Score(points, of, percent, left_out, unanswered)


def variance(values: Iterable[str], scale: ScaleView) -> Spread:
    """Return how far grades are apart. What is empty, does not apply or has no points is left out."""
    if scale.kind == "number":
        ordered = scale.numbers[::-1] if scale.better == "low" else scale.numbers
        places = {each: place for place, each in enumerate(ordered)}
    else:
        places = {each.code: place for place, each in enumerate(scale.ordered)}
    given = sorted((each for each in values if each in places), key=lambda each: places[each])
    if not given:
        return Spread("", "", 0, agreed=True)
    steps = abs(places[given[-1]] - places[given[0]])
    return Spread(given[0], given[-1], steps, agreed=steps == 0)


def is_below(scale: ScaleView, value: str, threshold: str) -> bool:
    """Say whether a grade is worse than another of the same scale; what does not count is not."""
    one, other = share(scale, value), share(scale, threshold)
    return one is not None and other is not None and one < other
