"""Planning visits, going, writing up, taking what was noted into the thread, replying."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.periods import year_from_april
from goldenthread.foundation.text import counted
from goldenthread.scrutiny import operations, queries
from goldenthread.scrutiny.forms import visits as forms
from goldenthread.scrutiny.rules import visiting
from goldenthread.scrutiny.saying_visits import address, plan_address
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts

_KEEP, _MAKE, _ANSWER = Permission.SCRUTINY_KEEP, Permission.VISIT_MAKE, Permission.SCRUTINY_ANSWER
_LIST = ("Visits to the frontline", "scrutiny:visits")


@needs(_KEEP)
def new_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan the visits of a year; ``pk`` is the partnership."""
    viewer, today = viewer_of(request), clock.today()
    place = _place(queries.places(viewer), pk)
    first = today.year - ((today.month, today.day) < (4, 1))
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(first + 1, first - 9, -1)]

    def make(data: Any) -> Any:
        start = f"{first}-{(first + 1) % 100:02d}"
        form = forms.VisitPlanForm(data, initial={"year": start, "title": f"Visits to the frontline {start}"})
        field(form, "year").choose_from([(each, each) for each in years])
        field(form, "group").choose_from(queries.groups(viewer, pk))
        field(form, "tool").choose_from(queries.tools(viewer, pk))
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        year, group, tool = year_from_april(given.pop("year")), UUID(given.pop("group")), given.pop("tool")
        made = operations.begin_visit_plan(
            by=viewer,
            at=clock.now(),
            partnership=pk,
            group=group,
            year=year,
            tool=UUID(tool) if tool else None,
            **given,
        )
        return plan_address(made)

    back = (_LIST[0], reverse(_LIST[1]))
    lede = "What each member owes goes on their own list of work, with its day."
    return run(
        request,
        Task(
            "Plan the visits of a year", back, make, act, "Planned. Members find it in their work.", "Plan", place, lede
        ),
    )


@needs(_KEEP)
def change_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a plan of visits."""
    viewer = viewer_of(request)
    row = queries.visit_plan(viewer, pk)

    def make(data: Any) -> Any:
        initial = {name: getattr(row, name) for name in ("title", "a_year", "words", "edition")}
        form = forms.VisitPlanEditForm(data, initial=initial | {"tool": str(row.tool_id or "")})
        field(form, "tool").choose_from(queries.tools(viewer, row.partnership_id))
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        seen, tool = given.pop("edition"), given.pop("tool")
        changes = {**given, "tool": UUID(tool) if tool else None}
        operations.change_visit_plan(by=viewer, at=clock.now(), plan=pk, seen=seen, changes=changes)
        return plan_address(pk)

    return run(request, Task("Change the plan", (row.title, plan_address(pk)), make, act, caption=row.title))


@needs(_KEEP)
@require_POST
def ask_members(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put what members owe on their lists of work, where it is not there yet."""
    number = operations.ask_members(by=viewer_of(request), at=clock.now(), plan=pk)
    messages.success(request, f"{counted(number, 'visit')} asked for." if number else "Everybody is asked already.")
    return HttpResponseRedirect(plan_address(pk))


@needs(_MAKE)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan a visit; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    place = _place(queries.places_to_visit(viewer), pk)

    def make(data: Any) -> Any:
        return _filled(forms.VisitForm(data, initial={"on": clock.today(), "visitors": _myself(viewer)}), viewer, pk)

    def act(form: Any) -> str:
        return address(operations.plan_visit(by=viewer, at=clock.now(), partnership=pk, **_said(form.cleaned_data)))

    back = (_LIST[0], reverse(_LIST[1]))
    return run(request, Task("Plan a visit", back, make, act, "Planned.", "Plan", place))


@needs(_MAKE)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a planned visit."""
    viewer, row = _mine(request, pk)

    def make(data: Any) -> Any:
        initial = {"team": row.team, "agency": str(row.agency_id or ""), "on": row.held_on, "aim": row.aim}
        initial |= {"visitors": [str(each.person_id) for each in row.visitors.all()], "edition": row.edition}
        return _filled(forms.VisitEditForm(data, initial=initial), viewer, row.partnership_id, row)

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_visit(by=viewer, at=clock.now(), visit=pk, seen=seen, **_said(form.cleaned_data))
        return address(pk)

    def stored(theirs: Any) -> dict[str, Any]:
        gone = [str(each) for each in theirs.visitors.values_list("person", flat=True)]
        return {"on": theirs.held_on, "agency": str(theirs.agency_id or ""), "visitors": gone}

    return run(request, Task("Change the visit", (row.title, address(pk)), make, act, caption=row.title, stored=stored))


@needs(_MAKE)
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a visit is not made, and why."""
    viewer, row = _mine(request, pk)

    def act(form: Any) -> str:
        operations.drop_visit(by=viewer, at=clock.now(), visit=pk, **form.cleaned_data)
        return address(pk)

    return run(request, Task("The visit is not made", (row.title, address(pk)), forms.WhyForm, act, caption=row.title))


