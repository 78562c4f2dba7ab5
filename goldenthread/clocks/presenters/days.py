"""A deadline day by day, and its history."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from goldenthread.clocks import rules
from goldenthread.clocks.models import Deadline, DeadlineChange, Pause
from goldenthread.clocks.presenters.faces import date_words
from goldenthread.clocks.rules import Calendar, Due
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.text import moment, short_date

MOST_DAYS = 100  # beyond this a calendar explains nothing
_FRIDAY = 4
Week = list[dict[str, str] | None]


def weeks_of(
    deadline: Deadline, calendar: Calendar, today: date, *, pauses: list[Pause], closures: Mapping[date, list[str]]
) -> list[Week]:
    """Return the weeks between start and date, Monday to Friday, for rules in working or school days; else none."""
    first, last = sorted([deadline.trigger_on, deadline.due_on])
    if deadline.rule_version is None or not deadline.rule_version.as_rule().steps or (last - first).days > MOST_DAYS:
        return []
    numbers = _numbers(deadline, calendar, pauses)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        week = [monday + timedelta(days=number) for number in range(_FRIDAY + 1)]
        weeks.append([_cell(day, deadline, numbers, today, closures) if first <= day <= last else None for day in week])
        monday += timedelta(days=7)
    return [week for week in weeks if any(week)]


def _numbers(deadline: Deadline, calendar: Calendar, pauses: list[Pause]) -> dict[date, tuple[int | None, str]]:
    """Return each day's number, or why it has none; days on which the clock stood still have none."""
    version = deadline.rule_version
    assert version is not None  # noqa: S101 - asked for clocks under a rule only
    start = deadline.trigger_on if deadline.trigger_is_day else deadline.trigger_at
    found, number = {}, 0
    for each in rules.day_by_day(version.as_rule(), start, Due(deadline.due_on), calendar):
        why = each.why_not or ("Paused" if _stood(each.day, pauses) else "")
        number += not why
        found[each.day] = (None if why else number, why)
    return found


def _stood(day: date, pauses: list[Pause]) -> bool:
    return any(
        london_day(pause.paused_at) < day and (pause.resumed_at is None or day <= london_day(pause.resumed_at))
        for pause in pauses
    )


def _cell(
    day: date,
    deadline: Deadline,
    numbers: Mapping[date, tuple[int | None, str]],
    today: date,
    closures: Mapping[date, list[str]],
) -> dict[str, str]:
    number, why = numbers.get(day, (None, ""))
    notes = []
    if day == deadline.trigger_on:
        notes.append("Event" if _backwards(deadline) else "Clock starts")
    if day == deadline.due_on:
        notes.append("Due")
    if day == today:
        notes.append("Today")
    notes += [why] if why else []
    notes += [f"Closed: {words}" for words in closures.get(day, [])]
    words = "Not counted" if why else (_number_words(number, deadline) if number else "Day 0")
    return {
        "day": words,
        "date": f"{day.day} {day:%b}",
        "note": ". ".join(notes),
        "state": _state(day, deadline, today, why),
    }


def _number_words(number: int, deadline: Deadline) -> str:
    return f"{number} before" if _backwards(deadline) else f"Day {number}"


def _backwards(deadline: Deadline) -> bool:
    return deadline.due_on < deadline.trigger_on


def _state(day: date, deadline: Deadline, today: date, why: str) -> str:
    if day == deadline.due_on:
        return "due"
    if day == today:
        return "now"
    if why:
        return "off"
    return "done" if day < today else ""


def changes_of(changes: list[DeadlineChange]) -> list[dict[str, Any]]:
    """Return the history, newest first, for the timeline."""
    return [
        {
            "title": change.get_what_display(),
            "by": change.by_name,
            "when": moment(change.at),
            "description": " ".join(part for part in (_moved(change), change.words) if part),
        }
        for change in reversed(changes)
    ]


def _moved(change: DeadlineChange) -> str:
    if change.due_before is None or change.due_after is None:
        return ""
    if change.due_before == change.due_after:
        return f"Still due on {short_date(change.due_after)}."
    return f"From {short_date(change.due_before)} to {short_date(change.due_after)}."


def face_rows(deadline: Deadline) -> list[tuple[str, Any]]:
    """Return the facts of a deadline for its summary."""
    started = short_date(deadline.trigger_on) if deadline.trigger_is_day else moment(deadline.trigger_at)
    version = deadline.rule_version
    first = moment(deadline.first_due_at) if deadline.first_due_at else short_date(deadline.first_due)
    looks_back = version is not None and version.as_rule().direction is rules.Direction.AT_LEAST_BEFORE
    rows: list[tuple[str, Any]] = [
        ("Due", date_words(deadline)),
        ("First due", "" if first == date_words(deadline) else first),
        ("The event" if looks_back else "The clock started", started),
        ("Because", version.as_rule().trigger if version else ""),
        ("Status", deadline.get_status_display()),
        ("Agency", deadline.owner_agency.title if deadline.owner_agency else ""),
        ("Group", deadline.owner_group.title if deadline.owner_group else ""),
        ("Done", f"{moment(deadline.completed_at)}, {deadline.completed_by_name}" if deadline.completed_at else ""),
    ]
    return [(words, value) for words, value in rows if value]
