"""Routes of engagement, and which agency takes part by which."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries, saving
from goldenthread.partnership.models import Engagement, Partnership, Route, on_day


def _home(by: Viewer, partnership: UUID) -> Partnership:
    row = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    return row


@writes
def add_route(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    group: UUID | None = None,
    position: int = 100,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Route:
    """Add a route by which agencies take part; ``group`` when the route is membership of a group."""
    home = _home(by, partnership)
    row = saving.insert(
        Route(
            partnership=home,
            name=saving.words(name, "name", missing="Give the route a name."),
            group=None if group is None else queries.group(by, group),
            position=position,
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write("partnership.route_added", by=by, at=at, record=home.pk, partnership=home.pk, route=row.name)
    return row


@writes
def change_route(*, by: Viewer, at: datetime, route: UUID, seen: int, **changes: Any) -> Route:
    """Change or end a route."""
    held = saving.found(Route.objects.filter(pk=route).first(), "There is no such route.")
    home = _home(by, held.partnership_id)
    values = saving.only(changes, "name", "position", "from_on", "until_on")
    row, changed = saving.change(Route, held.pk, seen=seen, changes=values)
    if changed:
        trail.write(
            "partnership.route_changed",
            by=by,
            at=at,
            record=home.pk,
            partnership=home.pk,
            route=row.name,
            changes=changed,
        )
    return row


@writes
def engage(
    *,
    by: Viewer,
    at: datetime,
    route: UUID,
    agency: UUID,
    through: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Engagement:
    """Record that an agency takes part by a route; ``through`` says who speaks for it."""
    held = saving.found(Route.objects.filter(pk=route).first(), "There is no such route.")
    home = _home(by, held.partnership_id)
    body = queries.agency(by, agency)
    row = saving.insert(Engagement(route=held, agency=body, through=clean(through), from_on=from_on, until_on=until_on))
    trail.write(
        "partnership.engaged",
        by=by,
        at=at,
        record=body.pk,
        partnership=home.pk,
        agency=body.name,
        route=held.name,
        from_on=from_on,
    )
    return row


@writes
def disengage(*, by: Viewer, at: datetime, engagement: UUID, seen: int, on: date) -> Engagement:
    """Record the last day on which an agency takes part by a route."""
    there = Engagement.objects.select_related("route", "agency").filter(pk=engagement).first()
    held = saving.found(there, "There is no such engagement.")
    home = _home(by, held.route.partnership_id)
    row, _ = saving.change(Engagement, held.pk, seen=seen, changes={"until_on": on})
    trail.write(
        "partnership.disengaged",
        by=by,
        at=at,
        record=held.agency_id,
        partnership=home.pk,
        agency=held.agency.name,
        route=held.route.name,
        on=on,
    )
    return row


@writes
def set_engagement(
    *, by: Viewer, at: datetime, partnership: UUID, agency: UUID, routes: set[UUID], seen: set[UUID]
) -> None:
    """Make ``routes`` the ones by which an agency takes part from today; ``seen`` are those that the page showed.

    What somebody else added or ended since the page was opened stays as they left it.
    """
    home = _home(by, partnership)
    body, day = queries.agency(by, agency), london_day(at)
    known = set(Route.objects.filter(partnership=home).values_list("pk", flat=True))
    now = {row.route_id: row for row in Engagement.objects.filter(on_day(day), agency=body, route__partnership=home)}
    for route in (routes - seen) & known - now.keys():
        engage(by=by, at=at, route=route, agency=body.pk, from_on=day)
    for route in (seen - routes) & now.keys():
        disengage(by=by, at=at, engagement=now[route].pk, seen=now[route].edition, on=day)
