"""Tables of the clocks: calendars, rules and deadlines."""

from goldenthread.clocks.models.calendar import BankHoliday, ClosureDay, TermCalendar, TermDates
from goldenthread.clocks.models.deadline import Breach, Deadline, DeadlineChange, Pause
from goldenthread.clocks.models.rule import RuleCheck, RuleVersion

__all__ = [
    "BankHoliday",
    "Breach",
    "ClosureDay",
    "Deadline",
    "DeadlineChange",
    "Pause",
    "RuleCheck",
    "RuleVersion",
    "TermCalendar",
    "TermDates",
]
