"""Every change to reports. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.reports.operations.arranging import arrange, mark_drafting, mark_ready, remove_section, rename
from goldenthread.reports.operations.checking import hear_again, release, silence
from goldenthread.reports.operations.comments import answer_comment, ask, comment, reopen_comment, settle_comment
from goldenthread.reports.operations.packs import ask_for_pack, delete_old_copies, keep_pack, open_pack
from goldenthread.reports.operations.publishing import approve, publish, reopen, take_down
from goldenthread.reports.operations.received import ask_for, receive, summarise
from goldenthread.reports.operations.sending import (
    acknowledge,
    add_recipient,
    change_recipient,
    chase,
    excuse,
    include,
    remove_recipient,
    send,
    take_back,
)
from goldenthread.reports.operations.updates import ask_agency, begin_update, drop_part, give, introduce, write_part
from goldenthread.reports.operations.writing import add_section, look_at, start, write_section

__all__ = [
    "acknowledge",
    "add_recipient",
    "add_section",
    "answer_comment",
    "approve",
    "arrange",
    "ask",
    "ask_agency",
    "ask_for",
    "ask_for_pack",
    "begin_update",
    "change_recipient",
    "chase",
    "comment",
    "delete_old_copies",
    "drop_part",
    "excuse",
    "give",
    "hear_again",
    "include",
    "introduce",
    "keep_pack",
    "look_at",
    "mark_drafting",
    "mark_ready",
    "open_pack",
    "publish",
    "receive",
    "release",
    "remove_recipient",
    "remove_section",
    "rename",
    "reopen",
    "reopen_comment",
    "send",
    "settle_comment",
    "silence",
    "start",
    "summarise",
    "take_back",
    "take_down",
    "write_part",
    "write_section",
]
