"""The overview: what has really changed, at a glance."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library, serving
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.judgement import Judgement
from goldenthread.evidence.veiling import audience_of
from goldenthread.partnership import queries as partnerships
from goldenthread.performance import exports, queries, shielding, showing
from goldenthread.performance.views import asked
from goldenthread.ui.lists.exports import download
from goldenthread.ui.pages import page

PER_PAGE = 24


@needs(Permission.EVIDENCE_READ)
def show(request: HttpRequest) -> HttpResponse:
    """Show the key indicators as small charts, filtered as asked."""
    viewer = viewer_of(request)
    here, places = asked.place(request, viewer)
    if here is None:
        return page(request, "performance/overview.jinja", {"places": places}, section="evidence", item="performance")
    purposes = serving.purposes(viewer, here)
    rows, everything = _rows(request, viewer, here, purposes)
    only = request.GET.get("changed") == "yes"
    if only:
        rows = [made for made in queries.overview(viewer, rows) if showing.changed(made)]
    pages = Paginator(rows, PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    judged = (
        list(shown)
        if only
        else queries.overview(viewer, rows[shown.start_index() - 1 : shown.end_index()] if shown else rows.none())
    )
    context = {
        "here": str(here),
        "places": places,
        "groups": library.groups(),
        "purposes": [(each.code, each.words) for each in purposes],
        "agencies": _agencies(viewer, here),
        "veiled": audience_of(viewer, here) != "",
        "asked": {name: request.GET.get(name, "") for name in _FILTERS},
        "everything": everything,
        "shown": shown,
        "cards": showing.cards(judged),
        "missing": [made.book.row for made in judged if made.judged.last is None and not _hidden(made)],
        "hidden": [made.book.row for made in judged if made.judged.last is None and _hidden(made)],
        "more": _more(request),
        "may_edit": viewer.may(Permission.EVIDENCE_EDIT, partnership=here),
        "may_take": viewer.may_somewhere(Permission.LIST_EXPORT),
    }
    return page(request, "performance/overview.jinja", context, section="evidence", item="performance")


@needs(Permission.LIST_EXPORT)
def data(request: HttpRequest) -> HttpResponse:
    """Hand out the data behind the overview, filtered as asked."""
    viewer = shielding.reader(viewer_of(request))
    here, _ = asked.place(request, viewer)
    judged: list[Judgement] = []
    if here is not None:
        rows, _ = _rows(request, viewer, here, serving.purposes(viewer, here))
        judged = queries.overview(viewer, rows)
    return download(exports.workbook("Overview", judged), name="overview", extension="xlsx")


def _agencies(viewer: Viewer, here: UUID) -> list[tuple[UUID, str]]:
    """The agencies to filter by, for those who see who supplied what."""
    if audience_of(viewer, here):
        return []
    return list(partnerships.agencies(viewer, partnership=here).order_by("name").values_list("pk", "name"))


_FILTERS = ("group", "purpose", "agency", "changed", "all")


def _rows(request: HttpRequest, viewer: Any, here: Any, purposes: list[serving.Purpose]) -> tuple[Any, bool]:
    """The indicators asked for: the key ones, unless all are wanted or none is key. Also whether they are all."""
    rows = evidence.indicators(viewer, here).filter(retired_on__isnull=True)
    everything = request.GET.get("all") == "yes" or not rows.filter(key=True).exists()
    if not everything:
        rows = rows.filter(key=True)
    group, purpose, agency = (request.GET.get(name, "") for name in ("group", "purpose", "agency"))
    if group in library.groups():
        rows = rows.filter(group=group)
    served = next((each.indicators for each in purposes if each.code == purpose), None)
    if served is not None:
        rows = rows.filter(pk__in=served)
    known = {str(pk): pk for pk in partnerships.agencies(viewer, partnership=here).values_list("pk", flat=True)}
    if agency in known:
        supplied = evidence.readings(viewer).filter(supplier=known[agency], indicator__partnership=here).order_by()
        rows = rows.filter(pk__in=supplied.values("indicator"))
    return rows.order_by("position", "name"), everything


def _hidden(made: Judgement) -> bool:
    return any(each.hidden for each in made.figures)


def _more(request: HttpRequest) -> str:
    """The filters as an address carries them, without the page."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
