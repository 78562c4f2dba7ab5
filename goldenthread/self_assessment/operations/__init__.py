"""Every change to rounds and returns. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.self_assessment.operations.filling import Kept, confirm, keep_answers
from goldenthread.self_assessment.operations.handing import finish_part, hand_part, hand_parts, take_part_back
from goldenthread.self_assessment.operations.judging import judge, open_step, record_finding
from goldenthread.self_assessment.operations.listening import change_session, hear, hold_session, open_survey
from goldenthread.self_assessment.operations.panel import (
    ask_to_read,
    deal_out,
    finish_reading,
    read,
    release_reader,
    remind_readers,
)
from goldenthread.self_assessment.operations.proving import (
    add_evidence,
    attach,
    change_evidence,
    detach,
    warn_of_expiry,
)
from goldenthread.self_assessment.operations.reminding import chase_due, remind
from goldenthread.self_assessment.operations.rounds import (
    ask,
    change_round,
    close_round,
    repeat_round,
    send_round,
    start_round,
)
from goldenthread.self_assessment.operations.signing import open_again, sign, sign_on_paper

__all__ = [
    "Kept",
    "add_evidence",
    "ask",
    "ask_to_read",
    "attach",
    "change_evidence",
    "change_round",
    "change_session",
    "chase_due",
    "close_round",
    "confirm",
    "deal_out",
    "detach",
    "finish_part",
    "finish_reading",
    "hand_part",
    "hand_parts",
    "hear",
    "hold_session",
    "judge",
    "keep_answers",
    "open_again",
    "open_step",
    "open_survey",
    "read",
    "record_finding",
    "release_reader",
    "remind",
    "remind_readers",
    "repeat_round",
    "send_round",
    "sign",
    "sign_on_paper",
    "start_round",
    "take_part_back",
    "warn_of_expiry",
]
