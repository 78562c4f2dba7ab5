"""One page of quality: what was looked at, what was found, and which themes come back."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import looked
from goldenthread.thread import queries as thread
from goldenthread.ui.pages import page

_MOST = 60


def _places(viewer: Viewer) -> list[tuple[str, str]]:
    reach = viewer.reach(Permission.QUALITY_VIEW)
    found = partnerships.partnerships(viewer)
    found = found if reach.everywhere else found.filter(pk__in=reach.around)
    return [(str(each.pk), each.name) for each in found.order_by("name")]


def _place(request: HttpRequest, places: list[tuple[str, str]]) -> UUID | None:
    asked = request.GET.get("partnership", "")
    if asked and asked not in dict(places):
        raise NotFound("There is no such partnership, or you are not allowed to see it.")
    chosen = asked or (places[0][0] if places else "")
    return UUID(chosen) if chosen else None


def last_year(on: date) -> Period:
    """Return the year that ends on a day."""
    before = on.replace(year=on.year - 1, day=min(on.day, 28))
    return Period(before, on)


@needs(Permission.QUALITY_VIEW)
def one(request: HttpRequest) -> HttpResponse:
    """Show what was looked at in the past year, with strengths beside concerns, and the themes that come back."""
    viewer = viewer_of(request)
    places = _places(viewer)
    here, period = _place(request, places), last_year(clock.today())
    context: dict[str, Any] = {
        "places": [(name, f"?partnership={pk}", UUID(pk) == here) for pk, name in places],
        "period": period,
        "seen": [],
        "more": 0,
        "counts": [],
        "findings": [],
        "themes": [],
        "kinds": [],
    }
    if here is not None:
        context |= _told(viewer, here, period)
    return page(request, "quality/overview.jinja", context, section="quality", item="quality.overview")


def _told(viewer: Viewer, here: UUID, period: Period) -> dict[str, Any]:
    seen = looked.found(viewer, here, period)
    findings = list(thread.findings(viewer, partnership=here, period=period))
    themes = [each for each in thread.themes_recurring(viewer, partnership=here, period=period) if each.seen.recurs]
    kinds = Counter(each.kind for each in seen)
    strengths = [each for each in findings if each.kind != "concern"]
    concerns = [each for each in findings if each.kind == "concern"]
    return {
        "seen": seen[:_MOST],
        "more": max(0, len(seen) - _MOST),
        "kinds": sorted(kinds.items()),
        "counts": [
            (len(seen), "looked at"),
            (len(strengths), "strengths and good practice"),
            (len(concerns), "concerns"),
            (len(themes), "themes that come back"),
        ],
        "strengths": strengths[:12],
        "concerns": concerns[:12],
        "themes": themes[:15],
    }
