"""Pages that change or end what joins bodies: seats, uses, reporting lines, routes, areas, boards and words."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.partnership import operations, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import SeatEditForm, TermEditForm
from goldenthread.partnership.forms.changes import (
    CoverageEditForm,
    LinkBoardForm,
    ReportingEditForm,
    RouteEditForm,
    UseEditForm,
)
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views.engine import Task, field, go, pk_of, run, without
from goldenthread.ui.forms import EditForm

NOTHING = "There is nothing here, or you are not allowed to see it."


def one_of(rows: QuerySet[Any], id: UUID) -> Any:
    """Return one row of those the viewer may know of; raises `NotFound`."""
    row = rows.filter(pk=id).first()
    if row is None:
        raise NotFound(NOTHING)
    return row


def _own_group(viewer: Viewer, group: UUID) -> None:
    if not scope.may_change_group(viewer, group):
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")


def _maker(row: Any, kind: type[EditForm]) -> Callable[[Any], EditForm]:
    return lambda data: kind(data, initial=initial_of(row, kind))


@needs(Permission.GROUP_EDIT)
def edit_seat(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end a seat of a group."""
    viewer = viewer_of(request)
    row = one_of(queries.seats(viewer), id)
    _own_group(viewer, row.group_id)

    def make(data: Any) -> SeatEditForm:
        form = SeatEditForm(data, initial=initial_of(row, SeatEditForm))
        field(form, "agency").queryset = queries.agencies(viewer).order_by("name")
        return form

    def act(form: SeatEditForm) -> str:
        seen, agency = form.cleaned_data["edition"], pk_of(form.cleaned_data["agency"])
        values = without(form.changed_values(), "agency")
        operations.change_seat(by=viewer, at=clock.now(), seat=row.pk, seen=seen, agency=agency, **values)
        return go("group", row.group_id) + "#seats"

    back = (row.group.name, go("group", row.group_id))
    lede = "Give the last day when the seat is no longer kept. Who sat on it stays readable."
    return run(request, Task(f"Change the seat: {row.name}", back, make, act, caption=row.group.name, lede=lede))


@needs(Permission.GROUP_EDIT)
def edit_use(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end how a partnership uses a group."""
    viewer = viewer_of(request)
    row = one_of(queries.uses(viewer), id)
    viewer.require(Permission.GROUP_EDIT, partnership=row.partnership_id)

    def act(form: EditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_use(by=viewer, at=clock.now(), use=row.pk, seen=seen, **form.changed_values())
        return go("group", row.group_id)

    back = (row.group.name, go("group", row.group_id))
    title = f"How {row.partnership.name} uses the group"
    return run(request, Task(title, back, _maker(row, UseEditForm), act, caption=row.group.name))


@needs(Permission.GROUP_EDIT)
def edit_reporting(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end a reporting line of a group."""
    viewer = viewer_of(request)
    row = one_of(queries.reporting_lines(viewer), id)
    _own_group(viewer, row.group_id)

    def act(form: EditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_reporting(by=viewer, at=clock.now(), line=row.pk, seen=seen, **form.changed_values())
        return go("group", row.group_id)

    to = (row.to_group or row.to_board or row.to_partnership).name
    back = (row.group.name, go("group", row.group_id))
    lede = "When the group begins to report to somebody else, give the last day here and add a new line."
    title = f"How it reports to {to}"
    return run(request, Task(title, back, _maker(row, ReportingEditForm), act, caption=row.group.name, lede=lede))


@needs(Permission.PARTNERSHIP_EDIT)
def edit_route(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end a route of engagement."""
    viewer = viewer_of(request)
    row = one_of(queries.routes(viewer), id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: EditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_route(by=viewer, at=clock.now(), route=row.pk, seen=seen, **form.changed_values())
        return go("engagement", row.partnership_id) + "#routes"

    back = ("Routes of engagement", go("engagement", row.partnership_id))
    title = f"Change the route: {row.name}"
    lede = "For a new name, change it here and record the old one under its other names, so that old papers are found."
    task = Task(title, back, _maker(row, RouteEditForm), act, caption=row.partnership.name, lede=lede)
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def edit_coverage(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change from when until when a partnership covers an area."""
    viewer = viewer_of(request)
    row = one_of(queries.coverage(viewer), id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: EditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_coverage(by=viewer, at=clock.now(), coverage=row.pk, seen=seen, **form.changed_values())
        return go("partnership", row.partnership_id) + "#places"

    back = (row.partnership.name, go("partnership", row.partnership_id))
    title = f"When {row.area.name} is covered"
    return run(request, Task(title, back, _maker(row, CoverageEditForm), act, caption=row.partnership.name))


@needs(Permission.PARTNERSHIP_EDIT)
def link_board(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say how a partnership stands to a board that is listed already."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    linked = queries.board_links(viewer, partnership=home.pk).filter(until_on__isnull=True).order_by()

    def make(data: Any) -> LinkBoardForm:
        form = LinkBoardForm(data, initial={"board": request.GET.get("board", "")})
        field(form, "board").queryset = queries.boards(viewer).exclude(pk__in=linked.values("board")).order_by("name")
        return form

    def act(form: LinkBoardForm) -> str:
        board, values = form.cleaned_data["board"], without(form.cleaned_data, "board")
        operations.link_board(by=viewer, at=clock.now(), partnership=home.pk, board=board.pk, **values)
        return go("board", board.pk)

    lede = "One board gets one entry, whichever partnerships work with it."
    task = Task(
        "Work with a board that is listed",
        ("Other boards", go("boards")),
        make,
        act,
        caption=home.name,
        lede=lede,
        template="partnership/link_board.jinja",
        context={"partnership": home},
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def edit_term(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a word of a partnership's own glossary."""
    viewer = viewer_of(request)
    row = one_of(queries.glossary(viewer).filter(partnership__isnull=False), id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: EditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_term(by=viewer, at=clock.now(), term=row.pk, seen=seen, **form.changed_values())
        return go("glossary")

    lede = "When a word goes out of use, give its last day and the word that took its place. Both stay in the glossary."
    task = Task(
        f"Change the word: {row.code}",
        ("Glossary", go("glossary")),
        _maker(row, TermEditForm),
        act,
        caption=row.partnership.name,
        lede=lede,
    )
    return run(request, task)
