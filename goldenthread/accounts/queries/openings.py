"""Openings of walled records: one's own, and those to review."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import Opening
from goldenthread.foundation.errors import NotFound


@reads
def my_openings(viewer: Viewer, at: datetime) -> QuerySet[Opening]:
    """Return the walled records this viewer has open now."""
    return Opening.objects.filter(user_id=viewer.user_id, until__gt=at, ended_at__isnull=True).select_related("record")


@reads
def openings_to_review(viewer: Viewer) -> QuerySet[Opening]:
    """Return the openings this viewer reviews, unreviewed first; never their own."""
    reach = viewer.reach(Permission.BREAK_GLASS_REVIEW)
    rows = Opening.objects.exclude(user_id=viewer.user_id).select_related("record", "user", "reviewed_by")
    rows = rows.order_by("reviewed_at", "-opened_at")
    return rows if reach.everywhere else rows.filter(Q(record__partnership__in=reach.partnerships))


@reads
def opening(viewer: Viewer, opening_id: UUID) -> Opening:
    """Return one opening to review; raises `NotFound`."""
    found = openings_to_review(viewer).filter(pk=opening_id).first()
    if found is None:
        raise NotFound("There is no opening here for you to review.")
    return found
