"""One page of quality: what was looked at, what was found, which themes come back, and agencies side by side."""

from collections.abc import Mapping
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
from goldenthread.quality import presenters, queries
from goldenthread.quality.looked import Looked
from goldenthread.thread import queries as thread
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView
from goldenthread.ui.lists.filters import Filter

SPANS = {"3": "The last three years", "10": "The last ten years"}


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


def last_years(on: date, number: int = 1) -> Period:
    """Return the years that end on a day."""
    return Period(on.replace(year=on.year - number, day=min(on.day, 28)), on)


def period_of(request: HttpRequest, today: date) -> Period:
    """Return the days that are asked for: from a day to a day, the last years, or the last year."""
    days = DateRangeFilter("days", "Days").read(request.GET)
    span = request.GET.get("span", "")
    usual = last_years(today, int(span) if span in SPANS else 1)
    first, last = days or (None, None)
    start, end = first or (usual.start if last is None else last_years(last).start), last or max(first or today, today)
    return Period(start, end) if start <= end else usual


@needs(Permission.QUALITY_VIEW)
def one(request: HttpRequest) -> HttpResponse:
    """Show what was looked at, strengths beside concerns, what comes back and whether what was done has held."""
    viewer = viewer_of(request)
    places = _places(viewer)
    here, period = _place(request, places), period_of(request, clock.today())
    themes = dict(thread.themes_to_choose(viewer, here)) if here else {}
    found = queries.together(viewer, here, period, _asked(request, themes)) if here else None
    view = _list(themes, found)
    context: dict[str, Any] = {
        "places": [(name, f"?partnership={pk}", UUID(pk) == here) for pk, name in places],
        "here": here,
        "period": period,
        "found": found,
        "by_theme": presenters.by_theme(found) if found else [],
        "by_agency": presenters.by_agency(found, period) if found else [],
        "counts": presenters.counts(found) if found else [],
        "back": [presenters.back(each) for each in found.back] if found else [],
        "again": [presenters.again(each) for each in found.again] if found else [],
        "beside": presenters.beside(found) if found else [],
        "grades": presenters.grades(found) if found else None,
    }
    rows = list(found.seen) if found else []
    return view.respond(request, rows, "quality/overview.jinja", context, section="quality", item="quality.overview")


def _asked(request: HttpRequest, themes: Mapping[str, str]) -> queries.Asked:
    theme, agency = request.GET.get("theme", ""), request.GET.get("agency", "")
    try:
        of = UUID(agency) if agency else None
    except ValueError:
        of = None
    return queries.Asked(UUID(theme) if theme in themes else None, of, request.GET.get("kind", "")[:100])


def _list(themes: Mapping[str, str], found: queries.Together | None) -> ListView:
    """Return the list of what was looked at, with what can be chosen."""
    names = found.names if found else {}
    filters: list[Filter] = [
        ChoiceFilter("span", "How far back", SPANS.items(), _as_it_is, any_label="The last year"),
        DateRangeFilter("days", "Days", _as_it_is),
        ChoiceFilter("kind", "Kind", [(each, each) for each in (found.kinds if found else ())], _as_it_is),
        ChoiceFilter("theme", "Theme", themes.items(), _as_it_is),
        ChoiceFilter("agency", "Agency", [(str(pk), name) for pk, name in names.items()], _as_it_is),
    ]

    def who(row: Looked) -> str:
        return ", ".join(sorted(names[each] for each in row.agencies if each in names))

    columns = [
        Column("title", "What", value=lambda row: row.title, link=lambda row: row.address, sort="title"),
        Column("kind", "Kind", value=lambda row: row.kind, sort="kind"),
        Column("on", "On", value=lambda row: row.on, sort="on"),
        Column("grade", "What came of it", value=lambda row: row.grade),
        Column("points", "Points of 100", value=presenters.points, hidden=True),
        Column("again", "Before", value=lambda row: "Looked at again" if row.before else "", export=lambda row: bool(row.before)),
        Column("agencies", "Agencies", value=who, hidden=True),
    ]  # fmt: skip
    nothing = Empty("Nothing was looked at in these days", "Look further back, or take a filter off.")
    return ListView("quality.looked", "Quality", columns, filters, "-on", empty=nothing)


def _as_it_is(rows: Any, value: Any) -> Any:
    """The query has narrowed the rows already."""
    return rows
