"""Inviting people, and what becomes of an invitation."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta  # not a deadline: how long an invitation lives
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from goldenthread.access.guards import writes
from goldenthread.access.roles import ROLES, Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import giving, rules
from goldenthread.accounts.models import Invitation, RoleGrant, User
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.audit import trail
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError, NotFound, RuleBroken
from goldenthread.foundation.text import clean, short_date
from goldenthread.jobs import mail

LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made, with the token and the link that only now can be read; ``mailed``: the link is on its way."""

    invitation: Invitation
    token: str
    link: str
    mailed: bool


@writes
def invite(
    *,
    by: Viewer,
    at: datetime,
    email: str,
    name: str,
    role: str,
    scope: Scope,
    place: UUID | None = None,
    until_on: date | None = None,
) -> Invited:
    """Invite somebody to make an account with one role. The link lasts fourteen days and works once.

    It goes out by e-mail where there is a mail server; the inviter sees it too, once, and can hand it over.
    """
    wanted = rules.role_called(role)
    rules.check_fits(wanted, scope, clock.london_day(at), until_on)
    giving.check_may_grant(by, wanted, scope, place)
    address = clean(email).lower()
    if User.objects.filter(email__iexact=address).exists():
        raise RuleBroken("There is an account with this e-mail. Give it the role instead.", field="email")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=address,
        name=clean(name)[:200],
        token_hash=_hashed(token),
        role=role,
        scope=scope,
        place_id=place,
        until_on=until_on,
        invited_by_id=by.user_id,
        invited_at=at,
        expires_at=at + LASTS,
    )
    trail.write("accounts.invited", by=by, at=at, record=place, name=invitation.name, email=address, role=wanted.name)
    link = f"{settings.ADDRESS}{reverse('accounts:accept', args=[token])}"
    return Invited(invitation, token, link, mailed=_mail(invitation, by.name, wanted.name, link))


@writes
def withdraw_invitation(*, by: Viewer, at: datetime, invitation: UUID) -> Invitation:
    """Take an unanswered invitation back: its link no longer works."""
    row = _unanswered().filter(pk=invitation).first()
    if row is None:
        raise NotFound("There is no unanswered invitation here.")
    giving.require_account_rights(by, Scope(row.scope), row.place_id)
    row.withdrawn_at, row.withdrawn_by_id = at, by.user_id
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.write("accounts.invitation_withdrawn", by=by, at=at, record=row.place_id, name=row.name, email=row.email)
    return row


@writes
def accept_invitation(*, by: Viewer, at: datetime, token: str, name: str, password: str) -> User:
    """Make the account that was invited, with its role. ``by`` is the invited person herself, who holds nothing yet."""
    row = _unanswered().select_for_update().filter(token_hash=_hashed(token)).first()
    if row is None or row.expires_at <= at:
        raise NotFound("This invitation has been used, withdrawn or has run out.")
    _check_still_stands(row, at)
    if User.objects.filter(email__iexact=row.email).exists():
        raise RuleBroken("There is an account with this e-mail. Sign in instead.")
    user = User(id=by.user_id, email=row.email, name=clean(name)[:200] or row.name, joined_at=at)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise RuleBroken(" ".join(weak.messages), field="password") from weak
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=row.email, verified=True, primary=True)
    RoleGrant.objects.create(
        user=user,
        role=row.role,
        scope=row.scope,
        place_id=row.place_id,
        from_on=clock.london_day(at),
        until_on=row.until_on,
        granted_by_id=row.invited_by_id,
        granted_at=at,
    )
    row.accepted_at, row.accepted_by = at, user
    row.save(update_fields=["accepted_at", "accepted_by"])
    trail.write(
        "accounts.invitation_accepted", by=by, at=at, record=row.place_id, role=ROLES[row.role].name, email=row.email
    )
    return user


def _check_still_stands(row: Invitation, at: datetime) -> None:
    """Raise `NotFound` when whoever invited could not give the role any more: an invitation is worth no more than its maker."""
    inviter = viewer_of_account(row.invited_by, at=at, through="web")
    try:
        giving.check_may_grant(inviter, rules.role_called(row.role), Scope(row.scope), row.place_id)
        if not row.invited_by.is_active:
            raise NotFound("The account of whoever invited is closed.")
    except GoldenThreadError as gone:
        raise NotFound("This invitation no longer stands. Ask for a new one.") from gone


def _mail(invitation: Invitation, inviter: str, role: str, link: str) -> bool:
    """Send the link. Without a mail server nothing is kept: a stored message would hold the token that we only keep hashed."""
    if not mail.is_configured():
        return False
    text = (
        f"{invitation.name},\n\n{inviter} invites you to Golden Thread, as: {role}.\n\n"
        f"Make your account here, by {short_date(clock.london_day(invitation.expires_at))}:\n{link}\n\n"
        "The link works once. If you did not expect this message, ignore it.\n"
    )
    return mail.send(invitation.email, "You are invited to Golden Thread", text, f"invitation:{invitation.pk}")


def _hashed(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _unanswered() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
