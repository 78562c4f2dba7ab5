"""Pages of other names: of partnerships, agencies, groups, boards and routes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.partnership import operations, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import AliasEditForm, AliasForm
from goldenthread.partnership.models import Alias
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views.changes import one_of
from goldenthread.partnership.views.engine import Task, go, run
from goldenthread.partnership.views.lists import page_of_alias

LEDE = "Searches find the entry by each of its names, and papers that use an old one are still understood."


@dataclass(frozen=True, slots=True)
class Named:
    """What has another name: where its page is, and whether the viewer may name it."""

    name: str
    back: str
    allowed: bool
    target: dict[str, Any]


def _add(request: HttpRequest, viewer: Viewer, thing: Named) -> HttpResponse:
    _require(thing.allowed)

    def act(form: AliasForm) -> str:
        operations.add_alias(by=viewer, at=clock.now(), **thing.target, **form.cleaned_data)
        return thing.back

    task = Task(
        "Record another name",
        (thing.name, thing.back),
        lambda data: AliasForm(data, initial={"kind": Alias.Kind.ALSO}),
        act,
        caption=thing.name,
        lede=LEDE,
        done="The name is recorded.",
    )
    return run(request, task)


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("Your roles do not let you give this another name.")


@needs(Permission.AGENCY_EDIT)
def name_agency(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another name of an agency."""
    viewer = viewer_of(request)
    row = queries.agency(viewer, id)
    allowed = scope.may_change_agency(viewer, row.pk)
    return _add(request, viewer, Named(row.name, go("agency", row.pk), allowed, {"record": row.pk}))


@needs(Permission.GROUP_EDIT)
def name_group(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another name of a group."""
    viewer = viewer_of(request)
    row = queries.group(viewer, id)
    allowed = scope.may_change_group(viewer, row.pk)
    return _add(request, viewer, Named(row.name, go("group", row.pk), allowed, {"record": row.pk}))


@needs(Permission.PARTNERSHIP_EDIT)
def name_partnership(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another name of a partnership."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    allowed = viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    return _add(request, viewer, Named(row.name, go("partnership", row.pk), allowed, {"record": row.pk}))


@needs(Permission.PARTNERSHIP_EDIT)
def name_board(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another name of another board."""
    viewer = viewer_of(request)
    row = queries.board(viewer, id)
    allowed = viewer.may_somewhere(Permission.PARTNERSHIP_EDIT)
    return _add(request, viewer, Named(row.name, go("board", row.pk), allowed, {"board": row.pk}))


@needs(Permission.PARTNERSHIP_EDIT)
def name_route(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record another name of a route of engagement."""
    viewer = viewer_of(request)
    row = one_of(queries.routes(viewer), id)
    allowed = viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)
    back = go("engagement", row.partnership_id) + "#routes"
    return _add(request, viewer, Named(row.name, back, allowed, {"route": row.pk}))


@needs(Permission.PARTNERSHIP_VIEW)
def edit_name(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change another name, or say until when it was used."""
    viewer = viewer_of(request)
    row = one_of(queries.aliases(viewer), id)
    _require(_may_change(viewer, row))
    called, back = page_of_alias(row)

    def act(form: AliasEditForm) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_alias(by=viewer, at=clock.now(), alias=row.pk, seen=seen, **form.changed_values())
        return back

    def make(data: Any) -> AliasEditForm:
        return AliasEditForm(data, initial=initial_of(row, AliasEditForm))

    return run(request, Task("Change another name", (called, back), make, act, caption=called, lede=LEDE))


def _may_change(viewer: Viewer, row: Alias) -> bool:
    if row.record is not None:
        kind = row.record.kind
        if kind == "partnership.agency":
            return scope.may_change_agency(viewer, row.record.pk)
        if kind == "partnership.group":
            return scope.may_change_group(viewer, row.record.pk)
        return viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.record.pk)
    if row.route is not None:
        return viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.route.partnership_id)
    return viewer.may_somewhere(Permission.PARTNERSHIP_EDIT)
