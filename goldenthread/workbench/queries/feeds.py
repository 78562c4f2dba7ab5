"""Finding the account behind a secret calendar address, before there is a viewer."""

from goldenthread.access.guards import unscoped
from goldenthread.workbench.models import CalendarFeed


@unscoped("it answers only to who already holds the secret, and gives back no more than whose address it is")
def feed_with(token_hash: str) -> CalendarFeed | None:
    """Return the working address with this hash."""
    return CalendarFeed.objects.filter(token_hash=token_hash, revoked_at=None).select_related("user").first()
