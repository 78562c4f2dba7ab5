"""The plan of scrutiny: the list of its pieces, the page of a plan with its cycle, the page of a piece, and the tasks."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.scrutiny import library, operations, queries
from goldenthread.scrutiny import saying_plans as say
from goldenthread.scrutiny.forms import plans as forms
from goldenthread.scrutiny.models import Look
from goldenthread.scrutiny.rules import planning
from goldenthread.thread.rules import words
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page

_SEE, _KEEP = Permission.SCRUTINY_VIEW, Permission.SCRUTINY_KEEP
_ITEM = "scrutiny.plans"
_LOOK = ("title", "method", "theme", "due_on", "who", "lines")


def _state(row: Look) -> tuple[str, str]:
    return say.state(row, clock.today())


_COLUMNS = [
    Column("title", "What", value=lambda row: row.title, link=lambda row: say.look_address(row.pk),
           below=lambda row: ", ".join(filter(None, (row.record.reference, row.theme))), sort="title"),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("theme", "Theme", value=lambda row: row.theme, hidden=True),
    Column("method", "How", value=lambda row: row.how.label, sort="method"),
    Column("who", "Who", value=lambda row: row.who),
    Column("due", "By", value=lambda row: row.due_on, sort="due_on"),
    Column("state", "State", value=lambda row: _state(row)[0], tag=_state, sort="state"),
]  # fmt: skip


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, text: found.filter(title__icontains=text)),
        ChoiceFilter("method", "How", choices=[(each.code, each.label) for each in library.methods().values()],
                     apply=lambda found, value: found.filter(method=value)),
        ChoiceFilter("state", "State", choices=planning.STATES.items(), apply=lambda found, value: found.filter(state=value)),
        ChoiceFilter("partnership", "Partnership", choices=records.named_in(viewer, rows, "partnership", "partnership"),
                     apply=lambda found, value: found.filter(partnership=value)),
        DateRangeFilter("due_on", "By"),
    ]  # fmt: skip


@needs(_SEE)
def plans(request: HttpRequest) -> HttpResponse:
    """List what is scrutinised, with the plans it stands in."""
    viewer = viewer_of(request)
    rows = queries.looks(viewer)
    view = ListView(
        "scrutiny.looks", "Plan of scrutiny", _COLUMNS, _filters(viewer, rows), "due",
        empty=Empty("Nothing is planned yet", "A plan says what scrutiny looks at, how, by whom and by when."),
        lede="What is scrutinised, how and by when, and what was learned.",
    )  # fmt: skip
    context = {"places": queries.places(viewer), "plans": list(queries.scrutiny_plans(viewer)), "say": say}
    return view.respond(request, rows, "scrutiny/plans.jinja", context, section="quality", item=_ITEM)


@needs(_SEE)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a plan: the themes of its cycle by year, and its pieces."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.scrutiny_plan(viewer, pk)
    rows = list(queries.looks(viewer).filter(plan=pk))
    tags = [(each, say.state(each, today)) for each in rows]
    cycle = queries.cycle(viewer, row, today, rows)
    done = sum(each.state == planning.DONE for each in rows)
    context = {
        "row": row,
        "say": say,
        "cycle": cycle,
        "keeps": queries.may_keep(viewer, row.partnership_id),
        "years": [(year, [each for each in tags if year.holds(each[0].done_on or each[0].due_on)]) for year in cycle.years],
        "counts": [(len(rows), "planned in all"), (done, "done"), (sum(tag[0] == "Overdue" for _, tag in tags), "overdue"),
                   (len(cycle.waiting), "themes not looked at in depth yet")],
    }  # fmt: skip
    return record_page(request, pk, "scrutiny/scrutiny_plan.jinja", context, section="quality", item=_ITEM)


@needs(_SEE)
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a piece of scrutiny: what was asked, what it rested on, what was learned and found."""
    viewer = viewer_of(request)
    row = queries.look(viewer, pk)
    seen = queries.evidence(viewer, (each.record_id for each in row.rested.all() if each.record_id))
    found = queries.findings_of(viewer, pk)
    context = {
        "row": row,
        "say": say,
        "state": say.state(row, clock.today()),
        "rested": say.rested(row, seen),
        "strengths": [each for each in found if each.kind != words.CONCERN],
        "gaps": [each for each in found if each.kind == words.CONCERN],
        "keeps": queries.may_keep(viewer, row.partnership_id) and row.state == planning.PLANNED,
    }
    return record_page(
        request, pk, "scrutiny/look.jinja", context, history=say.history(row), section="quality", item=_ITEM
    )


