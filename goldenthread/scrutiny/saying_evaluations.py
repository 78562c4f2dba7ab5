"""Words, tags and shapes of self-evaluations, the six steps and key questions, as pages show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.foundation.text import counted, short_date
from goldenthread.quality.rules.asking import ScaleView
from goldenthread.scrutiny.models import Contribution, Evaluation, Judgement
from goldenthread.scrutiny.presenters import address_of, grade
from goldenthread.scrutiny.queries import Line, Waiting
from goldenthread.scrutiny.rules import evaluating
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.workbench.pages import Happened

__all__ = ["address_of", "grade"]
Tag = tuple[str, str]
_PLACES = {"good": 1, "fair": 2, "poor": 3, "bad": 4}
_TONES = {evaluating.GATHERING: "open", evaluating.OPEN: "blue", evaluating.AGREED_STATE: "green"}


def address(pk: Any) -> str:
    """Return the page of an evaluation."""
    return reverse("scrutiny:evaluation", args=[pk])


def state(row: Evaluation) -> Tag:
    """Return how far it is, as a tag."""
    return (row.kind.states[row.state], _TONES[row.state])


def period(row: Evaluation) -> str:
    """Return the days that it judges."""
    return f"{short_date(row.start)} to {short_date(row.end)}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade as it is drawn: how many gave it, its words, and its place from the best in colour."""

    number: int
    label: str
    place: int


def marks(scale: ScaleView | None, given: Iterable[Judged]) -> list[Mark]:
    """Return how many gave each grade, the best first."""
    counts = Counter(each.value for each in given)
    return [
        Mark(counts[each.code], each.label, _PLACES.get(each.colour, 0))
        for each in evaluating.grades(scale)
        if counts[each.code]
    ]


def one(scale: ScaleView | None, value: str) -> list[Mark]:
    """Return one grade as it is drawn."""
    return marks(scale, [Judged(value=value)])


def further(scale: ScaleView | None, value: str) -> str:
    """Say what the next better grade asks for; "" at the best."""
    found = evaluating.onward(scale, value)
    return f"{found.label}: {found.descriptor}" if found and found.descriptor else found.label if found else ""


def apart(line: Line) -> str:
    """Say how far members who judged alone are apart; "" for fewer than two."""
    if len(line.alone) < 2:
        return ""
    return "All say the same" if line.spread.agreed else f"{counted(line.spread.steps, 'grade')} apart"


def stands(row: Evaluation, lines: Sequence[Line], scale: ScaleView | None) -> str:
    """Return the agreed grade over all, in words; "" where there is none."""
    first = next((each.agreed for each in lines if each.standard is None and each.agreed), None)
    return grade(scale, first.value)[0] if first else ""


def is_in(each: Waiting, *, still: bool = True) -> Tag:
    """Return whether somebody has judged or answered, as a tag. Not ``still``: it is too late to."""
    if each.is_in:
        return ("In", "green") if each.versions == 1 else (f"In, version {each.versions}", "green")
    return ("Not in", "open") if still else ("Did not judge", "grey")


def said(row: Contribution) -> list[Judgement]:
    """Return the lines of what somebody said."""
    return list(row.judgements.all())


def reply(row: Contribution) -> Tag:
    """Return what the scrutineer said of an answer, as a tag."""
    value = next((each.value for each in row.judgements.all()), "")
    return (evaluating.REPLIES.get(value, value), "green" if value == evaluating.ENOUGH else "amber")


def history(row: Evaluation, said: Sequence[Contribution]) -> list[Happened]:
    """Return what happened, from its rows: of what is kept from the viewer, nothing."""
    told = [Happened("Begun", row.by_name, row.at)]
    sorts = {
        evaluating.SELF: "Judged alone" if row.of_members else "Answered",
        evaluating.AGREED: "Kept what all agreed",
        evaluating.SCRUTINEER: "The scrutineer judged" if row.of_members else "The scrutineer replied",
    }
    for each in said:
        version = f"Version {each.number}" if each.number > 1 else ""
        whose = str(each.agency.title) if each.agency and not row.of_members else ""
        told.append(Happened(sorts[each.sort], each.by_name, each.at, ". ".join(filter(None, (whose, version)))))
    if row.agreed_on:
        told.append(Happened(row.kind.states[evaluating.AGREED_STATE], row.agreed_words, row.agreed_on))
    return told
