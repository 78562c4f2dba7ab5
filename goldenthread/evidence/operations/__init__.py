"""Every change to the evidence. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.evidence.operations.charting import rebase, remove_rebase, set_chart
from goldenthread.evidence.operations.containing import declare_containment, withdraw_containment
from goldenthread.evidence.operations.indicators import (
    change_indicator,
    choose_indicator,
    define_indicator,
    redefine,
    retire,
)
from goldenthread.evidence.operations.intakes import (
    keep_intake,
    mend_line,
    mend_people_line,
    receive_intake,
    sign_off_intake,
)
from goldenthread.evidence.operations.populations import keep_group_populations, remove_group_population
from goldenthread.evidence.operations.readings import (
    declare_complete,
    restate,
    sign_off,
    sign_off_many,
    supply,
    supply_many,
)
from goldenthread.evidence.operations.said import add_benchmark, explain_claim, keep_claim, remove_claim
from goldenthread.evidence.operations.targets import (
    accept_shortfall,
    change_target,
    end_shortfall,
    end_target,
    set_target,
)

__all__ = [
    "accept_shortfall",
    "add_benchmark",
    "change_indicator",
    "change_target",
    "choose_indicator",
    "declare_complete",
    "declare_containment",
    "define_indicator",
    "end_shortfall",
    "end_target",
    "explain_claim",
    "keep_claim",
    "keep_group_populations",
    "keep_intake",
    "mend_line",
    "mend_people_line",
    "rebase",
    "receive_intake",
    "redefine",
    "remove_claim",
    "remove_group_population",
    "remove_rebase",
    "restate",
    "retire",
    "set_chart",
    "set_target",
    "sign_off",
    "sign_off_intake",
    "sign_off_many",
    "supply",
    "supply_many",
    "withdraw_containment",
]
