"""Every change of the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.scrutiny.operations.inspections import (
    change_inspection,
    judge_areas,
    record_found,
    record_inspection,
    sign_off,
)
from goldenthread.scrutiny.operations.visit_plans import ask_members, begin_visit_plan, change_visit_plan
from goldenthread.scrutiny.operations.visits import (
    change_visit,
    drop_visit,
    plan_visit,
    record_visit,
    reply,
    take_up,
    write_up,
)

__all__ = [
    "ask_members",
    "begin_visit_plan",
    "change_inspection",
    "change_visit",
    "change_visit_plan",
    "drop_visit",
    "judge_areas",
    "plan_visit",
    "record_found",
    "record_inspection",
    "record_visit",
    "reply",
    "sign_off",
    "take_up",
    "write_up",
]
