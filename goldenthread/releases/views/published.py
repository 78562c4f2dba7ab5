"""What the world reads of public releases. Every page comes from the frozen document alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from goldenthread.access.guards import public
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.releases import presenters, queries
from goldenthread.releases.models import Edition
from goldenthread.releases.rules import opendata
from goldenthread.ui import publicly
from goldenthread.ui.pages import page

_OPEN = "It shows what was released for everybody to read."
_MINUTES = 5  # what is taken down is gone for everybody within this time

Shown = Callable[..., HttpResponse]


def _followed(view: Shown) -> Shown:
    """Say so where an edition was taken down, and let what is public be kept for a few minutes."""

    @wraps(view)
    def show(request: HttpRequest, release: UUID, number: int | None = None) -> HttpResponse:
        try:
            answer = view(request, queries.published_edition(release, number))
        except NotFound:
            gone = queries.taken_down(release, number)
            if gone is None:
                raise
            answer = page(request, "releases/gone.jinja", {"gone": gone}, status=410)
        return _kept(request, answer)

    return show


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if isinstance(getattr(request, "viewer", None), Viewer):
        patch_cache_control(answer, private=True, no_cache=True)
    else:
        patch_cache_control(answer, public=True, max_age=_MINUTES * 60)
    return answer


@public("It lists what was released for everybody to read.")
@require_safe
def every(request: HttpRequest, slug: str) -> HttpResponse:
    """List the public releases of a partnership."""
    rows = queries.published_releases(slug)
    if not rows:
        raise NotFound("No partnership of this name has released data here.")
    name = rows[0].document["partnership"]
    also = publicly.others(slug, "releases")
    context = {"rows": rows, "also": also, "partnership": name, "frame": presenters.around(request, name, slug)}
    return _kept(request, page(request, "releases/published_list.jinja", context))


def _edition(request: HttpRequest, row: Edition) -> HttpResponse:
    document = row.document
    editions = queries.published_editions(row.release_id)
    before = next((each for each in editions if each.number < row.number), None)
    standing = [each for each in editions if not hasattr(each, "withdrawal")]
    context: dict[str, Any] = {
        "edition": row,
        "document": document,
        "editions": editions,
        "newest": standing[0],
        "symbols": presenters.symbols(document),
        "changes": presenters.changes(before.document, document) if before else [],
        "before": before,
        "say": presenters,
        "licence": opendata.LICENCE,
        "frame": presenters.around(request, document["partnership"], document["slug"]),
    }
    return page(request, "releases/published.jinja", context)


@public(_OPEN)
@require_safe
@_followed
def newest(request: HttpRequest, row: Edition) -> HttpResponse:
    """Show the newest edition of a release, at the address that stays."""
    return _edition(request, row)


@public(_OPEN)
@require_safe
@_followed
def edition(request: HttpRequest, row: Edition) -> HttpResponse:
    """Show one edition of a release."""
    return _edition(request, row)


@public(_OPEN)
@require_safe
@_followed
def data(request: HttpRequest, row: Edition) -> HttpResponse:
    """Give the figures as CSV."""
    answer = HttpResponse(opendata.as_csv(row.document), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="data.csv"'
    return answer


@public(_OPEN)
@require_safe
@_followed
def package(request: HttpRequest, row: Edition) -> HttpResponse:
    """Give the description of the data that machines read."""
    about = {
        "number": row.number,
        "released": row.decision.at.isoformat(),
        "changed": row.changed,
        "address": request.build_absolute_uri(reverse("releases:published_edition", args=[row.release_id, row.number])),
    }
    return HttpResponse(opendata.as_package(row.document, about), content_type="application/json")
