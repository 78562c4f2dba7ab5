"""How long the law gives: plain Python that is told the time and the calendar.

`shapes` says what a rule is, `calendar` which days count, `reckon` when a thing is due, `explain` why, and `choose` which
edition of a rule holds.
"""

from goldenthread.clocks.rules.calendar import LONDON, BeyondCalendar, Calendar, Term
from goldenthread.clocks.rules.choose import Library, clock_start, owner_place
from goldenthread.clocks.rules.compare import Change, Comparison, compare
from goldenthread.clocks.rules.explain import CountedDay, day_by_day, explain, in_words, is_late
from goldenthread.clocks.rules.reckon import (
    Due,
    Moment,
    as_following,
    due,
    following,
    local,
    local_day,
    redated,
    resumed,
    upcoming,
    variant_after,
)
from goldenthread.clocks.rules.shapes import Direction, Rule, Strength, Unit, count_words

__all__ = [
    "LONDON",
    "BeyondCalendar",
    "Calendar",
    "Change",
    "Comparison",
    "CountedDay",
    "Direction",
    "Due",
    "Library",
    "Moment",
    "Rule",
    "Strength",
    "Term",
    "Unit",
    "as_following",
    "clock_start",
    "compare",
    "count_words",
    "day_by_day",
    "due",
    "explain",
    "following",
    "in_words",
    "is_late",
    "local",
    "local_day",
    "owner_place",
    "redated",
    "resumed",
    "upcoming",
    "variant_after",
]
