"""What a round says together, and a return as a paper for governors."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import slug
from goldenthread.self_assessment import drawing, presenters, queries, report
from goldenthread.ui.pages import page
from goldenthread.workbench import printing

_CHARTS = {
    "By standard": drawing.standards,
    "By kind of agency": drawing.kinds,
    "Over the years": drawing.years,
}


@needs(Permission.ASSESSMENT_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what the returns of a round say together."""
    viewer = viewer_of(request)
    found = queries.analysis(viewer, pk)
    context = {
        "found": found,
        "row": found.round,
        "say": presenters,
        "charts": [(words, drawn) for words, draw in _CHARTS.items() if (drawn := draw(found))],
        "weakest": [e for e in found.questions if e.weak][:15],
    }
    return page(request, "self_assessment/analysis.jinja", context, section="quality", item="self_assessment.rounds")


@needs(Permission.ASSESSMENT_VIEW)
def paper(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Hand a signed return out as a paper for governors."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    if not queries.signed_lines(viewer, pk):
        raise NotFound("The report is made once everybody has signed.")
    printer = printing.printer(format)
    made = report.paper(viewer, row, clock.today())
    response = HttpResponse(printer.make(made), content_type=printer.content_type)
    name = slug(f"{row.agency.title} {made.title}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{printer.code}"'
    return response
