"""Words, tags and shapes of the plan of scrutiny, as pages show them."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.scrutiny.models import Look
from goldenthread.scrutiny.presenters import address_of
from goldenthread.scrutiny.rules import planning
from goldenthread.workbench.pages import Happened

__all__ = ["address_of"]
Tag = tuple[str, str]


def address(pk: Any) -> str:
    """Return the page of a plan."""
    return reverse("scrutiny:scrutiny_plan", args=[pk])


def look_address(pk: Any) -> str:
    """Return the page of a piece of scrutiny."""
    return reverse("scrutiny:look", args=[pk])


def state(row: Look, on: date) -> Tag:
    """Return how far a piece is, as a tag."""
    if row.state == planning.PLANNED and row.due_on < on:
        return ("Overdue", "red")
    return (planning.STATES[row.state], {planning.DONE: "green", planning.DROPPED: "grey"}.get(row.state, "open"))


def rested(row: Look, seen: dict[Any, Any]) -> list[tuple[str, list[Any]]]:
    """Return what a piece rested on: the element, and those of its records that the viewer may know of."""
    found: dict[str, list[Any]] = {}
    for each in row.rested.all():
        here = found.setdefault(planning.ELEMENTS[each.element], [])
        if each.record_id in seen:
            here.append(seen[each.record_id])
    return list(found.items())


def history(row: Look) -> list[Happened]:
    """Return what happened to a piece, from its rows."""
    told = [Happened("Planned", row.by_name, row.at)]
    if row.done_on:
        told.append(Happened("Done", row.who, row.done_on))
    return told
