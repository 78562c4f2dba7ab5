"""Kinds of things."""

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.partnership.models import Kind


@reads
def kinds(viewer: Viewer, of: str) -> QuerySet[Kind]:
    """Return the kinds of partnership, agency, group or board. They tell nothing of any place."""
    return Kind.objects.filter(of=of)
