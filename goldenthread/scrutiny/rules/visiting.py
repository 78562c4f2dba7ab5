"""Visits to the frontline: how many a member owes in a year, by when, and who is behind (rule R03: two a year)."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean, counted, short_date

A_YEAR = 2
MOST_A_YEAR = 12
PLANNED, MADE, DROPPED = "planned", "made", "dropped"
STATES = {PLANNED: "Planned", MADE: "Made", DROPPED: "Not made"}
STRENGTH, CONCERN, GOOD_PRACTICE = "strength", "concern", "good_practice"
KINDS = {STRENGTH: "Strength", CONCERN: "To change", GOOD_PRACTICE: "Good practice"}
GRACE_MONTHS = 3  # who joins later than this before a day owes no visit by it
MOST_LINES = 12


def due_days(year: Period, a_year: int) -> list[date]:
    """Return the days by which a member has made the first visit, the second, and so on: even parts of the year.

    Two a year from April: by the end of September, and by the end of March.
    """
    months = year.months or 12
    return [_end_of(year.start, months * number // a_year) for number in range(1, a_year)] + [year.end]


def _end_of(start: date, months: int) -> date:
    """Return the last day of a stretch of whole months that begins on a day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    return date.fromordinal(day.toordinal() - 1)


def owed(days: Sequence[date], joined: date) -> list[tuple[int, date]]:
    """Return which visits somebody owes who joined on a day: (number, by when). Who joins just before a day is let off it."""
    return [(number, day) for number, day in enumerate(days, start=1) if _months(joined, day) >= GRACE_MONTHS]


def _months(first: date, last: date) -> int:
    """Return how many whole months lie between two days, both included; fewer than none when the first comes later."""
    after = date.fromordinal(last.toordinal() + 1)
    return (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)


@dataclass(frozen=True, slots=True)
class Count:
    """How a member stands on a day: visits made and planned, how many were owed by now and in the whole year."""

    made: int
    planned: tuple[date, ...]
    owed_by_now: int
    owed: int
    next_by: date | None

    @property
    def behind(self) -> int:
        """How many visits are missing by now."""
        return max(self.owed_by_now - self.made, 0)

    @property
    def words(self) -> str:
        """How they stand, for a tag."""
        if self.behind:
            return f"{counted(self.behind, 'visit')} behind"
        if self.made >= self.owed:
            return "All made" if self.owed else "None owed"
        return "On time"

    @property
    def tone(self) -> str:
        """The tone of the tag."""
        return "red" if self.behind else "green" if self.made >= self.owed else "open"

    @property
    def next_words(self) -> str:
        """What comes next: the day of the next planned visit, or the day by which one is owed."""
        if self.made >= self.owed:
            return ""
        if self.planned:
            return f"Planned for {short_date(self.planned[0])}"
        if self.next_by is None:
            return ""
        return f"{'Was due by' if self.behind else 'By'} {short_date(self.next_by)}"


def count(days: Sequence[date], joined: date, made: int, planned: Iterable[date], on: date) -> Count:
    """Say how a member stands on a day: ``days`` are those by which visits are owed, ``made`` how many they made in the year."""
    mine = owed(days, joined)
    waiting = [day for _, day in mine[made:]]
    return Count(
        made=made,
        planned=tuple(sorted(planned)),
        owed_by_now=sum(day < on for _, day in mine),
        owed=len(mine),
        next_by=waiting[0] if waiting else None,
    )


def lines(text: str, field: str) -> list[str]:
    """Return what was noted one to a line; raises `RuleBroken` for more than a form of a visit can hold."""
    found = [line.strip().lstrip("-–•*· ").strip() for line in clean(text).splitlines()]
    kept = list(dict.fromkeys(line for line in found if line))
    if len(kept) > MOST_LINES:
        raise RuleBroken(f"Note at most {MOST_LINES} things: the most important ones.", field=field)
    return kept


def check_state(state: str, wanted: str, sentence: str) -> None:
    """Raise `RuleBroken` with the sentence unless a visit is in a state."""
    if state != wanted:
        raise RuleBroken(sentence)
