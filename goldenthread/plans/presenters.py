"""Wording and tags for pages; nothing is asked of the database here."""

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse

from goldenthread.foundation.text import listed, short_date
from goldenthread.plans.models import Event, Item, Joint, Measure, Plan, Progress, SignOff, Statement, Strategy
from goldenthread.plans.rules import carrying, states
from goldenthread.records import kinds

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
    carrying.DROPPED: "open",
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


def nested(rows: Iterable[Statement]) -> list[tuple[Statement, list[Statement]]]:
    """Return values or functions in order, each with those that stand under it (1a under 1)."""
    all_ = list(rows)
    there = {row.pk for row in all_}
    tops = [row for row in all_ if row.parent_id not in there]
    return [(top, [row for row in all_ if row.parent_id == top.pk]) for top in tops]


_ACTION_TONES = {
    "planned": "grey",
    "under_way": "green",
    "held_up": "red",
    "complete": "open",
    "closed": "blue",
    "shortfall": "amber",
}


def action_tag(action: Any) -> tuple[str, str]:
    """Return the words and the tone of where an action stands."""
    return action.status_words, _ACTION_TONES.get(action.status, "grey")


def target(measure: Measure) -> str:
    """Say the target of a measure: the number, the words, by when."""
    number = f"{measure.target.normalize():,f}" if measure.target is not None else ""
    said = ", ".join(filter(None, [number, measure.target_words]))
    return f"{said} by {short_date(measure.by_on)}" if said and measure.by_on else said


def joint(rows: Iterable[Joint]) -> list[str]:
    """Say with which boards something is shared, and who owns it there."""
    return [f"{row.board.name} ({row.words})" if row.words else str(row.board.name) for row in rows]


def sign_off_rows(rows: Iterable[SignOff]) -> list[list[str]]:
    """Return what other boards said, as rows of a table."""
    return [
        [
            row.board.name if row.board else row.board_words,
            short_date(row.on),
            "Accepted as done" if row.accepted else "Sent back",
            row.words,
        ]
        for row in rows
    ]


def record_address(record: Any) -> str:
    """Return where a record is opened; "" for one of a kind that has no page here."""
    try:
        return reverse(kinds.get(record.kind).url_name, args=[record.pk])
    except (KeyError, NoReverseMatch):
        return ""


def strategy(row: Strategy) -> str:
    """Say whose a strategy is, its version and its dates."""
    parts = [row.board.name if row.board else row.owner_words, f"version {row.version}" if row.version else ""]
    days = [short_date(day) for day in (row.starts_on, row.ends_on) if day]
    parts.append(" to ".join(days) if row.starts_on else " ".join(["until", *days]) if days else "")
    if row.endorsed_on or row.endorsed_words:
        parts.append(f"endorsed {short_date(row.endorsed_on) if row.endorsed_on else row.endorsed_words}")
    return ", ".join(filter(None, parts))