@needs(_KEEP)
def new_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a plan of scrutiny; ``pk`` is the partnership."""
    viewer = viewer_of(request)
    place = dict(queries.places(viewer)).get(str(pk))
    if place is None:
        raise NotFound(queries.NOTHING_HERE)

    def make(data: Any) -> Any:
        form = forms.ScrutinyPlanForm(data)
        field(form, "group").choose_from(queries.groups(viewer, pk))
        return form

    def act(form: Any) -> str:
        given = _plan_said(form)
        group = given.pop("group")
        made = operations.begin_scrutiny_plan(
            by=viewer, at=clock.now(), partnership=pk, group=UUID(group) if group else None, **given
        )
        return say.address(made)

    back = ("Plan of scrutiny", reverse("scrutiny:plans"))
    return run(
        request, Task("Begin a plan of scrutiny", back, make, act, "Begun. Now plan what is looked at.", "Begin", place)
    )


@needs(_KEEP)
def change_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a plan of scrutiny."""
    viewer = viewer_of(request)
    row = queries.scrutiny_plan(viewer, pk)
    viewer.require(_KEEP, partnership=row.partnership_id)

    def stored(given: Any) -> dict[str, Any]:
        return {"themes": "\n".join(given.themes)}

    def make(data: Any) -> Any:
        initial = {name: getattr(row, name) for name in ("title", "start", "end", "words", "edition")} | stored(row)
        return forms.ScrutinyPlanEditForm(data, initial=initial)

    def act(form: Any) -> str:
        given = _plan_said(form)
        operations.change_scrutiny_plan(by=viewer, at=clock.now(), plan=pk, seen=given.pop("edition"), changes=given)
        return say.address(pk)

    return run(
        request, Task("Change the plan", (row.title, say.address(pk)), make, act, caption=row.title, stored=stored)
    )


def _plan_said(form: Any) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return {**given, "themes": given["themes"].splitlines()}


@needs(_KEEP)
def new_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan a piece of scrutiny; ``pk`` is the plan."""
    viewer = viewer_of(request)
    row = queries.scrutiny_plan(viewer, pk)
    viewer.require(_KEEP, partnership=row.partnership_id)

    def act(form: Any) -> str:
        operations.plan_look(by=viewer, at=clock.now(), plan=pk, **form.cleaned_data)
        return say.address(pk)

    return run(
        request,
        Task(
            "Plan a piece of scrutiny", (row.title, say.address(pk)), forms.LookForm, act, "Planned.", "Plan", row.title
        ),
    )


@needs(_KEEP)
def change_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a planned piece of scrutiny."""
    viewer, row = _planned(request, pk)

    def make(data: Any) -> Any:
        return forms.LookEditForm(data, initial={name: getattr(row, name) for name in (*_LOOK, "edition")})

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.change_look(by=viewer, at=clock.now(), look=pk, seen=given.pop("edition"), changes=given)
        return say.look_address(pk)

    return run(request, Task("Change it", (row.title, say.look_address(pk)), make, act, caption=row.title))


@needs(_KEEP)
def finish_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what was learned."""
    viewer, row = _planned(request, pk)

    def make(data: Any) -> Any:
        return forms.FinishForm(data, initial={"on": min(row.due_on, clock.today())})

    def act(form: Any) -> str:
        given = form.cleaned_data
        rested = form.rested(queries.by_reference(viewer, form.references))
        said = {name: given[name] for name in ("on", "learned", "strengths", "gaps")}
        operations.finish_look(by=viewer, at=clock.now(), look=pk, rested=rested, **said)
        return say.look_address(pk)

    lede = "Attach the report to its page afterwards. Each strength and each thing to change becomes a finding."
    return run(
        request,
        Task("Say what was learned", (row.title, say.look_address(pk)), make, act, "Kept.", "Keep it", row.title, lede),
    )


@needs(_KEEP)
def drop_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a piece of scrutiny is not done."""
    viewer, row = _planned(request, pk)

    def act(form: Any) -> str:
        operations.drop_look(by=viewer, at=clock.now(), look=pk, **form.cleaned_data)
        return say.look_address(pk)

    return run(
        request, Task("It is not done", (row.title, say.look_address(pk)), forms.WhyForm, act, caption=row.title)
    )


def _planned(request: HttpRequest, pk: UUID) -> tuple[Viewer, Look]:
    viewer = viewer_of(request)
    row = queries.look(viewer, pk)
    viewer.require(_KEEP, partnership=row.partnership_id)
    return viewer, row
