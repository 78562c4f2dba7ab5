"""Reading one's own settings: mail, calendar addresses."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from goldenthread.access.guards import reads, unscoped
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


@unscoped("only the night's work asks it, to write to each account about its own work")
def readers_of_mail() -> list[str]:
    """Return the e-mail addresses of open accounts that want mail about their work, or never said that they do not."""
    silent = MailPreference.objects.filter(digest="none", reminders=False).values("user")
    open_ones = get_user_model().objects.filter(is_active=True).exclude(pk__in=silent)
    return list(open_ones.exclude(email__endswith=".invalid").order_by("pk").values_list("email", flat=True))
