"""Every change of the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.case_audits.operations.audits import (
    ask_to_grade,
    begin_audit,
    change_audit,
    change_due,
    stop,
)
from goldenthread.case_audits.operations.concerns import acknowledge, escalate_due, raise_concern, tell_of_concern
from goldenthread.case_audits.operations.concluding import complete
from goldenthread.case_audits.operations.following import ask_case_action, settle_case_action
from goldenthread.case_audits.operations.grading import grade_case, hand_in, open_early, say_own_reference, take_back
from goldenthread.case_audits.operations.hearing import change_heard, hear, keep_said, share_said, take_said_back
from goldenthread.case_audits.operations.moderating import agree, agree_alike, record_finding, scrutinise
from goldenthread.case_audits.operations.programmes import (
    add_topic,
    agree_programme,
    begin_programme,
    change_topic,
    close_programme,
    drop_topic,
)
from goldenthread.case_audits.operations.recording import add_to_series, present, record_audit
from goldenthread.case_audits.operations.sampling import change_holder, draw_cases, take_out
from goldenthread.case_audits.operations.taking_part import begin_anew, leave_out, name_auditors, take_part

__all__ = [
    "acknowledge",
    "add_to_series",
    "add_topic",
    "agree",
    "agree_alike",
    "agree_programme",
    "ask_case_action",
    "ask_to_grade",
    "begin_anew",
    "begin_audit",
    "begin_programme",
    "change_audit",
    "change_due",
    "change_heard",
    "change_holder",
    "change_topic",
    "close_programme",
    "complete",
    "draw_cases",
    "drop_topic",
    "escalate_due",
    "grade_case",
    "hand_in",
    "hear",
    "keep_said",
    "leave_out",
    "name_auditors",
    "open_early",
    "present",
    "raise_concern",
    "record_audit",
    "record_finding",
    "say_own_reference",
    "scrutinise",
    "settle_case_action",
    "share_said",
    "stop",
    "take_back",
    "take_out",
    "take_part",
    "take_said_back",
    "tell_of_concern",
]
