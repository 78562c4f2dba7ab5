"""Writing a plan: beginning, agreeing, closing; adding, changing, ordering and dropping its parts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.plans import operations, presenters, queries
from goldenthread.plans.forms.base import initial_of
from goldenthread.plans.forms.items import DropForm, DutiesForm, ItemEditForm, ItemForm, PutForm
from goldenthread.plans.forms.plans import AgreeForm, CloseForm, FocusForm, PlanEditForm, PlanForm, ReasonForm
from goldenthread.plans.models import Duty
from goldenthread.plans.rules import levels, tree
from goldenthread.plans.views.choosing import go, key_of, people_choices, place_of, require, who_of
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, pk_of, run, without

_EDIT = Permission.PLAN_EDIT


@needs(_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    viewer = viewer_of(request)

    def make(data: Any) -> PlanForm:
        form = PlanForm(data, initial={"levels": levels.as_written(levels.BUSINESS), "kind": "business"})
        field(form, "place").choose_from(queries.places(viewer))
        field(form, "within").queryset = queries.plans(viewer)
        return form

    def act(form: PlanForm) -> str:
        given = form.cleaned_data
        values = without(given, "place", "within", "levels")
        named = [each.as_plain() for each in levels.written(given["levels"])]
        row = operations.create_plan(
            by=viewer, at=clock.now(), levels=named, within=pk_of(given["within"]), **place_of(given["place"]), **values
        )
        return go("plan", row.pk)

    return run(
        request, Task("Begin a plan", ("Plans", go("list")), make, act, save="Begin it", done="The plan is begun.")
    )


@needs(_EDIT)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a plan's title, dates and levels."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def make(data: Any) -> PlanEditForm:
        form = PlanEditForm(data, initial=initial_of(row, PlanEditForm, levels=levels.as_written(row.scheme)))
        field(form, "within").queryset = queries.plans(viewer, partnership=row.partnership_id).exclude(pk=row.pk)
        return form

    def act(form: PlanEditForm) -> str:
        given = form.cleaned_data
        operations.change_plan(
            by=viewer,
            at=clock.now(),
            plan=row.pk,
            seen=given["edition"],
            levels=[each.as_plain() for each in levels.written(given["levels"])],
            within=pk_of(given["within"]),
            **without(given, "levels", "within"),
        )
        return go("plan", row.pk)

    task = Task(
        "Change the plan",
        (row.title, go("plan", row.pk)),
        make,
        act,
        caption=row.title,
        stored=lambda theirs: {"levels": levels.as_written(theirs.scheme)},
    )
    return run(request, task)


@needs(_EDIT)
def agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record who agreed a plan."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.agree_plan(by=viewer, at=clock.now(), plan=pk, seen=given["edition"], **without(given))
        return go("plan", pk)

    lede = "From then on it is what is worked to: its parts are asked after, and its reviews come into the diary."
    task = Task(
        "Record who agreed the plan",
        (row.title, go("plan", pk)),
        lambda data: AgreeForm(data, initial={"edition": row.edition, "on": clock.today()}),
        act,
        caption=row.title,
        lede=lede,
        done="The plan is agreed.",
    )
    return run(request, task)


@needs(_EDIT)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a plan whose time is over."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.close_plan(by=viewer, at=clock.now(), plan=pk, seen=given["edition"], **without(given))
        return go("plan", pk)

    task = Task(
        "Close the plan",
        (row.title, go("plan", pk)),
        lambda data: CloseForm(data, initial={"edition": row.edition, "on": clock.today()}),
        act,
        caption=row.title,
        lede="It stays readable and can be opened again.",
        done="The plan is closed.",
    )
    return run(request, task)


@needs(_EDIT)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a closed plan again, or take an agreed one back to draft."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.reopen_plan(by=viewer, at=clock.now(), plan=pk, seen=given["edition"], words=given["words"])
        return go("plan", pk)

    title = "Open the plan again" if row.status == "closed" else "Take the plan back to draft"
    task = Task(
        title,
        (row.title, go("plan", pk)),
        lambda data: ReasonForm(data, initial={"edition": row.edition}),
        act,
        caption=row.title,
    )
    return run(request, task)


@needs(_EDIT)
def focus(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what next year is about."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)
    by_number = {line.number: line.item.pk for line in queries.lines(viewer, row)}
    numbers = {key: number for number, key in by_number.items()}

    def make(data: Any) -> FocusForm:
        notes = queries.notes(viewer, row, "focus")
        said = [f"{numbers[each.item_id]}: {each.text}" if each.item_id in numbers else each.text for each in notes]
        return FocusForm(data, initial={"lines": "\n".join(said)})

    def act(form: Form) -> str:
        lines = []
        for text in form.cleaned_data["lines"].splitlines():
            number, colon, words = text.partition(":")
            item = by_number.get(number.strip()) if colon else None
            lines.append((words if item else text, item))
        operations.set_focus(by=viewer, at=clock.now(), plan=pk, lines=lines)
        return go("plan", pk)

    return run(request, Task("Next year", (row.title, go("plan", pk)), make, act, caption=row.title))


@needs(_EDIT)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a part to a plan, at the top or under another."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)
    above = _asked_item(request, row.pk)
    depth = 0 if above is None else queries.tree(viewer, row).depth(above.pk) + 1
    name = levels.at(row.scheme, depth).name
    back = (row.title, go("plan", pk)) if above is None else (above.text[:80], go("item", above.pk))

    def act(form: Form) -> str:
        made = operations.add_item(
            by=viewer, at=clock.now(), plan=pk, parent=above.pk if above else None, **form.cleaned_data
        )
        return go("item", made.pk)

    task = Task(f"Add: {name.lower()}", back, ItemForm, act, caption=row.title, done="It is added to the plan.")
    return run(request, task)


def _asked_item(request: HttpRequest, plan: UUID) -> Any:
    try:
        asked = UUID(request.GET.get("under", ""))
    except ValueError:
        return None
    found = queries.item(viewer_of(request), asked)
    return found if found.plan_id == plan else None


@needs(_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the words and dates of a part of a plan."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    require(viewer, _EDIT, row.plan)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.change_item(by=viewer, at=clock.now(), item=pk, seen=given["edition"], **without(given))
        return go("item", pk)

    task = Task(
        "Change the words and dates",
        ("Back", go("item", pk)),
        lambda data: ItemEditForm(data, initial=initial_of(row, ItemEditForm)),
        act,
        caption=row.plan.title,
    )
    return run(request, task)


@needs(_EDIT)
def duties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who leads a part of a plan, who is responsible, and which one body is accountable."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    require(viewer, _EDIT, row.plan)

    def make(data: Any) -> DutiesForm:
        form = DutiesForm(data, initial={"edition": row.edition, **_held(row)})
        choices = people_choices(viewer, row)
        for name in ("leads", "responsible"):
            field(form, name).choices = choices
        field(form, "accountable").choose_from(choices)
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.set_duties(
            by=viewer,
            at=clock.now(),
            item=pk,
            seen=given["edition"],
            leads=who_of(given["leads"], given["leads_words"]),
            responsible=who_of(given["responsible"], given["responsible_words"]),
            accountable=who_of([given["accountable"]], given["accountable_words"]),
        )
        return go("item", pk)

    task = Task(
        "Who leads and answers for it", ("Back", go("item", pk)), make, act, caption=row.text[:200], stored=_held
    )
    return run(request, task)


def _held(item: Any) -> dict[str, Any]:
    """Return who holds the duties of an item, as the form shows it."""
    values: dict[str, Any] = {}
    for role, name in ((Duty.Role.LEAD, "leads"), (Duty.Role.RESPONSIBLE, "responsible")):
        held = item.held_by(role)
        values[name] = [key_of(duty) for duty in held if key_of(duty)]
        values[f"{name}_words"] = "\n".join(duty.words for duty in held if duty.words)
    accountable = next(iter(item.held_by(Duty.Role.ACCOUNTABLE)), None)
    values["accountable"] = key_of(accountable) if accountable else ""
    values["accountable_words"] = accountable.words if accountable else ""
    return values


@needs(_EDIT)
def arrange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the parts of a plan in order, without a script: each has buttons for up, down, in and out."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)
    context = {"plan": row, "lines": queries.lines(viewer, row), "moves": tree.MOVES, "words": presenters}
    return page(request, "plans/arrange.jinja", context)


@require_POST
@needs(_EDIT)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a part of a plan, and come back to where it stands."""
    row = queries.item(viewer_of(request), pk)
    asked = request.POST.get("move", "")
    try:
        operations.move_item(by=viewer_of(request), at=clock.now(), item=pk, move=asked)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, f"{tree.MOVES[asked].replace('Move', 'Moved')}: {row.text[:80]}")
    return HttpResponseRedirect(go("arrange", row.plan_id) + f"#i-{pk}")


