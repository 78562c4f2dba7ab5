"""Who is asking: a token in the header `Authorization: Bearer …`, nothing else. No cookie opens the interface."""

from datetime import datetime

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from goldenthread.access.identity import viewer_for
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.api import operations, rules
from goldenthread.api.models import Token
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.workbench import limits
from goldenthread.workbench.rules import secret_hash


class Door(HttpBearer):
    """Opens to a token that works, of an account that is open and may still have tokens."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """Return the viewer, or None for 401; raises 429 when a token, or an address with wrong tokens, asks too often."""
        now = clock.now()
        found = Token.objects.filter(token_hash=secret_hash(token)).select_related("user").first()
        if found is None or not rules.works(now=now, expires_at=found.expires_at, revoked_at=found.revoked_at):
            _count(f"stranger {request.META.get('REMOTE_ADDR', '')}", rules.WRONG_TOKENS, now)
            return None
        _count(f"token {found.pk}", rules.REQUESTS, now)
        try:
            viewer = viewer_for(found.user.email, through="interface")
        except GoldenThreadError:
            return None
        if not viewer.may_somewhere(Permission.API_TOKEN):
            return None
        operations.note_use(by=viewer, at=now, token=found.pk)
        request.viewer = viewer  # type: ignore[attr-defined]
        return viewer


def _count(who: str, limit: int, now: datetime) -> None:
    if not limits.allowed(who, limit=limit, seconds=rules.SECONDS, at=now):
        raise HttpError(429, f"Too many requests. Ask again in {rules.SECONDS // 60} minutes.")
