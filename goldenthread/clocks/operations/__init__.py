"""Every change to clocks: deadlines, pauses, breaches, the register of rules, the calendars."""

from goldenthread.clocks.keeping import DeadlineRef
from goldenthread.clocks.operations.breaches import approve_breach, explain_breach
from goldenthread.clocks.operations.calendars import (
    add_bank_holiday,
    add_closure_day,
    add_term,
    create_term_calendar,
    load_bank_holidays,
    remove_bank_holiday,
    remove_closure_day,
    remove_term,
    rename_bank_holiday,
)
from goldenthread.clocks.operations.changes import cancel, change_date, correct_trigger, hand_over
from goldenthread.clocks.operations.deadlines import complete, reopen, start
from goldenthread.clocks.operations.pauses import pause, resume
from goldenthread.clocks.operations.register import add_local_rule, load_rules, verify_rule, withdraw_check

__all__ = [
    "DeadlineRef",
    "add_bank_holiday",
    "add_closure_day",
    "add_local_rule",
    "add_term",
    "approve_breach",
    "cancel",
    "change_date",
    "complete",
    "correct_trigger",
    "create_term_calendar",
    "explain_breach",
    "hand_over",
    "load_bank_holidays",
    "load_rules",
    "pause",
    "remove_bank_holiday",
    "remove_closure_day",
    "remove_term",
    "rename_bank_holiday",
    "reopen",
    "resume",
    "start",
    "verify_rule",
    "withdraw_check",
]
