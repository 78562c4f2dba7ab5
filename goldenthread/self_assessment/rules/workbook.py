"""A return in a spreadsheet: one row for each question, and what each row says when it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldenthread.quality.rules import grades
from goldenthread.quality.rules.asking import NOT_APPLICABLE, QuestionView
from goldenthread.quality.rules.tabular import Message, places, rows
from goldenthread.self_assessment.rules.standing import FIELDS, Asked

COLUMNS = {
    "code": "Code",
    "standard": "Standard",
    "text": "Question",
    "evidence": "Evidence wanted",
    "before": "Last year",
    "value": "Answer",
    "reason": "Why it does not apply",
    "words": "How you know",
    "improve": "What is to get better",
    "seen": "Do not change",
}
_NA = "not applicable"
_YES_NO = {"yes": "Yes", "no": "No"}


@dataclass(slots=True)
class Read:
    """What a spreadsheet says: answers as they are kept, how many rows say nothing new, and what cannot be used."""

    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    same: int = 0
    messages: list[Message] = field(default_factory=list)


def labels(question: QuestionView) -> dict[str, str]:
    """Return what can be written as an answer: words to code."""
    found: dict[str, str] = {}
    if question.scale is not None:
        found = {each.label.casefold(): each.code for each in question.scale.values}
        found |= {each.code.casefold(): each.code for each in question.scale.values}
    elif question.kind == "yes_no":
        found = {each: each for each in _YES_NO}
    return found | ({_NA: NOT_APPLICABLE, NOT_APPLICABLE: NOT_APPLICABLE} if question.allows_not_applicable else {})


def written(question: QuestionView, value: str) -> str:
    """Return an answer as it is written in the sheet."""
    if value == NOT_APPLICABLE:
        return "Not applicable"
    found = question.scale.value(value) if question.scale else None
    return found.label if found and question.scale and question.scale.values else _YES_NO.get(value, value)


def table(asked: Sequence[tuple[str, Asked]]) -> list[list[str]]:
    """Return a return as rows, the head first: each question with its standard."""
    found = [list(COLUMNS.values())]
    for standard, each in asked:
        question, before = each.question, each.before
        last = f"{written(question, before['value'])}. {before['words']}" if before else ""
        found.append(
            [
                *(question.code, standard, question.text, question.evidence_wanted, last),
                *(written(question, each.value), each.said("reason"), each.said("words"), each.said("improve")),
                str(each.answer.edition if each.answer else 0),
            ]
        )
    return found


def read(lines: Sequence[tuple[int, Sequence[Any]]], asked: Mapping[str, Asked]) -> Read:
    """Read the lines of a sheet, the head first. Raises `RuleBroken` for a wrong head. Nothing is dropped without a message."""
    at = places(lines[0][1] if lines else (), COLUMNS, ("code", "value", "seen"))
    found = Read()
    for row in rows(lines[1:], at):
        each = asked.get(row.text("code"))
        if each is None:
            found.messages.append(row.message("code", "No such question is asked here, or it is not yours to answer."))
            continue
        if row.text("code") in found.answers:
            found.messages.append(
                row.message("code", "This question stands in the sheet twice. The first row was taken.")
            )
            continue
        given = {name: row.text(name) for name in FIELDS if name in at}
        value = _value(each.question, given["value"])
        wrong = grades.check(each.question, value, given.get("reason", each.said("reason")))
        if wrong:
            found.messages.append(row.message("value", wrong))
            continue
        given["value"] = value
        seen = row.text("seen")
        if not seen.isdigit():
            found.messages.append(row.message("seen", "This column was changed. Download the sheet again."))
        elif all(text == (each.value if name == "value" else each.said(name)) for name, text in given.items()):
            found.same += 1
        else:
            found.answers[each.question.code] = (int(seen), given)
    return found


def _value(question: QuestionView, words: str) -> str:
    if question.kind == "text":
        return words
    return labels(question).get(words.casefold(), words.removesuffix("%"))
