"""Making and revoking the secret addresses at which a calendar program reads somebody's dates."""

import secrets
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.workbench import rules
from goldenthread.workbench.models import CalendarFeed


@writes
def make_feed(*, by: Viewer, at: datetime, name: str) -> str:
    """Make a secret address for the viewer's own dates and return the secret: it is never shown again."""
    if not by.may_somewhere(Permission.WORK_VIEW):
        raise NotAllowed(f"Your roles do not let you {Permission.WORK_VIEW.sentence}.")
    name = clean(name)[:80]
    if not name:
        raise RuleBroken("Say which calendar this is for, such as Outlook at work.", field="name")
    if CalendarFeed.objects.filter(user_id=by.user_id, revoked_at__isnull=True).count() >= rules.MAX_FEEDS:
        raise RuleBroken(f"You have {rules.MAX_FEEDS} calendar addresses. Stop one first.", field="name")
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(user_id=by.user_id, name=name, token_hash=rules.secret_hash(secret), made_at=at)
    trail.write("workbench.feed_made", by=by, at=at, name=name)
    return secret


@writes
def revoke_feed(*, by: Viewer, at: datetime, feed: UUID) -> None:
    """Stop one of one's own addresses at once."""
    found = CalendarFeed.objects.filter(pk=feed, user_id=by.user_id, revoked_at__isnull=True).first()
    if found is None:
        raise NotFound("There is no such calendar address among yours.")
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    trail.write("workbench.feed_revoked", by=by, at=at, name=found.name)


@writes
def note_read(*, by: Viewer, at: datetime, feed: UUID) -> None:
    """Keep when a calendar program last read an address."""
    CalendarFeed.objects.filter(pk=feed, user_id=by.user_id).update(last_read_at=at)
