"""Writes of the accounts area."""

from goldenthread.accounts.operations.grants import end_grant, grant_role
from goldenthread.accounts.operations.users import close_account, make_account, reopen_account

__all__ = ["close_account", "end_grant", "grant_role", "make_account", "reopen_account"]
