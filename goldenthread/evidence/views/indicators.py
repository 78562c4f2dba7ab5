"""Lists of indicators and of what was supplied."""

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import queries
from goldenthread.evidence.views import listing, lists


@needs(Permission.EVIDENCE_READ)
def every(request: HttpRequest) -> HttpResponse:
    """List the indicators with their newest figure."""
    viewer = viewer_of(request)
    context = {"may_choose": viewer.may_somewhere(Permission.EVIDENCE_EDIT)}
    return listing.indicators(viewer).respond(
        request, queries.with_readings(viewer), "evidence/indicators.jinja", context
    )


@needs(Permission.EVIDENCE_VIEW)
def readings(request: HttpRequest) -> HttpResponse:
    """List the figures as they were supplied."""
    viewer = viewer_of(request)
    return lists.readings(viewer).respond(request, queries.readings(viewer))
