"""Every change to calls and returns. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.returns.operations.answering import accept, query, reply, send_back
from goldenthread.returns.operations.calls import (
    ask,
    change_call,
    repeat_call,
    send_call,
    split_ask,
    start_call,
    stop_asking,
)
from goldenthread.returns.operations.chasing import chase, chase_due, lock_due
from goldenthread.returns.operations.closing import close_call, reopen_call
from goldenthread.returns.operations.filling import Kept, complete, keep_lines, take_back
from goldenthread.returns.operations.handing import hand_part, part_is_done
from goldenthread.returns.operations.locking import lock, unlock
from goldenthread.returns.operations.signing import sign_off

__all__ = [
    "Kept",
    "accept",
    "ask",
    "change_call",
    "chase",
    "chase_due",
    "close_call",
    "complete",
    "hand_part",
    "keep_lines",
    "lock",
    "lock_due",
    "part_is_done",
    "query",
    "reopen_call",
    "repeat_call",
    "reply",
    "send_back",
    "send_call",
    "sign_off",
    "split_ask",
    "start_call",
    "stop_asking",
    "take_back",
    "unlock",
]
