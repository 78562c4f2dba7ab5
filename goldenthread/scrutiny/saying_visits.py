"""Words, tags and shapes of visits, as pages show them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from goldenthread.foundation.text import listed
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records.presenters import address_of
from goldenthread.scrutiny.models import Visit
from goldenthread.scrutiny.rules import visiting
from goldenthread.workbench.pages import Happened

__all__ = ["address_of"]
Tag = tuple[str, str]
_TONES = {visiting.PLANNED: "open", visiting.MADE: "green", visiting.DROPPED: "grey"}
_KINDS = {visiting.CONCERN: "amber", visiting.STRENGTH: "green", visiting.GOOD_PRACTICE: "green"}


def address(pk: Any) -> str:
    """Return the page of a visit."""
    return reverse("scrutiny:visit", args=[pk])


def plan_address(pk: Any) -> str:
    """Return the page of a plan of visits."""
    return reverse("scrutiny:visit_plan", args=[pk])


def state(row: Visit) -> Tag:
    """Return how far a visit is, as a tag."""
    return (visiting.STATES[row.state], _TONES[row.state])


def noted_kind(row: Any) -> Tag:
    """Return what kind of thing was noted, as a tag."""
    return (visiting.KINDS[row.kind], _KINDS[row.kind])


def who(row: Visit) -> str:
    """Return who goes, or went."""
    return listed(each.person.name for each in row.visitors.all())


def agency(row: Visit) -> str:
    """Return which agency is visited."""
    return str(row.agency.title) if row.agency else ""


def answered(tool: Questionnaire | None, rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the questions taken along that were answered, with their answers in words."""
    asked = {each.id: each for each in tool.questions} if tool else {}
    found = []
    for row in rows:
        question = asked.get(row.question_id)
        if question is None:
            continue
        value = question.scale.value(row.value) if question.scale else None
        words = {"yes": "Yes", "no": "No"}.get(row.value, row.value) if question.kind == "yes_no" else row.value
        found.append((question.text, value.label if value else words))
    return found


def history(row: Visit) -> list[Happened]:
    """Return what happened to a visit, from its rows."""
    told = [Happened("Written up", row.written_by_name, row.written_at)] if row.written_at else []
    if row.replied_at:
        told.append(Happened(f"{agency(row)} replied", row.replied_by_name, row.replied_at))
    return told
