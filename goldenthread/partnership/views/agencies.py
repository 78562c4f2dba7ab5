"""Pages of agencies and schools."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.partnership import operations, presenters, queries
from goldenthread.partnership.forms.base import initial_of
from goldenthread.partnership.forms.bodies import AgencyEditForm, AgencyForm, ClassEditForm, ClassifyForm
from goldenthread.partnership.models import Agency, AgencyClass
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views import lists
from goldenthread.partnership.views.engine import Task, field, go, pk_of, run, without
from goldenthread.partnership.views.papers import shelf
from goldenthread.ui.pages import page


def _list(request: HttpRequest, *, schools: bool) -> HttpResponse:
    viewer, today = viewer_of(request), clock.today()
    classes = Prefetch("classes", queryset=queries.classes(viewer, on=today), to_attr="seen_classes")
    rows = queries.agencies(viewer, schools=schools).prefetch_related(classes)
    context = {"may_add": viewer.may_somewhere(Permission.AGENCY_EDIT)}
    return lists.agencies(viewer, schools=schools).respond(request, rows, "partnership/agencies.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def agencies(request: HttpRequest) -> HttpResponse:
    """List the agencies."""
    return _list(request, schools=False)


@needs(Permission.PARTNERSHIP_VIEW)
def schools(request: HttpRequest) -> HttpResponse:
    """List the schools."""
    return _list(request, schools=True)


@needs(Permission.PARTNERSHIP_VIEW)
def agency(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one agency across every partnership it serves."""
    viewer, now = viewer_of(request), clock.now()
    today = clock.london_day(now)
    row = queries.agency(viewer, id)
    sees_people = viewer.may_somewhere(Permission.PERSON_VIEW)
    due = clocks.running(viewer).filter(owner_agency=row.pk)[:10]
    context = {
        "agency": row,
        "classes": queries.classes(viewer, agency=row.pk).order_by("partnership__name", "from_on"),
        "memberships": queries.memberships(viewer, agency=row.pk, on=today).order_by("group__name", "person__name"),
        "engagements": queries.engagements(viewer, agency=row.pk, on=today).order_by(
            "route__partnership__name", "route__position"
        ),
        "posts": queries.posts(viewer, agency=row.pk).order_by("person__name") if sees_people else None,
        "aliases": queries.aliases(viewer, record=row.pk),
        "parts": queries.agencies(viewer).filter(parent=row.pk),
        "links": queries.agency_links(viewer, row.pk),
        "faces": [(deadline, clock_face(deadline, now)) for deadline in due],
        "shelf": shelf(viewer, row.pk),
        "may_edit": scope.may_change_agency(viewer, row.pk),
        "today": today,
    }
    return page(request, "partnership/agency.jinja", context)


def _with_choices(form: AgencyForm | AgencyEditForm, viewer: Viewer) -> None:
    field(form, "kind").choices = presenters.kind_choices(viewer, "agency")
    field(form, "parent").queryset = queries.agencies(viewer, schools=False).order_by("name")


