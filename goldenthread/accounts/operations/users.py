"""Making, closing and reopening accounts."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import User
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean


@writes
def make_account(
    *, by: Viewer, at: datetime, email: str, name: str, password: str | None = None, person: UUID | None = None
) -> User:
    """Make an account that holds no role yet. Without a password it cannot sign in by one.

    ``person`` is who it belongs to in the register of people.
    """
    by.require(Permission.ACCOUNT_INVITE)
    address = clean(email).lower()
    if User.objects.filter(email__iexact=address).exists():
        raise RuleBroken("There is an account with this e-mail.", field="email")
    user = User(email=address, name=clean(name)[:200], joined_at=at, person_id=person)
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    trail.write("accounts.account_made", by=by, at=at, account=user.name, email=address)
    return user


@writes
def close_account(*, by: Viewer, at: datetime, user: UUID, reason: str) -> User:
    """Close an account: it can no longer sign in, and its sessions end: reopening it does not bring them back."""
    by.require(Permission.ACCOUNT_INVITE)
    row = User.objects.select_for_update().filter(pk=user, is_active=True).first()
    if row is None:
        raise NotFound("There is no open account here.")
    if row.id == by.user_id:
        raise RuleBroken("You cannot close your own account.")
    row.is_active = False
    row.save(update_fields=["is_active"])
    _end_sessions(row)
    trail.write("accounts.account_closed", by=by, at=at, account=row.name, reason=clean(reason))
    return row


@writes
def reset_second_factor(*, by: Viewer, at: datetime, user: UUID, reason: str) -> User:
    """Take away every second factor of somebody who has lost them, and end their sessions.

    With the password alone they come no further than the page on which a new one is set up, if a role needs one. Whoever does
    this has made sure that it is them: ``reason`` says how.
    """
    by.require(Permission.ACCOUNT_INVITE)
    row = User.objects.select_for_update().filter(pk=user, is_active=True).first()
    if row is None:
        raise NotFound("There is no open account here.")
    if row.id == by.user_id:
        raise RuleBroken("Nobody resets their own second factor. Ask another administrator.", field="reason")
    said = clean(reason)
    if not said:
        raise RuleBroken("Say how you made sure that it is them.", field="reason")
    taken, _ = Authenticator.objects.filter(user_id=row.pk).delete()
    if not taken:
        raise RuleBroken(f"{row.name} has no second factor.", field="reason")
    _end_sessions(row)
    trail.write("accounts.factor_reset", by=by, at=at, account=row.name, reason=said)
    return row


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()


@writes
def reopen_account(*, by: Viewer, at: datetime, user: UUID) -> User:
    """Open a closed account again, with the roles it still holds."""
    by.require(Permission.ACCOUNT_INVITE)
    row = User.objects.select_for_update().filter(pk=user, is_active=False).first()
    if row is None:
        raise NotFound("There is no closed account here.")
    row.is_active = True
    row.save(update_fields=["is_active"])
    trail.write("accounts.account_reopened", by=by, at=at, account=row.name)
    return row
