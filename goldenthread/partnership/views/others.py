"""Pages of engagement, other boards, memoranda and names."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import (
    BoardForm,
    BoardLinkForm,
    EngagementForm,
    MemorandumEditForm,
    MemorandumForm,
    RouteForm,
    TermForm,
)
from goldenthread.partnership.models import Partnership
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views import lists
from goldenthread.partnership.views.engine import Task, chosen_day, field, go, pk_of, run, without
from goldenthread.partnership.views.papers import shelf
from goldenthread.ui.pages import page

NOTHING = "There is nothing here, or you are not allowed to see it."


def _home(viewer: Viewer, id: UUID) -> Partnership:
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    return row


@needs(Permission.PARTNERSHIP_VIEW)
def engagement(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show agencies by routes of engagement, as on a day."""
    viewer, day = viewer_of(request), chosen_day(request)
    home = queries.partnership(viewer, id)
    matrix = queries.engagement_matrix(viewer, home.pk, on=day)
    context = {
        "partnership": home,
        "matrix": matrix,
        "routes": [(route, list(route.aliases.all())) for route in matrix.routes],
        "day": day,
        "is_today": day == clock.today(),
        "may_edit": viewer.may(Permission.PARTNERSHIP_EDIT, partnership=home.pk),
    }
    return page(request, "partnership/engagement.jinja", context)


