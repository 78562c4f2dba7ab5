"""The board paper: choose partnership and period, take it away as PDF, Word or data."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import slug
from goldenthread.performance import boardpaper
from goldenthread.performance.views import asked
from goldenthread.ui.pages import page
from goldenthread.workbench import printing


@needs(Permission.EVIDENCE_VIEW)
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for the period of the paper, and show what will be in it."""
    viewer = viewer_of(request)
    here, places = asked.place(request, viewer)
    period, wrong = asked.period(request, clock.today())
    context = {
        "here": str(here or ""),
        "places": places,
        "periods": asked.periods(clock.today()),
        "chosen": request.GET.get("period", "") or asked.periods(clock.today())[0],
        "wrong": wrong,
        "paper": boardpaper.paper(viewer, here, period, clock.today()) if here else None,
        "formats": printing.formats(),
        "address": urlencode({"partnership": here or "", "period": asked.named(period)}),
        "may_take": viewer.may_somewhere(Permission.LIST_EXPORT),
    }
    return page(request, "performance/paper.jinja", context, section="evidence", item="performance.paper")


@needs(Permission.LIST_EXPORT)
def file(request: HttpRequest, format: str) -> HttpResponse:
    """Hand out the paper in a format."""
    viewer = viewer_of(request)
    here, _ = asked.place(request, viewer)
    period, wrong = asked.period(request, clock.today())
    if here is None or wrong:
        raise NotFound(wrong or "There is no partnership to make a paper of.")
    printer = printing.printer(format)
    made = boardpaper.paper(viewer, here, period, clock.today())
    name = slug(f"{made.title} {asked.named(period)}")
    response = HttpResponse(printer.make(made), content_type=printer.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{printer.code}"'
    return response
