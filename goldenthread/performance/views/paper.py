"""The board paper: choose partnership and period, take it away as PDF, Word or data."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import queries as evidence
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import slug
from goldenthread.performance import boardpaper, exports, forms, operations, queries, shielding
from goldenthread.performance.views import asked
from goldenthread.ui.lists.exports import download
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task
from goldenthread.workbench import printing


@needs(Permission.EVIDENCE_READ)
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for the period of the paper and, once a period is asked for, show what will be in it."""
    viewer = viewer_of(request)
    here, places = asked.place(request, viewer)
    period, wrong = asked.period(request, clock.today())
    made = boardpaper.paper(viewer, here, period, clock.today()) if here and "period" in request.GET else None
    left = shielding.left(block for each in made.chapters for block in each.blocks) if made else None
    context = {
        "here": str(here or ""),
        "places": places,
        "periods": asked.periods(clock.today()),
        "chosen": request.GET.get("period", "") or asked.periods(clock.today())[0],
        "wrong": wrong,
        "paper": made,
        "formats": printing.formats(),
        "address": urlencode({"partnership": here or "", "period": asked.named(period)}),
        "may_take_data": viewer.may_somewhere(Permission.LIST_EXPORT),
        "may_take_all": here is not None and _may_take_all(viewer, here),
        "may_protect": bool(here) and viewer.may(Permission.RELEASE_PREPARE, partnership=here),
        "left": left,
        "hidden_words": shielding.words(viewer, here, left) if here and left else "",
    }
    return page(request, "performance/paper.jinja", context, section="evidence", item="performance.paper")


@needs(Permission.EVIDENCE_READ)
def file(request: HttpRequest, format: str) -> HttpResponse:
    """Hand out the paper in a format."""
    viewer = viewer_of(request)
    here, _ = asked.place(request, viewer)
    period, wrong = asked.period(request, clock.today())
    if here is None or wrong:
        raise NotFound(wrong or "There is no partnership to make a paper of.")
    printer = printing.printer(format)
    return _file(boardpaper.paper(viewer, here, period, clock.today()), printer, asked.named(period))


def _file(made: printing.Paper, printer: printing.Printer, named: str) -> HttpResponse:
    response = HttpResponse(printer.make(made), content_type=printer.content_type)
    name = slug(f"{made.title} {named}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{printer.code}"'
    return response


@needs(Permission.LIST_EXPORT)
def internal(request: HttpRequest) -> HttpResponse:
    """Hand out the paper, or the data behind it, with every small number in it: on a choice that says why, and is kept."""
    viewer = viewer_of(request)
    here, _ = asked.place(request, viewer)
    period, wrong = asked.period(request, clock.today())
    if here is None or wrong or not _may_take_all(viewer, here):
        raise NotFound("There is no such page, or you are not allowed to see it.")
    formats = [(each.code, f"The paper as {each.label}") for each in printing.formats()]
    form = forms.InternalForm(request.POST if request.method == "POST" else None, formats=formats)
    if request.method == "POST" and form.is_valid():
        try:
            return _internal(viewer, here, period, form.cleaned_data)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
    address = urlencode({"partnership": here, "period": asked.named(period)})
    back = ("Board paper", f"{reverse('performance:paper')}?{address}")
    told = (
        "Small numbers of children are shown in it. It is for those who may see them anyway, and no paper for a board."
    )
    task = Task(
        "Internal paper, not for circulation", back, lambda data: form, lambda form: "", save="Take it", lede=told
    )
    return page(request, task.template, {"task": task, "form": form})


def _internal(viewer: Viewer, here: UUID, period: Period, data: dict[str, Any]) -> HttpResponse:
    named = asked.named(period)
    what = "the data of the overview" if data["format"] == forms.DATA else f"the board paper of {named}"
    operations.take_internal(by=viewer, at=clock.now(), partnership=here, what=what, why=data["why"])
    if data["format"] == forms.DATA:
        rows = evidence.indicators(viewer, here).filter(retired_on__isnull=True).order_by("position", "name")
        sheet = exports.workbook("Overview", queries.overview(viewer, rows), internal=True)
        return download(sheet, name="overview-internal", extension="xlsx")
    made = boardpaper.paper(viewer, here, period, clock.today(), internal=True)
    return _file(made, printing.printer(data["format"]), f"{named} internal")


def _may_take_all(viewer: Viewer, here: UUID) -> bool:
    """Whether somebody reads the figures of a partnership as they were supplied, and takes lists away."""
    known = str(here) in dict(queries.places(viewer, Permission.EVIDENCE_VIEW))
    return known and viewer.may(Permission.LIST_EXPORT, partnership=here)