@needs(Permission.AGENCY_EDIT)
def new_agency(request: HttpRequest) -> HttpResponse:
    """Add an agency to a partnership, after a look in the directory."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, _uuid(request.GET.get("partnership", ""), viewer))
    viewer.require(Permission.AGENCY_EDIT, partnership=home.pk)

    def make(data: Any) -> AgencyForm:
        asked = request.GET.get("agency_class", "relevant")
        form = AgencyForm(data, initial={"agency_class": asked, "name": request.GET.get("q", "")})
        _with_choices(form, viewer)
        return form

    def act(form: AgencyForm) -> str:
        values = without(form.cleaned_data, "parent", "covers_part")
        row = operations.add_agency(
            by=viewer,
            at=clock.now(),
            partnership=home.pk,
            parent=pk_of(form.cleaned_data["parent"]),
            covers_part=form.cleaned_data["covers_part"],
            **values,
        )
        return go("agency", row.pk)

    text = request.GET.get("q", "").replace("\x00", "")[:100]
    matches = queries.directory(viewer, text, outside=home.pk).order_by("name")[:10] if text else []
    task = Task(
        "Add an agency",
        (home.name, go("partnership", home.pk)),
        make,
        act,
        caption=home.name,
        done="The agency is added.",
        template="partnership/new_agency.jinja",
        context={"partnership": home, "matches": matches, "q": text},
    )
    return run(request, task)


def _uuid(text: str, viewer: Viewer) -> UUID:
    """Read the partnership that an address names; without one, the first in which the viewer may add agencies."""
    try:
        return UUID(text)
    except ValueError:
        mine = scope.of_partnerships(viewer, Permission.AGENCY_EDIT, to_change=True)
        first = queries.partnerships(viewer).filter(mine).order_by("name").first()
        if first is None:
            raise NotAllowed(f"Your roles do not let you {Permission.AGENCY_EDIT.sentence}.") from None
        return UUID(str(first.pk))


@needs(Permission.AGENCY_EDIT)
def edit_agency(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change an agency's entry."""
    viewer = viewer_of(request)
    row = queries.agency(viewer, id)
    _require(viewer, row)

    def make(data: Any) -> AgencyEditForm:
        form = AgencyEditForm(data, initial=initial_of(row, AgencyEditForm, kind=row.kind.code))
        _with_choices(form, viewer)
        field(form, "parent").queryset = field(form, "parent").queryset.exclude(pk=row.pk)
        return form

    def act(form: AgencyEditForm) -> str:
        values = without(form.cleaned_data, "parent")
        operations.change_agency(
            by=viewer,
            at=clock.now(),
            agency=row.pk,
            seen=form.cleaned_data["edition"],
            parent=pk_of(form.cleaned_data["parent"]),
            **values,
        )
        return go("agency", row.pk)

    task = Task(
        "Change the entry",
        (row.name, go("agency", row.pk)),
        make,
        act,
        caption=row.name,
        lede="The entry is shared by every partnership that the agency serves.",
        stored=lambda theirs: {"kind": theirs.kind.code},
    )
    return run(request, task)


def _require(viewer: Viewer, row: Agency) -> None:
    if not scope.may_change_agency(viewer, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.AGENCY_EDIT.sentence} here.")


@needs(Permission.AGENCY_EDIT)
def classify(request: HttpRequest, id: UUID, agency_id: UUID) -> HttpResponse:
    """Let an agency of the directory belong to a partnership."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, id)
    viewer.require(Permission.AGENCY_EDIT, partnership=home.pk)
    body = queries.directory(viewer, outside=home.pk).filter(pk=agency_id).first()
    if body is None:
        body = queries.agency(viewer, agency_id)

    def act(form: ClassifyForm) -> str:
        operations.classify_agency(by=viewer, at=clock.now(), agency=body.pk, partnership=home.pk, **form.cleaned_data)
        return go("agency", body.pk)

    task = Task(
        f"How does {body.name} belong?",
        (home.name, go("partnership", home.pk)),
        lambda data: ClassifyForm(data, initial={"agency_class": "relevant"}),
        act,
        caption=home.name,
        done=f"{body.name} now belongs to the partnership.",
    )
    return run(request, task)


@needs(Permission.AGENCY_EDIT)
def edit_class(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change or end how an agency belongs to a partnership."""
    viewer = viewer_of(request)
    row = _class(viewer, id)
    viewer.require(Permission.AGENCY_EDIT, partnership=row.partnership_id)

    def act(form: ClassEditForm) -> str:
        operations.change_class(
            by=viewer,
            at=clock.now(),
            agency_class_id=row.pk,
            seen=form.cleaned_data["edition"],
            **form.changed_values(),
        )
        return go("agency", row.agency_id)

    task = Task(
        f"How {row.agency.name} belongs",
        (row.agency.name, go("agency", row.agency_id)),
        lambda data: ClassEditForm(data, initial=initial_of(row, ClassEditForm)),
        act,
        caption=row.partnership.name,
    )
    return run(request, task)


def _class(viewer: Viewer, id: UUID) -> AgencyClass:
    row = queries.classes(viewer).filter(pk=id).first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row
