"""Every change of the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.scrutiny.operations.evaluations import (
    ask,
    begin_evaluation,
    change_evaluation,
    keep_findings,
    open_to_all,
    settle,
)
from goldenthread.scrutiny.operations.inspections import (
    change_inspection,
    judge_areas,
    record_found,
    record_inspection,
    sign_off,
)
from goldenthread.scrutiny.operations.judging import agree, answer, judge_alone, judge_as_scrutineer, reply_to_answer
from goldenthread.scrutiny.operations.plans import (
    begin_scrutiny_plan,
    change_look,
    change_scrutiny_plan,
    drop_look,
    finish_look,
    plan_look,
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
    "agree",
    "answer",
    "ask",
    "ask_members",
    "begin_evaluation",
    "begin_scrutiny_plan",
    "begin_visit_plan",
    "change_evaluation",
    "change_inspection",
    "change_look",
    "change_scrutiny_plan",
    "change_visit",
    "change_visit_plan",
    "drop_look",
    "drop_visit",
    "finish_look",
    "judge_alone",
    "judge_areas",
    "judge_as_scrutineer",
    "keep_findings",
    "open_to_all",
    "plan_look",
    "plan_visit",
    "record_found",
    "record_inspection",
    "record_visit",
    "reply",
    "reply_to_answer",
    "settle",
    "sign_off",
    "take_up",
    "write_up",
]
