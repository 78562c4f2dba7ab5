"""Every change to the thread. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.thread.operations.actions import change_action, change_due, delegate, hand_over, open_action
from goldenthread.thread.operations.demands import demand, undemand
from goldenthread.thread.operations.endings import merge, supersede, withdraw
from goldenthread.thread.operations.findings import change_finding, record_finding, rename_theme
from goldenthread.thread.operations.impact import add_evidence, close_action, judge, withdraw_evidence
from goldenthread.thread.operations.progress import (
    Bulk,
    accept_shortfall,
    reopen_action,
    update_action,
    update_many,
)
from goldenthread.thread.operations.recommendations import (
    address_to,
    change_recommendation,
    recommend,
    respond,
    rest_on,
    take_back_response,
)

__all__ = [
    "Bulk",
    "accept_shortfall",
    "add_evidence",
    "address_to",
    "change_action",
    "change_due",
    "change_finding",
    "change_recommendation",
    "close_action",
    "delegate",
    "demand",
    "hand_over",
    "judge",
    "merge",
    "open_action",
    "recommend",
    "record_finding",
    "rename_theme",
    "reopen_action",
    "respond",
    "rest_on",
    "supersede",
    "take_back_response",
    "undemand",
    "update_action",
    "update_many",
    "withdraw",
    "withdraw_evidence",
]
