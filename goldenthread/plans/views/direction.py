"""Vision, values and functions; events; strategies of other boards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.partnership import queries as register
from goldenthread.plans import operations, queries
from goldenthread.plans.forms.base import initial_of, lines_of
from goldenthread.plans.forms.direction import (
    EndForm,
    EventEditForm,
    EventForm,
    NextStatementForm,
    StatementForm,
    StrategyEditForm,
    StrategyForm,
)
from goldenthread.plans.models import EventLine
from goldenthread.plans.operations import Said
from goldenthread.plans.views.choosing import go
from goldenthread.records import search
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, field, pk_of, run, without

_EDIT = Permission.PLAN_EDIT
_LINES = {"considered": "considered", "present": "present", "results": "result"}


def _home(request: HttpRequest, partnership: UUID) -> Any:
    viewer = viewer_of(request)
    home = register.partnership(viewer, partnership)
    viewer.require(_EDIT, partnership=home.pk)
    return home


@needs(_EDIT)
def write_statement(request: HttpRequest, partnership: UUID) -> HttpResponse:
    """Write a vision, a value or a core function."""
    viewer, home = viewer_of(request), _home(request, partnership)

    def act(form: Form) -> str:
        operations.write_statement(by=viewer, at=clock.now(), partnership=home.pk, **form.cleaned_data)
        return go("statements", home.pk)

    task = Task(
        "Write a vision, a value or a core function",
        ("Vision, values and functions", go("statements", home.pk)),
        lambda data: StatementForm(data, initial={"from_on": clock.today()}),
        act,
        caption=home.name,
    )
    return run(request, task)


@needs(_EDIT)
def next_statement(request: HttpRequest, partnership: UUID, pk: UUID) -> HttpResponse:
    """Write the next version of a statement."""
    viewer, home = viewer_of(request), _home(request, partnership)
    before = queries.statement(viewer, home.pk, pk)

    def act(form: Form) -> str:
        operations.write_statement(
            by=viewer,
            at=clock.now(),
            partnership=home.pk,
            kind=before.kind,
            replaces=before.pk,
            **form.cleaned_data,
        )
        return go("statements", home.pk)

    initial = {"text": before.text, "statute": before.statute, "from_on": clock.today()}
    task = Task(
        f"Version {before.version + 1}",
        ("Vision, values and functions", go("statements", home.pk)),
        lambda data: NextStatementForm(data, initial=initial),
        act,
        caption=before.get_kind_display(),
        lede="The version before stays readable with its dates.",
    )
    return run(request, task)


@needs(_EDIT)
def end_statement(request: HttpRequest, partnership: UUID, pk: UUID) -> HttpResponse:
    """Say on which day a statement ceased to hold."""
    viewer, home = viewer_of(request), _home(request, partnership)
    before = queries.statement(viewer, home.pk, pk)

    def act(form: Form) -> str:
        operations.end_statement(by=viewer, at=clock.now(), statement=before.pk, on=form.cleaned_data["on"])
        return go("statements", home.pk)

    back = ("Vision, values and functions", go("statements", home.pk))
    task = Task("It no longer holds", back, lambda data: EndForm(data, initial={"on": clock.today()}), act)
    return run(request, task)


@needs(_EDIT)
def new_event(request: HttpRequest, partnership: UUID) -> HttpResponse:
    """Record a day on which plans were made."""
    viewer, home = viewer_of(request), _home(request, partnership)

    def make(data: Any) -> EventForm:
        form = EventForm(data)
        field(form, "plan").queryset = queries.plans(viewer, partnership=home.pk)
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        row = operations.record_event(
            by=viewer,
            at=clock.now(),
            partnership=home.pk,
            plan=pk_of(given["plan"]),
            **without(given, "plan", *_LINES),
            **_said(viewer, given),
        )
        return go("event", row.pk)

    return run(request, Task("How priorities were set", ("Plans", go("list")), make, act, caption=home.name))


@needs(_EDIT)
def edit_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an event."""
    viewer = viewer_of(request)
    row = queries.event(viewer, pk)
    home = _home(request, row.partnership_id)
    lines = list(row.lines.all())
    people = {line.words or line.person.name: line.person_id for line in lines if line.person is not None}

    def make(data: Any) -> EventEditForm:
        texts = {name: _text([line for line in lines if line.sort == sort]) for name, sort in _LINES.items()}
        form = EventEditForm(data, initial=initial_of(row, EventEditForm, **texts))
        field(form, "plan").queryset = queries.plans(viewer, partnership=home.pk)
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.change_event(
            by=viewer,
            at=clock.now(),
            event=pk,
            seen=given["edition"],
            plan=pk_of(given["plan"]),
            **without(given, "plan", *_LINES),
            **_said(viewer, given, people),
        )
        return go("event", pk)

    return run(request, Task("Change the event", (row.title, go("event", pk)), make, act, caption=home.name))


def _text(lines: Iterable[EventLine]) -> str:
    """Return the lines of an event as people type them."""
    said = []
    for line in lines:
        words = line.words or (line.person.name if line.person else "")
        said.append(f"{line.record.reference}: {words}".rstrip(": ") if line.record else words)
    return "\n".join(said)


def _said(viewer: Viewer, given: dict[str, Any], people: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the lines that were typed; one that begins with the reference of a record points at it."""
    return {name: [_line(viewer, text, people or {}) for text in lines_of(given[name])] for name in _LINES}


def _line(viewer: Viewer, text: str, people: dict[str, Any]) -> Said:
    start, _, words = text.partition(":")
    record = search.by_reference(viewer, start) if any(sign.isdigit() for sign in start) and "-" in start else None
    if record is not None:
        return Said(words.strip(), record=record.pk)
    return Said(text, person=people.get(text))


@needs(_EDIT)
def new_strategy(request: HttpRequest, partnership: UUID) -> HttpResponse:
    """Keep a link to another board's strategy."""
    viewer, home = viewer_of(request), _home(request, partnership)

    def make(data: Any) -> StrategyForm:
        form = StrategyForm(data)
        field(form, "board").queryset = register.boards(viewer, partnership=home.pk).order_by("name")
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        board = pk_of(given["board"])
        operations.keep_strategy(by=viewer, at=clock.now(), partnership=home.pk, board=board, **without(given, "board"))
        return go("strategies", home.pk)

    back = ("Strategies of other boards", go("strategies", home.pk))
    return run(request, Task("A strategy of another board", back, make, act, caption=home.name))


@needs(_EDIT)
def edit_strategy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is kept of a strategy."""
    viewer = viewer_of(request)
    row = queries.strategy(viewer, pk)
    home = _home(request, row.partnership_id)

    def make(data: Any) -> StrategyEditForm:
        form = StrategyEditForm(data, initial=initial_of(row, StrategyEditForm))
        field(form, "board").queryset = register.boards(viewer, partnership=home.pk).order_by("name")
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        values = {**without(given), "board": pk_of(given["board"])}
        operations.change_strategy(by=viewer, at=clock.now(), strategy=pk, seen=given["edition"], **values)
        return go("strategies", home.pk)

    back = ("Strategies of other boards", go("strategies", home.pk))
    return run(request, Task("Change the strategy", back, make, act, caption=home.name))
