"""Pages of partnerships: the list, one at a glance, setting one up."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import AreaForm, PartnershipEditForm, PartnershipForm, PopulationForm
from goldenthread.partnership.views.engine import Task, field, go, run, without
from goldenthread.partnership.views.lists import PARTNERSHIPS
from goldenthread.partnership.views.papers import shelf
from goldenthread.ui.pages import page


@needs(Permission.PARTNERSHIP_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """Show the only partnership the viewer knows of, or the list of several."""
    viewer = viewer_of(request)
    found = queries.partnerships(viewer)
    if "format" not in request.GET and not viewer.may(Permission.PARTNERSHIP_CREATE):
        first = list(found.values_list("pk", flat=True)[:2])
        if len(first) == 1:
            return HttpResponseRedirect(go("partnership", first[0]))
    context = {"may_create": viewer.may(Permission.PARTNERSHIP_CREATE)}
    return PARTNERSHIPS.respond(request, found, "partnership/partnerships.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def partnership(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one partnership at a glance."""
    viewer, now = viewer_of(request), clock.now()
    today = clock.london_day(now)
    row = queries.partnership(viewer, id)
    due = clocks.running(viewer).filter(Q(record=row.pk) | Q(record__partnership=row.pk)).order_by("due_on")[:6]
    context = {
        "partnership": row,
        "glance": presenters.glance(viewer, row, today),
        "faces": [(deadline, clock_face(deadline, now)) for deadline in due],
        "shelf": shelf(viewer, row.pk),
        "aliases": queries.aliases(viewer, record=row.pk),
        "may_edit": viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.pk),
    }
    return page(request, "partnership/partnership.jinja", context)


@needs(Permission.PARTNERSHIP_CREATE)
def new_partnership(request: HttpRequest) -> HttpResponse:
    """Set up a partnership from nothing."""
    viewer = viewer_of(request)
    viewer.require(Permission.PARTNERSHIP_CREATE)

    def make(data: Any) -> PartnershipForm:
        form = PartnershipForm(data, initial={"kind": "scp"})
        field(form, "kind").choices = presenters.kind_choices(viewer, "partnership")
        return form

    def act(form: PartnershipForm) -> str:
        row = operations.create_partnership(by=viewer, at=clock.now(), **form.cleaned_data)
        return go("set_up", row.pk)

    task = Task("Set up a partnership", ("Partnerships", go("home")), make, act, done="The partnership is set up.")
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def edit_partnership(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change a partnership's details."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)

    def act(form: PartnershipEditForm) -> str:
        operations.change_partnership(
            by=viewer, at=clock.now(), partnership=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("partnership", row.pk)

    task = Task(
        "Change the partnership's details",
        (row.name, go("partnership", row.pk)),
        lambda data: PartnershipEditForm(data, initial=initial_of(row, PartnershipEditForm)),
        act,
        caption=row.name,
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def set_up(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show what a new partnership still needs, step by step."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    steps = presenters.set_up_steps(viewer, row, clock.today())
    done = sum(step.done for step in steps)
    return page(request, "partnership/set_up.jinja", {"partnership": row, "steps": steps, "done": done})


@needs(Permission.PARTNERSHIP_EDIT)
def add_area(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say which area a partnership covers."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)

    def act(form: AreaForm) -> str:
        values, at = form.cleaned_data, clock.now()
        area = operations.add_area(by=viewer, at=at, code=values["code"], name=values["name"])
        operations.cover_area(by=viewer, at=at, partnership=row.pk, area=area.pk, **without(values, "code", "name"))
        return go("set_up", row.pk)

    task = Task(
        "Add an area", (row.name, go("set_up", row.pk)), AreaForm, act, caption=row.name, done="The area is added."
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def add_population(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add a population of one of the areas."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)
    covered = queries.coverage(viewer, row.pk).order_by().values("area")

    def make(data: Any) -> PopulationForm:
        form = PopulationForm(data)
        field(form, "area").queryset = queries.areas(viewer).filter(pk__in=covered)
        return form

    def act(form: PopulationForm) -> str:
        area = form.cleaned_data["area"]
        values = without(form.cleaned_data, "area")
        operations.add_population(by=viewer, at=clock.now(), area=area.pk, **values)
        return go("partnership", row.pk) + "#places"

    task = Task(
        "Add a population",
        (row.name, go("partnership", row.pk)),
        make,
        act,
        caption=row.name,
        done="The population is added.",
        lede="Each figure keeps its source and its release, so that a rate can name the population it was worked out from.",
    )
    return run(request, task)
