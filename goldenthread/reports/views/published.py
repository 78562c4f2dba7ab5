"""What the world reads of published reports. Every page comes from the frozen edition alone."""

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from goldenthread.access.guards import public
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.reports import queries
from goldenthread.reports.document import arithmetic
from goldenthread.reports.document.index import Found
from goldenthread.reports.document.reading import read
from goldenthread.reports.models import Edition
from goldenthread.reports.presenters import published as presenters
from goldenthread.ui import publicly
from goldenthread.ui.pages import page

_OPEN = "It shows what was published for everybody to read."
_MOST_ROWS = 100
_MINUTES = 5  # a report that is taken down is gone for everybody within this time

Shown = Callable[..., HttpResponse]


def _followed(view: Shown) -> Shown:
    """Say so where an edition was taken down, on all of its addresses, and let what is public be kept for a few minutes."""

    @wraps(view)
    def show(request: HttpRequest, pk: UUID, **named: Any) -> HttpResponse:
        try:
            answer = view(request, pk, **named)
        except NotFound:
            gone = queries.taken_down(pk)
            if gone is None:
                raise
            around = presenters.around(request, gone.partnership, gone.slug)
            answer = page(request, "reports/published_gone.jinja", {"gone": gone, "frame": around}, status=410)
        return _kept(request, answer)

    return show


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if isinstance(getattr(request, "viewer", None), Viewer):
        patch_cache_control(answer, private=True, no_cache=True)
    else:
        patch_cache_control(answer, public=True, max_age=_MINUTES * 60)
    return answer


def _page(request: HttpRequest, template: str, edition: Edition, context: dict[str, Any]) -> HttpResponse:
    document = edition.document
    given = {
        "edition": edition,
        "document": document,
        "kicker": presenters.kicker(document),
        "young": any(section["plain"] for section in document["sections"]),
        "frame": presenters.around(request, document["partnership"], document["slug"]),
    }
    return page(request, f"reports/{template}.jinja", given | context)


@public("It lists what was published for everybody to read.")
@require_safe
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """List the reports that a partnership has published, with their earlier editions."""
    name, shelves = queries.shelves(slug)
    around = presenters.around(request, name, slug)
    context = {"shelves": shelves, "partnership": name, "slug": slug, "frame": around}
    context["also"] = publicly.others(slug, "reports")
    return _kept(request, page(request, "reports/published_list.jinja", context))


@public(_OPEN)
@require_safe
@_followed
def edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a published edition to the world."""
    row = queries.published_edition(pk)
    context = {
        "index": presenters.indexed(row),
        "downloads": presenters.downloads(row, queries.files(pk)),
        "later": queries.later(row),
    }
    return _page(request, "edition", row, context)


@public(_OPEN)
@require_safe
@_followed
def figures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List every figure of an edition with its source."""
    row = queries.published_edition(pk)
    index = presenters.indexed(row)
    section, sought = request.GET.get("section", "")[:100], request.GET.get("q", "")[:100].strip()
    every = [found for found in index.figures.values() if found.places]
    rows = [found for found in every if _asked(found, section, sought)]
    context = {
        "page": Paginator(rows, _MOST_ROWS).get_page(request.GET.get("page")),
        "every": len(every),
        "sections": [(one["id"], one["heading"]) for one in index.sections if _has_figures(one["id"], every)],
        "section": section,
        "sought": sought,
        "asked": urlencode({name: value for name, value in (("section", section), ("q", sought)) if value}),
    }
    return _page(request, "published_figures", row, context)


