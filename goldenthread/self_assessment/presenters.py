"""Wording, tags and addresses for pages; nothing is asked of the database here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import counted, short_date
from goldenthread.quality.rules.asking import NOT_APPLICABLE, Questionnaire, QuestionView
from goldenthread.self_assessment.rules.analysing import percent
from goldenthread.self_assessment.rules.signing import SIGNERS
from goldenthread.self_assessment.rules.standing import ANSWERED, CHANGED, CONFIRM, FIELDS, NEW, Asked
from goldenthread.self_assessment.wording import address

__all__ = ["address"]

TONES = {ANSWERED: "green", CONFIRM: "open", CHANGED: "amber", NEW: "grey"}
_YES_NO = {"yes": "Yes", "no": "No"}


def grade(question: QuestionView, value: str) -> str:
    """Return an answer as people read it."""
    if value == NOT_APPLICABLE:
        return "Not applicable"
    if question.scale is not None:
        found = question.scale.value(value)
        return found.label if found else value
    if question.kind == "yes_no":
        return _YES_NO.get(value, value)
    if question.kind == "date" and value:
        try:
            return short_date(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def choices(question: QuestionView) -> list[tuple[str, str, str]]:
    """Return what can be chosen: value, label, what it means."""
    found: list[tuple[str, str, str]] = []
    if question.scale is not None and question.scale.kind == "choice":
        found = [(each.code, each.label, each.descriptor) for each in question.scale.values]
    elif question.kind == "yes_no":
        found = [(code, label, "") for code, label in _YES_NO.items()]
    if found and question.allows_not_applicable:
        found.append((NOT_APPLICABLE, "Not applicable", ""))
    return found


def part_told(section: Any) -> str:
    """Return how far a part is, and who has it."""
    told = f"{counted(section.waiting, 'question')} to do" if section.waiting else "Done"
    if section.part is None:
        return told
    return f"{told}, {'finished by' if section.part.done_at else 'with'} {section.part.person.name}"


def state(row: Any) -> tuple[str, str]:
    """Return where a return stands, in words and tone."""
    if row.signed_at is not None:
        return "Signed", "green"
    if row.round.closed_at is not None:
        return "Not returned", "red"
    if row.frozen_at is not None:
        return "Being signed", "blue"
    return ("Opened again", "amber") if row.version else ("Being filled", "open")


def round_state(row: Any) -> tuple[str, str]:
    """Return where a round stands, in words and tone."""
    if row.sent_at is None:
        return "Not sent", "grey"
    return ("Closed", "green") if row.closed_at is not None else ("Being answered", "open")


def day(when: date | datetime) -> str:
    """Return a day, or the day of a moment in London."""
    return short_date(london_day(when) if isinstance(when, datetime) else when)


def voiced(
    asked: Questionnaire, own: Mapping[str, Decimal | None], heard: Mapping[str, Decimal | None]
) -> list[list[str]]:
    """Return rows of what an agency says of each standard and what its practitioners say; only where both say something."""
    found = []
    for each in asked.standards:
        said, told = own.get(each.code), heard.get(each.code)
        if said is not None and told is not None:
            gap = round(told - said)
            apart = "the same" if not gap else f"{abs(gap)} points {'higher' if gap > 0 else 'lower'}"
            found.append([f"{each.code} {each.title}", percent(said), percent(told), apart])
    return found


def progress(done: int, asked: int) -> str:
    """Return how much is done."""
    return f"{done} of {counted(asked, 'question')} done"


def signer(role: str) -> str:
    """Return who signs in a role."""
    return SIGNERS[role]


def typed(data: Mapping[str, Any]) -> dict[str, tuple[int, dict[str, str]]]:
    """Return what a form says of each question it names, as `operations.keep_answers` takes it."""
    found = {}
    for key in data:
        what, _, code = str(key).partition("-")
        seen = str(data[key])
        if what == "edition" and code and len(code) <= 40 and seen.isdigit() and len(seen) < 9:
            found[code] = (int(seen), {name: str(data.get(f"{name}-{code}", "")) for name in FIELDS})
    return found


def lost(data: Mapping[str, Any], asked: Iterable[Asked]) -> list[tuple[str, str]]:
    """Return what a form said that could not be kept, by question: nobody shall lose what they wrote."""
    given, found = typed(data), []
    for each in asked:
        told = given.get(each.question.code)
        if told and not unchanged(each, told[1]):
            said = [grade(each.question, told[1]["value"]), *(told[1][name].strip() for name in FIELDS[1:])]
            found.append((each.question.code, ". ".join(part for part in said if part)))
    return found


def unchanged(asked: Asked, given: Mapping[str, str]) -> bool:
    """Say whether a form only repeats what stands there, such as last year's answer that nobody confirmed yet."""
    return all(given[name].strip() == (asked.value if name == "value" else asked.said(name)).strip() for name in FIELDS)
