"""Tables of the accounts area."""

from goldenthread.accounts.models.user import User

__all__ = ["User"]
