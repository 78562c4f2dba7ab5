"""Tables of the accounts area."""

from goldenthread.accounts.models.grant import RoleGrant
from goldenthread.accounts.models.invitation import Invitation
from goldenthread.accounts.models.opening import Opening
from goldenthread.accounts.models.user import User

__all__ = ["Invitation", "Opening", "RoleGrant", "User"]
