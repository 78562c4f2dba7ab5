"""Pages of people, and of who sits where."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.text import long_date
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.people import (
    AppraisalEditForm,
    AppraisalForm,
    OfficeEditForm,
    OfficeForm,
    PersonEditForm,
    PersonForm,
    PostEditForm,
    PostForm,
)
from goldenthread.partnership.models import Partnership, Person
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views import lists
from goldenthread.partnership.views.engine import Task, chosen_day, field, go, pk_of, run, without
from goldenthread.ui.pages import page

NOTHING = "There is nothing here, or you are not allowed to see it."


@needs(Permission.PERSON_VIEW)
def people(request: HttpRequest) -> HttpResponse:
    """List the people."""
    viewer = viewer_of(request)
    context = {"may_add": viewer.may_somewhere(Permission.PERSON_EDIT)}
    return lists.people(viewer).respond(request, queries.people(viewer), "partnership/people.jinja", context)


@needs(Permission.PERSON_VIEW)
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one person: posts, seats, offices, appraisals."""
    viewer = viewer_of(request)
    row = queries.person(viewer, id)
    context = {
        "person": row,
        "posts": queries.posts(viewer, person=row.pk).order_by("-from_on"),
        "memberships": queries.memberships(viewer, person=row.pk).order_by("-from_on", "group__name"),
        "offices": queries.offices(viewer, person=row.pk).order_by("-from_on"),
        "appraisals": queries.appraisals(viewer, person=row.pk),
        "may_edit": _may_change(viewer, row),
        "appraise_in": queries.partnerships(viewer).filter(
            scope.of_partnerships(viewer, Permission.PERSON_EDIT, to_change=True)
        ),
        "today": clock.today(),
    }
    return page(request, "partnership/person.jinja", context)


def _may_change(viewer: Viewer, row: Person) -> bool:
    condition = scope.of_people(viewer, Permission.PERSON_EDIT, to_change=True)
    return Person.objects.filter(condition, pk=row.pk).exists()


def _to_change(viewer: Viewer, id: UUID) -> Person:
    row = queries.person(viewer, id)
    if not _may_change(viewer, row):
        raise NotAllowed(f"Your roles do not let you {Permission.PERSON_EDIT.sentence} here.")
    return row


def _home(viewer: Viewer, text: str) -> Partnership:
    mine = queries.partnerships(viewer).filter(scope.of_partnerships(viewer, Permission.PERSON_EDIT, to_change=True))
    try:
        return queries.partnership(viewer, UUID(text))
    except ValueError:
        first = mine.order_by("name").first()
    if first is None:
        raise NotAllowed(f"Your roles do not let you {Permission.PERSON_EDIT.sentence} here.")
    return first


