"""Reading the trail: as far as the viewer's right to it reaches, and never past a wall."""

import json

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import registry, walls
from goldenthread.audit.models import AuditEvent


@reads
def events(viewer: Viewer) -> QuerySet[AuditEvent]:
    """Return the lines a viewer may read: of the partnerships where they hold the right, or all of them.

    Lines about walled records are left out for those who may neither know of the record nor review its openings.
    """
    reach = viewer.reach(Permission.AUDIT_VIEW)
    rows = AuditEvent.objects.order_by("-number")
    if not reach.everywhere:
        rows = rows.filter(partnership__in=[str(each) for each in reach.partnerships])
    for hidden in walls.hidden_from(viewer):
        rows = rows.exclude(Q(record__in=hidden))
    return rows


def _holds(word: str) -> Q:
    """A word in the name, the kind of event or the details, as either database keeps them."""
    escaped = json.dumps(word)[1:-1]
    return (
        Q(details__icontains=word)
        | Q(details__icontains=escaped)
        | Q(actor_name__icontains=word)
        | Q(event__in=[each.code for each in registry.every() if word.lower() in each.sentence.lower()])
    )


@reads
def with_words(viewer: Viewer, rows: QuerySet[AuditEvent], text: str) -> QuerySet[AuditEvent]:
    """Return the lines that hold every word."""
    for word in text.split()[:8]:
        rows = rows.filter(_holds(word))
    return rows


@reads
def of_record(viewer: Viewer, rows: QuerySet[AuditEvent], text: str) -> QuerySet[AuditEvent]:
    """Return the lines about a record, by its id or by a reference that stands in the details."""
    return rows.filter(Q(record=text.lower()) | Q(details__icontains=text))
