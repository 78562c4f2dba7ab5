"""Every change to the evidence. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.evidence.operations.charting import rebase, remove_rebase, set_chart
from goldenthread.evidence.operations.indicators import (
    change_indicator,
    choose_indicator,
    define_indicator,
    redefine,
    retire,
)
from goldenthread.evidence.operations.intakes import keep_intake, mend_line, receive_intake, sign_off_intake
from goldenthread.evidence.operations.readings import (
    declare_complete,
    restate,
    sign_off,
    sign_off_many,
    supply,
    supply_many,
)
from goldenthread.evidence.operations.said import add_benchmark, explain_claim, keep_claim, remove_claim

__all__ = [
    "add_benchmark",
    "change_indicator",
    "choose_indicator",
    "declare_complete",
    "define_indicator",
    "explain_claim",
    "keep_claim",
    "keep_intake",
    "mend_line",
    "rebase",
    "receive_intake",
    "redefine",
    "remove_claim",
    "remove_rebase",
    "restate",
    "retire",
    "set_chart",
    "sign_off",
    "sign_off_intake",
    "sign_off_many",
    "supply",
    "supply_many",
]
