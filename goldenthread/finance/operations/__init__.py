"""Every change to the money. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.finance.operations.beside import (
    add_in_kind,
    change_in_kind,
    commit_level,
    keep_printed,
    remove_in_kind,
    remove_printed,
    withdraw_commitment,
)
from goldenthread.finance.operations.entries import enter, reverse
from goldenthread.finance.operations.intakes import keep_intake, mend_line, receive_intake
from goldenthread.finance.operations.lines import add_line, ask_to_confirm, change_line, confirm, remove_line
from goldenthread.finance.operations.questions import ask_question, decide
from goldenthread.finance.operations.years import add_fund, change_fund, open_year, reopen, set_keeper, sign_off

__all__ = [
    "add_fund",
    "add_in_kind",
    "add_line",
    "ask_question",
    "ask_to_confirm",
    "change_fund",
    "change_in_kind",
    "change_line",
    "commit_level",
    "confirm",
    "decide",
    "enter",
    "keep_intake",
    "keep_printed",
    "mend_line",
    "open_year",
    "receive_intake",
    "remove_in_kind",
    "remove_line",
    "remove_printed",
    "reopen",
    "reverse",
    "set_keeper",
    "sign_off",
    "withdraw_commitment",
]