@public(_OPEN)
@require_safe
@_followed
def figure(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Show one figure: what it means, how it was worked out, its parts, and where it stands."""
    row = queries.published_edition(pk)
    index = presenters.indexed(row)
    found = _known(index.figures, name)
    context = {
        "found": found,
        "figure": found.block,
        "sums": arithmetic.in_words(found.block),
        "parts": index.parts(name),
        "revisions": presenters.revisions(found, queries.after(row)),
        "wholes": [index.figures[each] for each in found.part_of],
    }
    return _page(request, "published_figure", row, context)


@public(_OPEN)
@require_safe
@_followed
def figure_data(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Give one figure as JSON."""
    row = queries.published_edition(pk)
    index = presenters.indexed(row)
    found = _known(index.figures, name)
    whole = presenters.figure_data(found, index)
    about = {
        "report": row.document["title"],
        "partnership": row.document["partnership"],
        "edition": row.number,
        "published": row.document["published"],
        "sha256": row.sha256,
    }
    return JsonResponse({"figure": whole, **about}, json_dumps_params={"ensure_ascii": False, "indent": 2})


@public(_OPEN)
@require_safe
@_followed
def thread(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Show a claim of impact and the thread it rests on."""
    row = queries.published_edition(pk)
    found = _known(presenters.indexed(row).threads, name)
    return _page(request, "published_thread", row, {"found": found, "thread": found.block, "step": None})


@public(_OPEN)
@require_safe
@_followed
def thread_step(request: HttpRequest, pk: UUID, name: str, step: int) -> HttpResponse:
    """Show one step of a thread, with the one before it and the one after."""
    row = queries.published_edition(pk)
    found = _known(presenters.indexed(row).threads, name)
    steps = found.block["steps"]
    if not 1 <= step <= len(steps):
        raise NotFound("The thread has no such step.")
    context = {
        "found": found,
        "thread": {**found.block, "steps": [_bead(each, step) for each in steps]},
        "step": steps[step - 1],
        "before": steps[step - 2] if step > 1 else None,
        "after": steps[step] if step < len(steps) else None,
    }
    return _page(request, "published_thread", row, context)


@public(_OPEN)
@require_safe
@_followed
def data(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Explain the open data of an edition."""
    row = queries.published_edition(pk)
    files = [file for file in queries.files(pk) if file.format in ("csv", "json")]
    columns = _columns(pk) if any(file.format == "csv" for file in files) else []
    context = {
        "columns": [(column, presenters.COLUMNS.get(column, "")) for column in columns],
        "downloads": presenters.downloads(row, files),
        "licence": row.document.get("licence", ""),
    }
    return _page(request, "published_data", row, context)


@public(_OPEN)
@require_safe
@_followed
def young(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the version for young people: the short texts of the sections."""
    row = queries.published_edition(pk)
    index = presenters.indexed(row)
    told = [
        {**section, "nodes": index.nodes([node.plain() for node in read(section["plain"])], section)}
        for section in row.document["sections"]
        if section["plain"].strip()
    ]
    if not told:
        raise NotFound("This report has no version for young people.")
    files = [each for each in queries.files(pk) if each.format.startswith("young")]
    return _page(request, "published_young", row, {"sections": told, "downloads": presenters.downloads(row, files)})


@public("It gives the files of what was published for everybody to read.")
@require_safe
@_followed
def download(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Give a file of a published edition."""
    content = queries.file_of(pk, format)
    answer = HttpResponse(content, content_type=presenters.FORMATS.get(format, ("", "application/octet-stream"))[1])
    young, _, ending = format.rpartition("_")
    answer["Content-Disposition"] = f'attachment; filename="report{"-for-young-people" if young else ""}.{ending}"'
    return answer


def _known(known: dict[str, Found], name: str) -> Found:
    if name not in known:
        raise NotFound("This report has nothing of this name.")
    return known[name]


def _asked(found: Found, section: str, sought: str) -> bool:
    if section and all(place.section != section for place in found.places):
        return False
    told = " ".join(found.block[name] for name in ("label", "shown", "definition", "supplier", "period")).casefold()
    return all(word in told for word in sought.casefold().split())


def _has_figures(section: str, figures: list[Found]) -> bool:
    return any(place.section == section for found in figures for place in found.places)


def _bead(step: dict[str, Any], current: int) -> dict[str, Any]:
    return {**step, "bead": "current"} if step["number"] == current else step


def _columns(edition: UUID) -> list[str]:
    first = queries.file_of(edition, "csv").decode("utf-8-sig").splitlines()[0]
    return next(csv.reader([first]))
