"""Looking at what others publish: releases, files, measures, places, neighbours."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import presenters, queries
from goldenthread.benchmarks.comparing import ENGLAND, Cell, Table
from goldenthread.benchmarks.views import lists
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.ui.pages import page

_VIEW = Permission.EVIDENCE_VIEW
_SECTION, _ITEM = "evidence", "evidence.published"
Tabs = list[tuple[str, str, bool]]


def tabs(current: str) -> Tabs:
    """Return the pages of the area, the current one marked."""
    pages = [("releases", "Releases"), ("measures", "Measures"), ("neighbours", "Neighbours")]
    return [(words, reverse(f"benchmarks:{name}"), name == current) for name, words in pages]


def may_import(viewer: Viewer) -> bool:
    """Say whether the viewer may bring files in."""
    return viewer.may_somewhere(Permission.BENCHMARK_IMPORT)


@needs(_VIEW)
def releases(request: HttpRequest) -> HttpResponse:
    """List the releases, and the files that wait."""
    viewer = viewer_of(request)
    context = {
        "tabs": tabs("releases"),
        "may_import": may_import(viewer),
        "waiting": queries.unplaced(viewer),
        "say": presenters,
    }
    return lists.releases().respond(
        request, queries.releases(viewer), "benchmarks/releases.jinja", context, section=_SECTION, item=_ITEM
    )


@needs(_VIEW)
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a release: its files, its measures, and where it differs from the one before."""
    viewer = viewer_of(request)
    row = queries.release(viewer, pk)
    context = {
        "row": row,
        "files": queries.files(viewer, pk),
        "holds": queries.holds(viewer, pk),
        "differs": queries.differences(viewer, pk),
        "may_import": may_import(viewer),
        "say": presenters,
    }
    return page(request, "benchmarks/release.jinja", context, section=_SECTION, item=_ITEM)


@needs(Permission.BENCHMARK_IMPORT)
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was read of a file."""
    viewer = viewer_of(request)
    context = {"row": queries.file(viewer, pk), "say": presenters}
    return page(request, "benchmarks/file.jinja", context, section=_SECTION, item=_ITEM)


@needs(_VIEW)
def measures(request: HttpRequest) -> HttpResponse:
    """List what is measured."""
    context = {"tabs": tabs("measures")}
    rows = queries.measures(viewer_of(request))
    return lists.measures().respond(request, rows, "benchmarks/list.jinja", context, section=_SECTION, item=_ITEM)


@needs(_VIEW)
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Show one measure over all places, in the newest period or another."""
    viewer = viewer_of(request)
    known = queries.editions(viewer, queries.measure(viewer, code).code)
    period = _period(request.GET.get("period", ""))
    wanted = next((each.release.id for each in known if str(each.release.id) == request.GET.get("release")), None)
    book = queries.table(viewer, code, period=period, release=wanted)
    if book is None:
        raise NotFound("Nobody published this measure so early, or in this release.")
    places = queries.places(viewer)
    like = {each.code: queries.neighbours(viewer, each) for each in queries.own_places(viewer)}
    periods = {each.period.end.isoformat(): presenters.when(each.period) for each in known}
    releases = {str(each.release.id): each.release.words for each in known if each.period == book.period}
    ranked = presenters.Ranked(book)
    view = lists.table(ranked, places, like, list(periods.items()), list(releases.items()))
    context = {
        "book": book,
        "england": book.cells.get(ENGLAND),
        "own": [(places[code].name, ranked.words(book.cell(places[code]))) for code in like],
        "pool": book.pool(book.authorities),
        "numbers": sum(each.value is not None for each in book.authorities),
        "say": presenters,
    }
    return view.respond(request, _in_order(book), "benchmarks/measure.jinja", context, section=_SECTION, item=_ITEM)


def _in_order(book: Table) -> list[Cell]:
    """Return England, regions, then authorities by name."""
    order = {"england": 0, "region": 1, "authority": 2}
    return sorted(book.cells.values(), key=lambda each: (order[each.place.kind], each.place.name))


def _period(text: str) -> Period | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Period(day, day)


@needs(_VIEW)
def neighbours(request: HttpRequest) -> HttpResponse:
    """List who is like whom."""
    viewer = viewer_of(request)
    models = list(queries.neighbour_sets(viewer))
    places = [(each.code, each.name) for each in queries.places(viewer).values() if each.kind == "authority"]
    view = lists.neighbours([(each.model, each.model) for each in models], _by_name(places))
    context = {"tabs": tabs("neighbours"), "models": models, "may_import": may_import(viewer), "say": presenters}
    rows = queries.neighbour_rows(viewer)
    return view.respond(request, rows, "benchmarks/neighbours.jinja", context, section=_SECTION, item=_ITEM)


def _by_name(places: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(places, key=lambda pair: pair[1])
