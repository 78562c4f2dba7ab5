"""Wording and tags for pages; nothing is asked of the database here."""

from typing import Any

from goldenthread.foundation.text import listed, short_date
from goldenthread.plans.models import Event, Item, Plan, Progress
from goldenthread.plans.rules import carrying, states

_PLAN_TONES = {states.DRAFT: "grey", states.AGREED: "green", states.CLOSED: "open"}
_TONES = {
    states.ON_TRACK: "green",
    states.AT_RISK: "amber",
    states.OFF_TRACK: "red",
    states.DONE: "blue",
    states.NOT_STARTED: "grey",
}
_OUTCOME_TONES = {
    carrying.CARRIED: "green",
    carrying.CHANGED: "amber",
    carrying.MERGED: "amber",
    carrying.SPLIT: "amber",
    carrying.DROPPED: "red",
    carrying.FINISHED: "blue",
    carrying.NEW: "purple",
    carrying.OPEN: "grey",
}
NOT_JUDGED = ("Not judged yet", "grey")


def plan_tag(plan: Plan) -> tuple[str, str]:
    """Return the words and the tone of a plan's state."""
    return states.PLAN[plan.status].words, _PLAN_TONES[plan.status]


def progress_tag(progress: Progress | None) -> tuple[str, str]:
    """Return the words and the tone of how something was last judged."""
    return NOT_JUDGED if progress is None else (states.PROGRESS[progress.state], _TONES[progress.state])


def outcome_tag(outcome: str) -> tuple[str, str]:
    """Return the words and the tone of what became of something."""
    return carrying.OUTCOMES[outcome], _OUTCOME_TONES[outcome]


def owner(plan: Plan) -> str:
    """Whose plan it is."""
    body = plan.owner_group or plan.owner_agency or plan.partnership
    return str(body.name)


def due_words(item: Item) -> str:
    """Say when an item is due: the date, and what was said of it."""
    day = short_date(item.due_on) if item.due_on else ""
    if item.due_words and day:
        return f"{day}, said as “{item.due_words}”"
    return day or item.due_words or ("Standing theme" if item.standing else "")


def held_words(event: Event) -> str:
    """Say when an event was held."""
    return short_date(event.held_on) if event.held_on else event.held_words


def names(duties: Any) -> str:
    """Say who holds a duty."""
    return listed(duty.who for duty in duties)
