"""The pages of findings, recommendations and actions."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.thread import queries
from goldenthread.workbench.pages import record_page


@needs(Permission.THREAD_VIEW)
def finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a finding."""
    row = queries.finding(viewer_of(request), pk)
    return record_page(request, row.pk, "thread/finding.jinja", {"row": row})


@needs(Permission.THREAD_VIEW)
def recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a recommendation with its answers."""
    row = queries.recommendation(viewer_of(request), pk)
    return record_page(request, row.pk, "thread/recommendation.jinja", {"row": row})


@needs(Permission.WORK_VIEW)
def action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an action."""
    row = queries.action(viewer_of(request), pk)
    return record_page(request, row.pk, "thread/action.jinja", {"row": row})
