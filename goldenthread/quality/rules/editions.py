"""Editions: what is the same in two of them, and which answers can be carried from one to the other."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from goldenthread.quality.rules.asking import Questionnaire, QuestionView, ScaleView, StandardView

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
ABOUT = {
    "text": "the question",
    "guidance": "the guidance",
    "evidence_wanted": "the evidence wanted",
    "kind": "how it is answered",
    "scale": "the scale",
}
Answer = TypeVar("Answer")


class Change(NamedTuple):
    """A question in two editions. One of them is None for a question that is new or gone."""

    code: str
    state: str
    old: QuestionView | None
    new: QuestionView | None


def compare(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """Return every question of both editions, in the order of the new one; those that are gone come last."""
    before, now = old.by_code, new.by_code
    found = [_change(code, before.get(code), question) for code, question in now.items()]
    return found + [Change(code, GONE, question, None) for code, question in before.items() if code not in now]


def _change(code: str, old: QuestionView | None, new: QuestionView) -> Change:
    if old is None:
        return Change(code, NEW, None, new)
    return Change(code, CHANGED if differences(old, new) else SAME, old, new)


def differences(old: QuestionView, new: QuestionView) -> list[str]:
    """Return what differs between two wordings of a question, as words. Weight and place change no answer."""
    return [words for name, words in ABOUT.items() if _told(old, name) != _told(new, name)]


def _told(question: QuestionView, name: str) -> object:
    value = getattr(question, name)
    if isinstance(value, ScaleView):
        return (value.kind, value.better, value.step, tuple((each.code, each.label) for each in value.values))
    return " ".join(value.split()) if isinstance(value, str) else value


def shifts(old: Questionnaire, new: Questionnaire) -> dict[str, list[str]]:
    """Return what changes no answer and yet the score or the place, by the code of the question: weights, and another standard."""
    before, now = _placed(old), _placed(new)
    found: dict[str, list[str]] = {}
    for code, (question, standard) in now.items():
        if code not in before:
            continue
        was, at = before[code]
        told = []
        if was.weight != question.weight:
            told.append(f"Weight {was.weight.normalize():f} before, now {question.weight.normalize():f}")
        if at.code != standard.code:
            told.append(f"In standard {at.code} before, now in {standard.code} {standard.title}")
        if told:
            found[code] = told
    return found


def standards(old: Questionnaire, new: Questionnaire) -> list[str]:
    """Return what differs between the standards of two editions, as sentences."""
    before, now = {each.code: each for each in old.standards}, {each.code: each for each in new.standards}
    found = []
    for code, each in now.items():
        was = before.get(code)
        if was is None:
            found.append(f"{code} {each.title} is new.")
            continue
        if was.title != each.title:
            found.append(f"{code} {each.title} was called “{was.title}”.")
        if was.weight != each.weight:
            weights = f"{was.weight.normalize():f} before, now {each.weight.normalize():f}"
            found.append(f"{code} {each.title} weighs {weights}.")
    return found + [f"{code} {each.title} is gone." for code, each in before.items() if code not in now]


def _placed(asked: Questionnaire) -> dict[str, tuple[QuestionView, StandardView]]:
    return {question.code: (question, standard) for standard in asked.standards for question in standard.questions}


def carry(old_answers: Mapping[str, Answer], old: Questionnaire, new: Questionnaire) -> dict[str, tuple[Answer, str]]:
    """Return the answers that can be carried forward, by code, each with whether its question is the same or changed."""
    return {
        each.code: (old_answers[each.code], each.state)
        for each in compare(old, new)
        if each.state in (SAME, CHANGED) and each.code in old_answers
    }
