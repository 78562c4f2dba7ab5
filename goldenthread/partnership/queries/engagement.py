"""The matrix of agencies and the routes by which they take part."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.partnership.models import Agency, Alias, Engagement, Route, on_day
from goldenthread.partnership.queries import scope
from goldenthread.partnership.queries.agencies import agencies


@dataclass(frozen=True, slots=True)
class Line:
    """One agency: for each route in order, the engagement or None."""

    agency: Agency
    cells: tuple[Engagement | None, ...]

    @property
    def count(self) -> int:
        """By how many routes the agency takes part."""
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies by routes on one day."""

    routes: tuple[Route, ...]
    lines: tuple[Line, ...]

    def other_names(self, index: int) -> list[str]:
        """Return the other names of a route."""
        return [alias.name for alias in self.routes[index].aliases.all()]

    def counted(self, index: int) -> int:
        """Say how many agencies take part by a route."""
        return sum(line.cells[index] is not None for line in self.lines)


@reads
def routes(viewer: Viewer, partnership: UUID | None = None, *, on: date | None = None) -> QuerySet[Route]:
    """Return the routes of a partnership with their other names, in order."""
    rows = Route.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    rows = rows if on is None else rows.filter(on_day(on))
    other = Prefetch("aliases", queryset=Alias.objects.order_by("name"))
    return rows.select_related("group", "partnership").prefetch_related(other).order_by("position", "name")


@reads
def engagements(
    viewer: Viewer, *, partnership: UUID | None = None, agency: UUID | None = None, on: date | None = None
) -> QuerySet[Engagement]:
    """Return which agencies take part by which routes."""
    rows = Engagement.objects.filter(scope.of_partnerships(viewer, field="route__partnership"))
    rows = rows if partnership is None else rows.filter(route__partnership=partnership)
    rows = rows if agency is None else rows.filter(agency=agency)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("route", "route__partnership", "agency")


@reads
def engagement_matrix(viewer: Viewer, partnership: UUID, *, on: date) -> Matrix:
    """Return agencies by routes on a day: every agency that takes part, and every other that is not a school."""
    columns = tuple(routes(viewer, partnership, on=on))
    held: dict[UUID, dict[UUID, Engagement]] = {}
    for row in engagements(viewer, partnership=partnership, on=on):
        held.setdefault(row.agency_id, {})[row.route_id] = row
    known = {each.pk: each for each in agencies(viewer, partnership=partnership, on=on, schools=False)}
    missing = held.keys() - known.keys()
    known.update({each.pk: each for each in agencies(viewer).filter(pk__in=missing)} if missing else {})
    lines = [
        Line(agency, tuple(held.get(agency.pk, {}).get(route.pk) for route in columns)) for agency in known.values()
    ]
    return Matrix(columns, tuple(sorted(lines, key=lambda line: line.agency.name.lower())))
