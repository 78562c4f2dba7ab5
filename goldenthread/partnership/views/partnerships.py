"""Pages of partnerships."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.partnership import queries
from goldenthread.ui.pages import page


@needs(Permission.PARTNERSHIP_VIEW)
def partnership(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one partnership."""
    row = queries.partnership(viewer_of(request), id)
    return page(request, "partnership/partnership.jinja", {"partnership": row})


@needs(Permission.PARTNERSHIP_VIEW)
def agency(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one agency."""
    row = queries.agency(viewer_of(request), id)
    return page(request, "partnership/partnership.jinja", {"partnership": row})


@needs(Permission.PARTNERSHIP_VIEW)
def group(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one group."""
    row = queries.group(viewer_of(request), id)
    return page(request, "partnership/partnership.jinja", {"partnership": row})


@needs(Permission.PARTNERSHIP_VIEW)
def memorandum(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one memorandum."""
    row = queries.memorandum(viewer_of(request), id)
    return page(request, "partnership/partnership.jinja", {"partnership": row})


@needs(Permission.PARTNERSHIP_VIEW)
def arrangements(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one edition of the arrangements."""
    row = queries.edition(viewer_of(request), id)
    return page(request, "partnership/partnership.jinja", {"partnership": row})