@needs(_EDIT)
def put(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a part of a plan under another."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    require(viewer, _EDIT, row.plan)
    inside = {row.pk, *queries.tree(viewer, row.plan).inside(row.pk)}
    lines = [line for line in queries.lines(viewer, row.plan) if line.item.pk not in inside]

    def make(data: Any) -> PutForm:
        form = PutForm(data, initial={"under": str(row.parent_id or "")})
        options = [(str(line.item.pk), f"{line.number} {line.item.text}"[:150]) for line in lines]
        field(form, "under").choose_from(options)
        return form

    def act(form: Form) -> str:
        under = form.cleaned_data["under"]
        operations.put_item(by=viewer, at=clock.now(), item=pk, under=UUID(under) if under else None)
        return go("item", pk)

    return run(request, Task("Put it elsewhere", ("Back", go("item", pk)), make, act, caption=row.text[:200]))


@needs(_EDIT)
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a part out of a plan, with the reason."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    require(viewer, _EDIT, row.plan)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.drop_item(by=viewer, at=clock.now(), item=pk, seen=given["edition"], **without(given))
        return go("item", pk)

    task = Task(
        "Drop it from the plan",
        ("Back", go("item", pk)),
        lambda data: DropForm(data, initial={"edition": row.edition, "on": clock.today()}),
        act,
        caption=row.text[:200],
        lede="What stands under it leaves the plan with it. It stays readable, and can be taken up again.",
        done="It is dropped. You can take it up again on this page.",
    )
    return run(request, task)


@require_POST
@needs(_EDIT)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take up again what was dropped."""
    edition = request.POST.get("edition", "")
    seen = int(edition) if edition.isascii() and edition.isdecimal() and len(edition) < 9 else 0
    operations.restore_item(by=viewer_of(request), at=clock.now(), item=pk, seen=seen)
    messages.success(request, "It is taken up again.")
    return HttpResponseRedirect(go("item", pk))
