"""Writes of the accounts area."""

from goldenthread.accounts.operations.grants import end_grant, grant_role
from goldenthread.accounts.operations.invitations import accept_invitation, invite, withdraw_invitation
from goldenthread.accounts.operations.openings import break_glass, end_opening, note_glass_refused, review_opening
from goldenthread.accounts.operations.users import (
    close_account,
    make_account,
    reopen_account,
    reset_second_factor,
)

__all__ = [
    "accept_invitation",
    "break_glass",
    "close_account",
    "end_grant",
    "end_opening",
    "grant_role",
    "invite",
    "make_account",
    "note_glass_refused",
    "reopen_account",
    "reset_second_factor",
    "review_opening",
    "withdraw_invitation",
]
