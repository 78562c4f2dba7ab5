"""Words, tags and shapes as the pages of the area show them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from goldenthread.foundation.text import counted, listed
from goldenthread.quality.rules.asking import ScaleView
from goldenthread.records.presenters import address_of
from goldenthread.scrutiny.models import Inspection
from goldenthread.scrutiny.rules import inspecting
from goldenthread.thread.presenters import due_words, owner_words, status_tag
from goldenthread.thread.rules import words
from goldenthread.workbench.pages import Happened

__all__ = ["address_of", "due_words", "owner_words", "status_tag"]
Tag = tuple[str, str]
_COLOURS = {"good": "green", "fair": "blue", "poor": "amber", "bad": "red", "none": "grey"}


def address(pk: Any) -> str:
    """Return the page of an inspection."""
    return reverse("scrutiny:inspection", args=[pk])


def grade(scale: ScaleView | None, value: str) -> Tag:
    """Return a grade as a tag: its label and its colour."""
    found = scale.value(value) if scale and value else None
    return (found.label, _COLOURS.get(found.colour, "grey")) if found else (value, "grey")


def overall(row: Inspection) -> str:
    """Return the grade of the first area an inspection judged, in words; "" where it gave none."""
    first = next(iter(row.judgements.all()), None)
    if first is None or not first.value or row.scale is None:
        return ""
    labels = {each.code: each.label for each in row.scale.values.all()}
    return str(labels.get(first.value, first.value))


def bodies(row: Inspection) -> str:
    """Return who was inspected."""
    return listed(each.agency.title for each in row.bodies.all())


def who_came(row: Inspection) -> str:
    """Return the inspectorates, or who came."""
    return listed(row.inspectorates)


def numbers(row: Inspection, found: Sequence[Any]) -> list[tuple[Any, str]]:
    """Return how many strengths and areas for improvement there are: as the letter tells, and how many are held here."""
    strong = sum(each.kind != words.CONCERN for each in found)
    weak = len(found) - strong
    return [
        (_of(strong, row.told_strengths), "strengths held here" if row.told_strengths else "strengths"),
        (
            _of(weak, row.told_improvements),
            "areas for improvement held here" if row.told_improvements else "areas for improvement",
        ),
    ]


def _of(held: int, told: int | None) -> str:
    return f"{held} of {told}" if told and told > held else str(held)


def signed(point: Any) -> str:
    """Say who signed a point off, and when; "" where nobody did."""
    row = point.signed
    return f"{inspecting.EXTENTS[row.extent]}: {row.body}, {row.when}" if row else ""


def standing(point: Any) -> Tag:
    """Return how far a point has come, as a tag."""
    return (point.standing.words, point.standing.tone)


def actions(point: Any) -> str:
    """Say in a line how many actions a point has, and how many of them run; "" without any."""
    number, running = len(point.actions), len(point.running)
    if not number:
        return ""
    if not running:
        return f"{counted(number, 'action')}, done"
    return f"{running} of {counted(number, 'action')} running" if number > 1 else "1 action, running"


def history(row: Inspection, sign_offs: Sequence[Any]) -> list[Happened]:
    """Return what happened to an inspection, from its rows."""
    told = [Happened("Recorded", row.by_name, row.at)]
    if row.letter_on:
        only = "Only its month is known" if row.letter_month else ""
        told.append(Happened("Letter or report", who_came(row), row.letter_on, only))
    if row.plan_sent_on:
        told.append(Happened("Plan sent to the inspectorate", "", row.plan_sent_on))
    told += [
        Happened(inspecting.EXTENTS[each.extent], each.body, each.on, f"{each.target.title}. {each.words}".strip())
        for each in sign_offs
    ]
    return told