@needs(Permission.PERSON_EDIT)
def new_person(request: HttpRequest) -> HttpResponse:
    """Add somebody to the register of people."""
    viewer = viewer_of(request)
    home = _home(viewer, request.GET.get("partnership", ""))
    viewer.require(Permission.PERSON_EDIT, partnership=home.pk)

    def make(data: Any) -> PersonForm:
        form = PersonForm(data, initial={"name": request.GET.get("q", ""), "agency": request.GET.get("agency")})
        field(form, "agency").queryset = queries.agencies(viewer).order_by("name")
        return form

    def act(form: PersonForm) -> str:
        values = without(form.cleaned_data, "agency")
        agency = pk_of(form.cleaned_data["agency"])
        row = operations.add_person(by=viewer, at=clock.now(), partnership=home.pk, agency=agency, **values)
        return go("person", row.pk)

    task = Task("Add a person", ("People", go("people")), make, act, caption=home.name, done="The person is added.")
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def edit_person(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change somebody's details."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def act(form: PersonEditForm) -> str:
        operations.change_person(
            by=viewer, at=clock.now(), person=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("person", row.pk)

    task = Task(
        "Change the details",
        (row.name, go("person", row.pk)),
        lambda data: PersonEditForm(data, initial=initial_of(row, PersonEditForm)),
        act,
        caption=row.name,
    )
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def add_post(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record that somebody works for an agency."""
    viewer = viewer_of(request)
    row = _to_change(viewer, id)

    def make(data: Any) -> PostForm:
        form = PostForm(data)
        field(form, "agency").queryset = queries.agencies(viewer).order_by("name")
        return form

    def act(form: PostForm) -> str:
        values = without(form.cleaned_data, "agency")
        operations.add_post(by=viewer, at=clock.now(), person=row.pk, agency=form.cleaned_data["agency"].pk, **values)
        return go("person", row.pk)

    task = Task("Add a post", (row.name, go("person", row.pk)), make, act, caption=row.name)
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def edit_post(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end a post."""
    viewer = viewer_of(request)
    row = queries.posts(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound(NOTHING)
    who = _to_change(viewer, row.person_id)

    def act(form: PostEditForm) -> str:
        operations.change_post(
            by=viewer, at=clock.now(), post=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("person", who.pk)

    task = Task(
        f"Post at {row.agency.name}",
        (who.name, go("person", who.pk)),
        lambda data: PostEditForm(data, initial=initial_of(row, PostEditForm)),
        act,
        caption=who.name,
    )
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def plan_appraisal(request: HttpRequest, id: UUID, person_id: UUID) -> HttpResponse:
    """Put an appraisal in the diary."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, id)
    viewer.require(Permission.PERSON_EDIT, partnership=home.pk)
    row = queries.person(viewer, person_id)

    def act(form: AppraisalForm) -> str:
        operations.plan_appraisal(
            by=viewer, at=clock.now(), partnership=home.pk, person=row.pk, due_on=form.cleaned_data["due_on"]
        )
        return go("person", row.pk)

    task = Task(
        "Plan an appraisal",
        (row.name, go("person", row.pk)),
        AppraisalForm,
        act,
        caption=row.name,
        lede="Chairs and members are appraised every year. The date goes into the diary.",
    )
    return run(request, task)


@needs(Permission.PERSON_EDIT)
def edit_appraisal(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say when an appraisal was held, or move it."""
    viewer = viewer_of(request)
    row = queries.appraisals(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound(NOTHING)
    viewer.require(Permission.PERSON_EDIT, partnership=row.partnership_id)

    def act(form: AppraisalEditForm) -> str:
        operations.change_appraisal(
            by=viewer, at=clock.now(), appraisal=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("person", row.person_id)

    task = Task(
        "Appraisal",
        (row.person.name, go("person", row.person_id)),
        lambda data: AppraisalEditForm(data, initial=initial_of(row, AppraisalEditForm)),
        act,
        caption=row.person.name,
    )
    return run(request, task)


def _choices(viewer: Viewer, request: HttpRequest) -> tuple[str, QuerySet[Person]]:
    """People to choose from: those a search finds, never thousands in one list."""
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    found = queries.people(viewer, on=clock.today()).filter(left_on__isnull=True).order_by("name")
    return text, found.filter(name__icontains=text)[:20] if text else found[:20]


@needs(Permission.PARTNERSHIP_EDIT)
def choose_for_office(request: HttpRequest, id: UUID) -> HttpResponse:
    """Choose who is appointed to an office."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    text, found = _choices(viewer, request)
    context = {
        "title": "Who is appointed?",
        "caption": home.name,
        "back": (home.name, go("partnership", home.pk)),
        "q": text,
        "people": [(row, go("appoint", home.pk, row.pk)) for row in found],
        "new_url": go("new_person", partnership=home.pk, q=text),
    }
    return page(request, "partnership/choose_person.jinja", context)


@needs(Permission.PARTNERSHIP_EDIT)
def appoint(request: HttpRequest, id: UUID, person_id: UUID) -> HttpResponse:
    """Appoint somebody to an office of a partnership."""
    viewer, today = viewer_of(request), clock.today()
    home = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    who = queries.person(viewer, person_id)

    def make(data: Any) -> OfficeForm:
        form = OfficeForm(data, initial={"title": next((post.job_title for post in presenters.current_posts(who)), "")})
        field(form, "agency").queryset = queries.agencies(viewer, partnership=home.pk).order_by("name")
        leads = field(form, "acts_for")
        leads.queryset = queries.offices(viewer, partnership=home.pk, on=today).filter(kind="lead")
        leads.label_of = lambda office: f"{office.person.name}, {office.agency.name}"
        return form

    def act(form: OfficeForm) -> str:
        values = without(form.cleaned_data, "agency", "acts_for")
        agency, lead = pk_of(form.cleaned_data["agency"]), pk_of(form.cleaned_data["acts_for"])
        operations.appoint(
            by=viewer, at=clock.now(), partnership=home.pk, person=who.pk, agency=agency, acts_for=lead, **values
        )
        return go("partnership", home.pk) + "#offices"

    task = Task(
        f"Appoint {who.name}", (home.name, go("partnership", home.pk)), make, act, caption=home.name, save="Appoint"
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def edit_office(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end an office."""
    viewer = viewer_of(request)
    row = queries.offices(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound(NOTHING)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)

    def act(form: OfficeEditForm) -> str:
        operations.change_office(
            by=viewer, at=clock.now(), office=row.pk, seen=form.cleaned_data["edition"], **form.changed_values()
        )
        return go("partnership", row.partnership_id) + "#offices"

    task = Task(
        presenters.OFFICES[row.kind],
        (row.partnership.name, go("partnership", row.partnership_id)),
        lambda data: OfficeEditForm(data, initial=initial_of(row, OfficeEditForm)),
        act,
        caption=row.person.name,
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_VIEW)
def register(request: HttpRequest) -> HttpResponse:
    """Show who sat where on any day."""
    viewer, day = viewer_of(request), chosen_day(request)
    known = frozenset(queries.agencies(viewer).values_list("pk", flat=True))
    rows = queries.memberships(viewer, on=day)
    words = (
        f"As it was on {long_date(day)}." if day != clock.today() else "As it is today. Choose a day to see another."
    )
    return lists.register(viewer, known, words).respond(request, rows)
