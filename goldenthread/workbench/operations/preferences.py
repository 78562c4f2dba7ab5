"""Choosing what e-mail to get about one's work."""

from datetime import datetime

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.workbench.models import MailPreference


@writes
def choose_mail(*, by: Viewer, at: datetime, digest: str, reminders: bool, seen: int) -> MailPreference:
    """Set how often the viewer's own digest comes, and whether reminders do."""
    if digest not in MailPreference.Digest.values:
        raise RuleBroken("Choose how often you want the digest.", field="digest")
    mine, _ = MailPreference.objects.get_or_create(user_id=by.user_id)
    mine = MailPreference.for_edit(mine.pk, seen=seen)
    if mine.apply({"digest": digest, "reminders": reminders}):
        trail.write("workbench.mail_chosen", by=by, at=at, digest=digest, reminders=reminders)
    return mine