@needs(_MAKE)
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write up a visit that was not planned here; ``pk`` is the partnership."""
    viewer, today = viewer_of(request), clock.today()
    place = _place(queries.places_to_visit(viewer), pk)
    year = queries.plan_for(viewer, pk, today)
    tool, keeps = queries.tool_of(viewer, year.tool_id if year else None), queries.may_keep(viewer, pk)
    kept = drafts.restore(request, "scrutiny.visit", str(pk), title="A visit to the frontline")

    def make(data: Any) -> Any:
        initial = {"on": today, "visitors": _myself(viewer)}
        form = forms.WriteForm(data or kept.data or None, initial=initial, tool=tool, whole=True, keeps=keeps)
        return _filled(form, viewer, pk)

    def act(form: Any) -> str:
        said = _said(form.cleaned_data, "team", "agency", "on", "visitors")
        made = operations.record_visit(by=viewer, at=clock.now(), partnership=pk, **said, **_written(form))
        drafts.sent(request, kept)
        return address(made)

    back = (_LIST[0], reverse(_LIST[1]))
    task = Task("Write up a visit", back, make, act, "The visit is written up.", "Send it in", place,
                template="scrutiny/write.jinja", context={"kept": kept, "aim": year.words if year else ""})  # fmt: skip
    return run(request, task)


@needs(_MAKE)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write up a visit that was planned."""
    viewer, row = _mine(request, pk)
    visiting.check_state(row.state, visiting.PLANNED, "This visit is written up already, or was not made.")
    keeps = queries.may_keep(viewer, row.partnership_id)
    kept = drafts.restore(request, "scrutiny.visit", str(pk), title=row.title)
    tool = queries.tool_of(viewer, row.tool_id)

    def make(data: Any) -> Any:
        initial = {"on": min(row.held_on, clock.today())}
        form = forms.WriteForm(data or kept.data or None, initial=initial, tool=tool, keeps=keeps)
        del form.fields["visitors"]
        return form

    def act(form: Any) -> str:
        operations.write_up(by=viewer, at=clock.now(), visit=pk, on=form.cleaned_data["on"], **_written(form))
        drafts.sent(request, kept)
        return address(pk)

    task = Task("Write up the visit", (row.title, address(pk)), make, act, "The visit is written up.", "Send it in",
                row.title, template="scrutiny/write.jinja", context={"kept": kept, "aim": row.aim})  # fmt: skip
    return run(request, task)


@needs(Permission.FINDING_RECORD)
@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take what a visit noted into the thread."""
    number = operations.take_up(by=viewer_of(request), at=clock.now(), visit=pk)
    messages.success(request, f"{counted(number, 'finding')} recorded.")
    return HttpResponseRedirect(address(pk))


@needs(_ANSWER)
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reply to a visit for the agency that was visited."""
    viewer = viewer_of(request)
    row = queries.visit(viewer, pk)
    if not queries.may_reply(viewer, row):
        raise NotAllowed("Only the agency that was visited can reply.")

    def act(form: Any) -> str:
        operations.reply(by=viewer, at=clock.now(), visit=pk, **form.cleaned_data)
        return address(pk)

    lede = "All members of the partnership can read it. It is given once."
    return run(
        request,
        Task(
            "Reply to the visit", (row.title, address(pk)), forms.ReplyForm, act, "Replied.", "Send it", row.title, lede
        ),
    )


def _mine(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    viewer = viewer_of(request)
    row = queries.visit(viewer, pk)
    if not queries.may_write(viewer, row):
        raise NotAllowed("Only those who go, and those who keep visits, can do that.")
    return viewer, row


def _place(places: queries.Choices, pk: UUID) -> str:
    found = dict(places).get(str(pk))
    if found is None:
        raise NotFound(queries.NOTHING_HERE)
    return found


def _myself(viewer: Viewer) -> list[str]:
    return [str(viewer.person_id)] if viewer.person_id else []


def _filled(form: Any, viewer: Viewer, partnership: UUID, row: Any = None) -> Any:
    people = dict(queries.colleagues(viewer, partnership, clock.today()))
    people |= {str(each.person_id): each.person.name for each in (row.visitors.all() if row else ())}
    if viewer.person_id:
        people.setdefault(str(viewer.person_id), viewer.name)
    field(form, "visitors").choices = sorted(people.items(), key=lambda each: each[1])
    field(form, "agency").choose_from(queries.agencies(viewer, partnership))
    return form


def _said(given: Any, *names: str) -> dict[str, Any]:
    said = {name: given[name] for name in (names or ("team", "agency", "on", "visitors", "aim"))}
    said["agency"] = UUID(said["agency"]) if said["agency"] else None
    said["visitors"] = [UUID(each) for each in said["visitors"]]
    return said


def _written(form: Any) -> dict[str, Any]:
    given = form.cleaned_data
    plain = {name: given.get(name, "") for name in ("met", "seen", "heard")}
    return {**plain, "noted": form.noted, "answers": form.answers, "reply_by": given.get("reply_by")}
