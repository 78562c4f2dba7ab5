"""Judging the partnership against descriptors, and asking partners questions: states, and what is wrong with a judgement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, listed
from goldenthread.quality.rules.asking import Questionnaire, ScaleView, ValueView
from goldenthread.scrutiny.rules import safe

GATHERING, OPEN, AGREED_STATE = "gathering", "open", "agreed"
STATES = {GATHERING: "Judged alone", OPEN: "Open to all", AGREED_STATE: "Agreed"}
SELF, AGREED, SCRUTINEER = "self", "agreed", "scrutineer"
SORTS = {SELF: "Alone", AGREED: "Agreed", SCRUTINEER: "Scrutineer"}
ENOUGH, MORE = "enough", "more"
REPLIES = {ENOUGH: "Answers the questions", MORE: "Asks for more"}
OVERALL = "overall"
_LONG = 10_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody says of one standard, one question, or over all (neither).

    ``value`` is the code of a grade, "" for words alone. ``onward``: what would take it to the next grade. ``evidence`` are ids of
    records that show it.
    """

    standard: UUID | None = None
    question: UUID | None = None
    value: str = ""
    words: str = ""
    onward: str = ""
    evidence: tuple[UUID, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything was given."""
        return bool(self.value or self.words or self.onward)


def slug(code: str) -> str:
    """Return a code as it stands in the name of a field."""
    return code.replace(".", "_")


def scale_of(tool: Questionnaire) -> ScaleView | None:
    """Return the scale of grades that an edition judges on: that of its first question with grades."""
    return next((each.scale for each in tool.questions if each.kind == "grade" and each.scale), None)


def grades(scale: ScaleView | None) -> list[ValueView]:
    """Return the grades that can be given, the best first."""
    return list(reversed(scale.ordered)) if scale else []


def onward(scale: ScaleView | None, value: str) -> ValueView | None:
    """Return the next better grade, with what it says; None at the best, and for no grade."""
    ordered = scale.ordered if scale else ()
    places = [each.code for each in ordered]
    place = places.index(value) + 1 if value in places else len(ordered)
    return ordered[place] if place < len(ordered) else None


def by_standard(tool: Questionnaire, given: Iterable[Judged]) -> list[Judged]:
    """Return judgements by standard, cleaned; raises `RuleBroken` at the field of the first that cannot be (``value_<code>``).

    A grade stands with its reason. What says nothing is left out; nothing at all is refused.
    """
    scale, codes = scale_of(tool), {each.id: each.code for each in tool.standards}
    found = [_cleaned(each) for each in given]
    kept = [each for each in found if each.says_something]
    for each in kept:
        code = OVERALL if each.standard is None else codes.get(each.standard, "")
        if not code:
            raise RuleBroken("This standard is not in the question bank.")
        _check_grade(each, slug(code), scale)
    if not kept:
        raise RuleBroken("Judge at least one standard.")
    return kept


def _check_grade(each: Judged, code: str, scale: ScaleView | None) -> None:
    if not each.value:
        raise RuleBroken("Choose a grade.", field=f"value_{code}")
    if scale is None or each.value not in [grade.code for grade in scale.ordered]:
        raise RuleBroken("This grade is not on the scale.", field=f"value_{code}")
    if not each.words:
        raise RuleBroken("Say what shows it.", field=f"words_{code}")
    safe.check(**{f"words_{code}": each.words, f"onward_{code}": each.onward})


def by_question(tool: Questionnaire, given: Iterable[Judged]) -> list[Judged]:
    """Return answers by question, cleaned; raises `RuleBroken` for a question that is not asked, or for one left out."""
    asked = {each.id: each for each in tool.questions}
    found = [_cleaned(each) for each in given]
    kept = {each.question: each for each in found if each.says_something}
    if set(kept) - set(asked):
        raise RuleBroken("This question is not asked.")
    for pk, question in asked.items():
        name = f"words_{slug(question.code)}"
        if question.required and pk not in kept:
            raise RuleBroken("Answer this question.", field=name)
        if pk in kept:
            safe.check(**{name: kept[pk].words})
    return [kept[pk] for pk in asked if pk in kept]


def _cleaned(each: Judged) -> Judged:
    words, more = (clean(text)[:_LONG] for text in (each.words, each.onward))
    return Judged(each.standard, each.question, each.value, words, more, tuple(dict.fromkeys(each.evidence)))


def check_state(state: str, allowed: Sequence[str], sentence: str) -> None:
    """Raise `RuleBroken` with the sentence unless the state is one of those allowed."""
    if state not in allowed:
        raise RuleBroken(sentence)


def check_whole(tool: Questionnaire, judged: set[UUID | None]) -> None:
    """Raise `RuleBroken` unless every standard, and all together, have an agreed grade."""
    missing = [each.title for each in tool.standards if each.id not in judged]
    if None not in judged:
        missing.append("over all")
    if missing:
        raise RuleBroken(f"No grade is agreed yet for: {listed(missing)}.")


def check_days(start: date, end: date, held: date | None, due: date | None) -> None:
    """Raise `RuleBroken` for days that cannot be: an end before the start, answers wanted after all look at them together."""
    if end < start:
        raise RuleBroken("The period must end on or after the day it begins.", field="end")
    if held is not None and held < start:
        raise RuleBroken("The day cannot lie before the period.", field="held_on")
    if held is not None and due is not None and due > held:
        raise RuleBroken("Ask for answers by the day on which you look at them together, or before.", field="due_on")
