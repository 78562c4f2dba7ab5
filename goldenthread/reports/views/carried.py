"""What a report took from an earlier one, and whether somebody has read it since."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.reports import operations, queries


@needs(Permission.REPORT_WRITE)
@require_POST
def look_at(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a carried section has been read and still holds."""
    viewer = viewer_of(request)
    row = queries.section(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.report.partnership_id)
    seen = request.POST.get("edition", "")
    if not seen.isdecimal():
        raise RuleBroken("Open the report again, and say it there.")
    operations.look_at(by=viewer, at=clock.now(), section=pk, seen=int(seen))
    messages.success(request, "Read.")
    return redirect("reports:report", row.report_id)