@needs(Permission.PARTNERSHIP_EDIT)
def add_route(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a route by which agencies take part."""
    viewer = viewer_of(request)
    home = _home(viewer, id)

    def make(data: Any) -> RouteForm:
        form = RouteForm(data)
        field(form, "group").queryset = queries.groups(viewer, partnership=home.pk).order_by("name")
        return form

    def act(form: RouteForm) -> str:
        values = without(form.cleaned_data, "group")
        group = pk_of(form.cleaned_data["group"])
        operations.add_route(by=viewer, at=clock.now(), partnership=home.pk, group=group, **values)
        return go("engagement", home.pk)

    return run(request, Task("Add a route", (home.name, go("engagement", home.pk)), make, act, caption=home.name))


@needs(Permission.PARTNERSHIP_EDIT)
def edit_engagement(request: HttpRequest, id: UUID, agency_id: UUID) -> HttpResponse:
    """Say by which routes an agency takes part."""
    viewer, today = viewer_of(request), clock.today()
    home = _home(viewer, id)
    body = queries.agency(viewer, agency_id)
    routes = list(queries.routes(viewer, home.pk, on=today))
    now = queries.engagements(viewer, partnership=home.pk, agency=body.pk, on=today)
    held = [str(pk) for pk in now.values_list("route", flat=True)]

    def make(data: Any) -> EngagementForm:
        form = EngagementForm(data, initial={"routes": held, "seen": ",".join(held)})
        field(form, "routes").choices = [(str(route.pk), route.name) for route in routes]
        return form

    def act(form: EngagementForm) -> str:
        known = {str(route.pk): route.pk for route in routes}
        seen = {known[each] for each in form.cleaned_data["seen"].split(",") if each in known}
        chosen = {known[each] for each in form.cleaned_data["routes"]}
        operations.set_engagement(
            by=viewer, at=clock.now(), partnership=home.pk, agency=body.pk, routes=chosen, seen=seen
        )
        return go("engagement", home.pk)

    title = f"How {body.name} takes part"
    return run(request, Task(title, ("Engagement", go("engagement", home.pk)), make, act, caption=home.name))


@needs(Permission.PARTNERSHIP_VIEW)
def boards(request: HttpRequest) -> HttpResponse:
    """List the other boards."""
    viewer = viewer_of(request)
    mine = viewer.reach(Permission.PARTNERSHIP_EDIT)
    context = {"homes": [row for row in queries.partnerships(viewer) if mine.everywhere or row.pk in mine.partnerships]}
    return lists.BOARDS.respond(request, queries.board_links(viewer), "partnership/boards.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def board(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one other board."""
    viewer = viewer_of(request)
    row = queries.board(viewer, id)
    context = {
        "board": row,
        "links": queries.board_links(viewer, board=row.pk),
        "memoranda": queries.memoranda(viewer).filter(parties__board=row.pk).distinct(),
        "aliases": queries.aliases(viewer, board=row.pk),
        "edit_permission": Permission.PARTNERSHIP_EDIT,
        "may_name": viewer.may_somewhere(Permission.PARTNERSHIP_EDIT),
        "may_join": _unlinked(viewer, row.pk),
    }
    return page(request, "partnership/board.jinja", context)


def _unlinked(viewer: Viewer, board_id: UUID) -> list[Partnership]:
    """Return the partnerships that the viewer may change and that do not work with a board yet: a few, for links."""
    open_links = queries.board_links(viewer, board=board_id).filter(until_on__isnull=True).order_by()
    mine = scope.of_partnerships(viewer, Permission.PARTNERSHIP_EDIT, to_change=True)
    if not viewer.may_somewhere(Permission.PARTNERSHIP_EDIT):
        return []
    return list(queries.partnerships(viewer).filter(mine).exclude(pk__in=open_links.values("partnership"))[:5])


@needs(Permission.PARTNERSHIP_EDIT)
def new_board(request: HttpRequest, id: UUID) -> HttpResponse:
    """List another board."""
    viewer = viewer_of(request)
    home = _home(viewer, id)

    def make(data: Any) -> BoardForm:
        form = BoardForm(data)
        field(form, "kind").choices = [("", "Select an answer"), *presenters.kind_choices(viewer, "board")]
        return form

    def act(form: BoardForm) -> str:
        row = operations.add_board(by=viewer, at=clock.now(), partnership=home.pk, **form.cleaned_data)
        return go("board", row.pk)

    task = Task(
        "Add a board",
        ("Other boards", go("boards")),
        make,
        act,
        caption=home.name,
        template="partnership/new_board.jinja",
        context={"partnership": home},
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def edit_board_link(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change how a partnership stands to a board."""
    viewer = viewer_of(request)
    row = queries.board_links(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound(NOTHING)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: BoardLinkForm) -> str:
        operations.change_board_link(
            by=viewer, at=clock.now(), link=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("board", row.board_id)

    task = Task(
        f"How we work with {row.board.name}",
        (row.board.name, go("board", row.board_id)),
        lambda data: BoardLinkForm(data, initial=initial_of(row, BoardLinkForm)),
        act,
        caption=row.partnership.name,
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_VIEW)
def memoranda(request: HttpRequest) -> HttpResponse:
    """List the memoranda of understanding."""
    viewer = viewer_of(request)
    mine = viewer.reach(Permission.PARTNERSHIP_EDIT)
    context = {"homes": [row for row in queries.partnerships(viewer) if mine.everywhere or row.pk in mine.partnerships]}
    return lists.MEMORANDA.respond(request, queries.memoranda(viewer), "partnership/memoranda.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def memorandum(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one memorandum."""
    viewer, now = viewer_of(request), clock.now()
    row = queries.memorandum(viewer, id)
    context = {
        "memorandum": row,
        "parties": [lists.party_name(party) for party in row.parties.all()],
        "faces": [(each, clock_face(each, now)) for each in clocks.of_record(viewer, row.pk)],
        "shelf": shelf(viewer, row.pk),
        "may_edit": viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id),
    }
    return page(request, "partnership/memorandum.jinja", context)


def _parties(viewer: Viewer, home: Partnership) -> list[tuple[str, str]]:
    others = queries.partnerships(viewer).exclude(pk=home.pk).values_list("pk", "name")
    boards_ = queries.boards(viewer).order_by("name").values_list("pk", "name")
    wanted = Q(classes__agency_class="statutory", classes__partnership=home.pk)
    bodies = queries.agencies(viewer).filter(wanted).distinct().order_by("name").values_list("pk", "name")
    return [
        *((f"partnerships:{pk}", name) for pk, name in others),
        *((f"boards:{pk}", name) for pk, name in boards_),
        *((f"agencies:{pk}", name) for pk, name in bodies),
    ]


@needs(Permission.PARTNERSHIP_EDIT)
def new_memorandum(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a memorandum of understanding."""
    viewer = viewer_of(request)
    home = _home(viewer, id)

    def make(data: Any) -> MemorandumForm:
        form = MemorandumForm(data)
        field(form, "parties").choices = _parties(viewer, home)
        return form

    def act(form: MemorandumForm) -> str:
        bodies: dict[str, Any] = {"partnerships": (), "boards": (), "agencies": ()}
        for each in form.cleaned_data["parties"]:
            sort, _, pk = each.partition(":")
            bodies[sort] = (*bodies[sort], UUID(pk))
        values = without(form.cleaned_data, "parties")
        row = operations.add_memorandum(by=viewer, at=clock.now(), partnership=home.pk, **bodies, **values)
        return go("memorandum", row.pk)

    return run(request, Task("Add a memorandum", ("Memoranda", go("memoranda")), make, act, caption=home.name))


@needs(Permission.PARTNERSHIP_EDIT)
def edit_memorandum(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a memorandum."""
    viewer = viewer_of(request)
    row = queries.memorandum(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: MemorandumEditForm) -> str:
        operations.change_memorandum(
            by=viewer, at=clock.now(), memorandum=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("memorandum", row.pk)

    task = Task(
        "Change the memorandum",
        (row.title, go("memorandum", row.pk)),
        lambda data: MemorandumEditForm(data, initial=initial_of(row, MemorandumEditForm)),
        act,
        caption=row.title,
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_VIEW)
def names(request: HttpRequest) -> HttpResponse:
    """List other names of bodies and routes."""
    return lists.ALIASES.respond(request, queries.aliases(viewer_of(request)))


@needs(Permission.PARTNERSHIP_VIEW)
def glossary(request: HttpRequest) -> HttpResponse:
    """List the words of the trade."""
    viewer = viewer_of(request)
    mine = viewer.reach(Permission.PARTNERSHIP_EDIT)
    homes = [row for row in queries.partnerships(viewer) if mine.everywhere or row.pk in mine.partnerships]
    return lists.terms(viewer).respond(
        request, queries.glossary(viewer), "partnership/glossary.jinja", {"homes": homes}
    )


@needs(Permission.PARTNERSHIP_EDIT)
def new_term(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a word to a partnership's own glossary."""
    viewer = viewer_of(request)
    home = _home(viewer, id)

    def act(form: TermForm) -> str:
        operations.add_term(by=viewer, at=clock.now(), partnership=home.pk, **form.cleaned_data)
        return go("glossary")

    return run(request, Task("Add a word", ("Glossary", go("glossary")), TermForm, act, caption=home.name))
