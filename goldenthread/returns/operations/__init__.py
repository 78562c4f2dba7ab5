"""Every change to calls and returns. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.returns.operations.answering import accept, query, reply, send_back
from goldenthread.returns.operations.calls import ask, change_call, repeat_call, send_call, start_call, stop_asking
from goldenthread.returns.operations.filling import Kept, complete, keep_lines, take_back
from goldenthread.returns.operations.locking import lock, unlock
from goldenthread.returns.operations.signing import sign_off

__all__ = [
    "Kept",
    "accept",
    "ask",
    "change_call",
    "complete",
    "keep_lines",
    "lock",
    "query",
    "repeat_call",
    "reply",
    "send_back",
    "send_call",
    "sign_off",
    "start_call",
    "stop_asking",
    "take_back",
    "unlock",
]
