"""Making, using and revoking tokens."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.api import rules
from goldenthread.api.models import Token
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.workbench.rules import secret_hash


@writes
def make_token(*, by: Viewer, at: datetime, name: str, days: int) -> str:
    """Make a token for the viewer's own account and return it: it is never shown again."""
    if not by.may_somewhere(Permission.API_TOKEN):
        raise NotAllowed(f"Your roles do not let you {Permission.API_TOKEN.sentence}.")
    if by.through == "interface":
        raise NotAllowed("A token cannot make another token.")
    name = clean(name)[:80]
    if not name:
        raise RuleBroken("Say what the token is for.", field="name")
    if problem := rules.length_problem(days):
        raise RuleBroken(problem, field="days")
    if Token.objects.filter(user_id=by.user_id, revoked_at=None, expires_at__gt=at).count() >= rules.MOST_TOKENS:
        raise RuleBroken(f"You have {rules.MOST_TOKENS} tokens. Revoke one first.", field="name")
    secret = rules.PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(
        user_id=by.user_id,
        name=name,
        token_hash=secret_hash(secret),
        ending=secret[-4:],
        made_at=at,
        expires_at=rules.ends(at, days),
    )
    trail.write("api.token_made", by=by, at=at, name=name, days=days)
    return secret


@writes
def revoke_token(*, by: Viewer, at: datetime, token: UUID) -> None:
    """Stop one of one's own tokens at once."""
    found = Token.objects.filter(pk=token, user_id=by.user_id, revoked_at=None).first()
    if found is None:
        raise NotFound("There is no such token among yours.")
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    trail.write("api.token_revoked", by=by, at=at, name=found.name)


@writes
def note_use(*, by: Viewer, at: datetime, token: UUID) -> None:
    """Keep when a token was last used, to the minute."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=rules.noted_since(at))
    Token.objects.filter(stale, pk=token).update(last_used_at=at)
