"""Pages of what stands beside the money: funds, contributions in kind, printed totals, promises, decisions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.finance import forms, operations, presenters, queries
from goldenthread.finance.views.years import address, chosen
from goldenthread.foundation import clock
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run, without

_EDIT = Permission.FINANCE_EDIT


@needs(_EDIT)
def add_fund(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a ring-fenced fund."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)

    def make(data: Any) -> Form:
        return forms.FundForm(data, initial={"edition": 1, "opening_on": year.start})

    def act(form: Form) -> str:
        values = without(form.cleaned_data)
        operations.add_fund(by=viewer, at=clock.now(), partnership=year.partnership_id, **values)
        return address(pk)

    return run(request, Task("Add a fund", (year.record.title, address(pk)), make, act, save="Add it"))


@needs(_EDIT)
def change_fund(request: HttpRequest, pk: UUID, fund: UUID) -> HttpResponse:
    """Change a fund, from the page of a year."""
    viewer = viewer_of(request)
    year, row = queries.year(viewer, pk), queries.fund(viewer, fund)
    names = ["name", "purpose", "opening", "opening_on", "opening_source", "edition"]

    def make(data: Any) -> Form:
        return forms.FundForm(data, initial={name: getattr(row, name) for name in names})

    def act(form: Form) -> str:
        values = without(form.cleaned_data)
        seen = form.cleaned_data["edition"]
        operations.change_fund(by=viewer, at=clock.now(), fund=fund, seen=seen, **values)
        return address(pk)

    lede = "Every balance that follows from the first one changes with it."
    return run(request, Task(f"Change {row.name}", (year.record.title, address(pk)), make, act, lede=lede))


@needs(_EDIT)
def add_in_kind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a contribution in kind."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)
    agencies = queries.agencies_to_choose(viewer, year.partnership_id)

    def make(data: Any) -> Form:
        return forms.InKindForm(data, initial={"edition": 1}, agencies=agencies)

    def act(form: Form) -> str:
        values = without(form.cleaned_data, "agency")
        agency = chosen(form.cleaned_data["agency"])
        operations.add_in_kind(by=viewer, at=clock.now(), year=pk, agency=agency, **values)
        return address(pk)

    back = (year.record.title, address(pk))
    return run(request, Task("Add a contribution in kind", back, make, act, save="Add it"))


@needs(_EDIT)
def change_in_kind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a contribution in kind."""
    viewer = viewer_of(request)
    row = queries.in_kind(viewer, pk)
    agencies = queries.agencies_to_choose(viewer, row.year.partnership_id)
    names = ["words", "quantity", "unit", "value", "value_source", "edition"]

    def make(data: Any) -> Form:
        start = {name: getattr(row, name) for name in names} | {"agency": str(row.agency_id or "")}
        return forms.InKindForm(data, initial=start, agencies=agencies)

    def act(form: Form) -> str:
        values, given = without(form.cleaned_data, "agency"), form.cleaned_data
        agency = chosen(given["agency"])
        operations.change_in_kind(by=viewer, at=clock.now(), in_kind=pk, agency=agency, seen=given["edition"], **values)
        return address(row.year_id)

    back = (row.year.record.title, address(row.year_id))
    stored = lambda theirs: {"agency": str(theirs.agency_id or "")}  # noqa: E731 - one line, said once
    return run(request, Task("Change a contribution in kind", back, make, act, stored=stored))


@needs(_EDIT)
def remove_in_kind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a contribution in kind."""
    viewer = viewer_of(request)
    row = queries.in_kind(viewer, pk)

    def act(form: Form) -> str:
        operations.remove_in_kind(by=viewer, at=clock.now(), in_kind=pk)
        return address(row.year_id)

    back = (row.year.record.title, address(row.year_id))
    return run(request, Task(f"Remove “{row.words}”?", back, Form, act, save="Remove it", done="Removed."))


@needs(_EDIT)
def add_printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a printed total."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)

    def act(form: Form) -> str:
        operations.keep_printed(by=viewer, at=clock.now(), year=pk, **form.cleaned_data)
        return address(pk)

    lede = "It is kept beside the total that follows from the lines, and never used instead of it."
    back = (year.record.title, address(pk))
    return run(request, Task("Keep a printed total", back, forms.PrintedForm, act, save="Keep it", lede=lede))


@needs(_EDIT)
def remove_printed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a printed total."""
    viewer = viewer_of(request)
    row = queries.printed(viewer, pk)

    def act(form: Form) -> str:
        operations.remove_printed(by=viewer, at=clock.now(), printed=pk)
        return address(row.year_id)

    title = f"Remove the printed {presenters.money(row.amount)}?"
    back = (row.year.record.title, address(row.year_id))
    return run(request, Task(title, back, Form, act, save="Remove it", done="Removed."))


@needs(_EDIT)
def promise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a promise to hold contributions level."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)

    def act(form: Form) -> str:
        operations.commit_level(by=viewer, at=clock.now(), partnership=year.partnership_id, **form.cleaned_data)
        return address(pk)

    lede = "The nightly checks tell when a contribution was not held."
    back = (year.record.title, address(pk))
    return run(request, Task("Contributions held level", back, forms.PromiseForm, act, save="Note it", lede=lede))


@needs(_EDIT)
def withdraw_promise(request: HttpRequest, pk: UUID, promise: UUID) -> HttpResponse:
    """Remove a promise, from the page of a year."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)

    def act(form: Form) -> str:
        operations.withdraw_commitment(by=viewer, at=clock.now(), commitment=promise)
        return address(pk)

    back = (year.record.title, address(pk))
    return run(request, Task("Remove this promise?", back, Form, act, save="Remove it", done="Removed."))


@needs(_EDIT)
def ask_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what must be decided."""
    viewer = viewer_of(request)
    year = queries.year(viewer, pk)
    groups = queries.groups_to_choose(viewer, year.partnership_id)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.ask_question(
            by=viewer, at=clock.now(), year=pk, words=given["words"], due=given["due"], group=chosen(given["group"])
        )
        return address(pk)

    make = lambda data: forms.QuestionForm(data, groups=groups)  # noqa: E731 - one line, said once
    return run(request, Task("A decision to come", (year.record.title, address(pk)), make, act, save="Note it"))


@needs(_EDIT)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what was decided."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.decide(
            by=viewer, at=clock.now(), question=pk, decision=given["decision"], on=given["on"], seen=given["edition"]
        )
        return address(row.year_id)

    task = Task(
        "Record the decision",
        (row.year.record.title, address(row.year_id)),
        lambda data: forms.DecisionForm(data, initial={"edition": row.edition}),
        act,
        caption=row.words,
    )
    return run(request, task)
