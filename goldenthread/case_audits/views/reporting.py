"""The report of an audit, and standing audits in time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import presenters, queries, trending
from goldenthread.case_audits import report as reports
from goldenthread.foundation import clock
from goldenthread.foundation.text import slug
from goldenthread.ui.pages import page
from goldenthread.workbench import printing

_SEE = Permission.CASE_AUDIT_VIEW


@needs(_SEE)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the report of an audit as it would be printed."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    context = {
        "row": row,
        "paper": reports.paper(viewer, row, clock.today()),
        "formats": printing.formats(),
        "back": presenters.address(pk),
        "heads": lambda block: [each.label for each in block.head],
    }
    return page(request, "case_audits/report.jinja", context, section="quality", item="case_audits.audits")


@needs(_SEE)
def file(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Hand out the report in a format."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    printer = printing.printer(format)
    made = reports.paper(viewer, row, clock.today())
    response = HttpResponse(printer.make(made), content_type=printer.content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{slug(f"{row.record.reference} {row.title}")}.{printer.code}"'
    )
    return response


@needs(_SEE)
def trends(request: HttpRequest) -> HttpResponse:
    """Show standing audits in time, series by series."""
    viewer = viewer_of(request)
    series = [
        (name, place, held, trending.picture(name, held)) for (place, name), held in queries.series(viewer).items()
    ]
    context = {"series": series, "say": presenters, "audits": reverse("case_audits:audits")}
    return page(request, "case_audits/trends.jinja", context, section="quality", item="case_audits.trends")
