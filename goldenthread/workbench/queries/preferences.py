"""Reading one's own settings: mail, calendar addresses."""

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.workbench.models import CalendarFeed, MailPreference


@reads
def mail_preference(viewer: Viewer) -> MailPreference:
    """Return what mail the viewer wants; a viewer who never chose gets the weekly digest and reminders."""
    return MailPreference.objects.filter(user_id=viewer.user_id).first() or MailPreference(user_id=viewer.user_id)


@reads
def calendar_feeds(viewer: Viewer) -> QuerySet[CalendarFeed]:
    """Return the viewer's own calendar addresses that still work."""
    return CalendarFeed.objects.filter(user_id=viewer.user_id, revoked_at__isnull=True)
