"""How long the law gives: plain Python that is told the time and the calendar.

`shapes` says what a rule is, `calendar` which days count, `reckon` when a thing is due, `choose` which edition of a rule holds.
"""

from goldenthread.clocks.rules.calendar import LONDON, BeyondCalendar, Calendar, Term
from goldenthread.clocks.rules.choose import Library, clock_start, owner_place
from goldenthread.clocks.rules.reckon import (
    Due,
    Moment,
    due,
    following,
    local_day,
    redated,
    resumed,
    upcoming,
)
from goldenthread.clocks.rules.shapes import Direction, Rule, Strength, Unit, count_words

__all__ = [
    "LONDON",
    "BeyondCalendar",
    "Calendar",
    "Direction",
    "Due",
    "Library",
    "Moment",
    "Rule",
    "Strength",
    "Term",
    "Unit",
    "clock_start",
    "count_words",
    "due",
    "following",
    "local_day",
    "owner_place",
    "redated",
    "resumed",
    "upcoming",
]
