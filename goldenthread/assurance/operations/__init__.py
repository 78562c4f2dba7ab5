"""Every change in the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.assurance.operations.answering import record_answer, send, write_part
from goldenthread.assurance.operations.asking import ask, withdraw
from goldenthread.assurance.operations.exceptions import decide, report_exception, take_back
from goldenthread.assurance.operations.judging import accept, ask_again
from goldenthread.assurance.operations.triage import note, step_taken, work_out

__all__ = [
    "accept",
    "ask",
    "ask_again",
    "decide",
    "note",
    "record_answer",
    "report_exception",
    "send",
    "step_taken",
    "take_back",
    "withdraw",
    "work_out",
    "write_part",
]
