"""How a clock looks: the words beside a date."""

from dataclasses import dataclass
from datetime import datetime

from goldenthread.clocks import library, rules
from goldenthread.clocks.models import Deadline
from goldenthread.clocks.rules import Calendar, Due
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.text import counted, moment, short_date

SOON = 5  # working days
UNVERIFIED = "Not checked against the guidance"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What the `clock` component shows. ``state``: due, soon, over, met or hold. ``late``: it was met after its date."""

    state: str
    words: str
    rule_words: str
    unverified: bool
    why: str
    date_words: str
    late: bool = False

    @property
    def unverified_words(self) -> str:
        """The words that stand beside every date of a rule nobody has checked, print included."""
        return UNVERIFIED if self.unverified else ""


def clock_face(deadline: Deadline, now: datetime, calendar: Calendar | None = None) -> ClockFace:
    """Return what to show of a deadline at a moment. ``calendar`` counts the days left; without it, the shipped one does."""
    known = calendar or library.england_and_wales()
    state, words = _state(deadline, now, known)
    due = Due(deadline.due_on, deadline.due_at)
    done = deadline.completed_at
    return ClockFace(
        state=state,
        words=words,
        rule_words=rule_words(deadline),
        unverified=deadline.unverified,
        why=deadline.why,
        date_words=date_words(deadline),
        late=rules.is_late(due, done or now) and deadline.status != Deadline.Status.CANCELLED,
    )


def date_words(deadline: Deadline) -> str:
    """Say the date, with the time for rules in hours."""
    return moment(deadline.due_at) if deadline.due_at else short_date(deadline.due_on)


def rule_words(deadline: Deadline) -> str:
    """Say which rule sets the date: ``SIN-1, WT2026: within 5 working days``; or that people set it."""
    row = deadline.rule_version
    if row is None:
        return "Date set by people"
    variant = f", {row.variant}" if row.variant else ""
    return f"{row.rule}, {row.version}{variant}: {row.count_words}"


def _state(deadline: Deadline, now: datetime, calendar: Calendar) -> tuple[str, str]:
    status = deadline.status
    if status == Deadline.Status.CANCELLED:
        return "hold", "Cancelled"
    if status == Deadline.Status.PAUSED:
        return "hold", "Paused"
    if status == Deadline.Status.DONE:
        return "met", _met_words(deadline, calendar)
    if rules.is_late(Due(deadline.due_on, deadline.due_at), now):
        return "over", f"Overdue by {_overdue(deadline, now, calendar)}"
    return _to_come(deadline, now, calendar)


def _met_words(deadline: Deadline, calendar: Calendar) -> str:
    done = deadline.completed_at
    if done is None:
        return "Done"
    if not rules.is_late(Due(deadline.due_on, deadline.due_at), done):
        return f"Met on {short_date(london_day(done))}"
    return f"Done on {short_date(london_day(done))}, {_overdue(deadline, done, calendar)} late"


def _overdue(deadline: Deadline, moment: datetime, calendar: Calendar) -> str:
    if deadline.due_at is not None:
        hours = int((moment - deadline.due_at).total_seconds() // 3600)
        if hours < 48:
            return counted(max(hours, 1), "hour")
    days = _working_days(calendar, deadline, moment)
    return (
        counted(-days, "working day")
        if days < 0
        else counted(max((london_day(moment) - deadline.due_on).days, 1), "day")
    )


def _to_come(deadline: Deadline, now: datetime, calendar: Calendar) -> tuple[str, str]:
    if deadline.due_at is not None:
        hours = int((deadline.due_at - now).total_seconds() // 3600)
        if hours < 72:
            return "soon", f"Due in {counted(hours, 'hour')}" if hours else "Due within the hour"
    if deadline.due_on == london_day(now):
        return "soon", "Due today"
    days = _working_days(calendar, deadline, now)
    words = f"Due in {counted(days, 'working day')}" if days > 0 else f"Due on {short_date(deadline.due_on)}"
    return ("soon" if days <= SOON else "due"), words


def _working_days(calendar: Calendar, deadline: Deadline, now: datetime) -> int:
    try:
        return calendar.between(london_day(now), deadline.due_on)
    except rules.BeyondCalendar:
        return round((deadline.due_on - london_day(now)).days * 5 / 7)
