"""Pages of lines and of what moves on them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.finance import forms, operations, presenters, queries, rules
from goldenthread.finance.counting import sum_of
from goldenthread.finance.models import FinancialYear, Line
from goldenthread.finance.views.years import address, chosen
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_TITLES = {
    rules.CONTRIBUTION: "contribution",
    rules.INCOME: "other income",
    rules.EXPENDITURE: "line of expenditure",
}


def line_address(line: UUID) -> str:
    """Return the address of a line."""
    return reverse("finance:line", args=[line])


def _form(viewer: Viewer, year: FinancialYear, kind: str, data: Any, initial: dict[str, Any]) -> Form:
    known = [each for each in queries.funds(viewer, year.partnership_id) if not each.general]
    options = {
        "funds": [(str(each.pk), each.name) for each in known],
        "agencies": queries.agencies_to_choose(viewer, year.partnership_id) if kind == rules.CONTRIBUTION else [],
    }
    made = forms.ContributionForm if kind == rules.CONTRIBUTION else forms.MoneyLineForm
    return made(data, initial=initial, **options)


def _details(given: dict[str, Any]) -> rules.LineDetails:
    return rules.LineDetails(
        heading=given["heading"],
        budget=given["budget"],
        state=given.get("state", ""),
        agency=chosen(given.get("agency", "")),
        fund=chosen(given["fund"]),
        detail=given["detail"],
        forecast=given["forecast"],
        ours=given["ours"],
        of=given["of"],
        shared_with=given["shared_with"],
    )


def _stored(row: Line) -> dict[str, Any]:
    return {
        "heading": row.heading,
        "budget": row.budget,
        "state": row.state,
        "agency": str(row.agency_id or ""),
        "fund": "" if row.fund.general else str(row.fund_id),
        "detail": row.detail,
        "forecast": row.forecast,
        "ours": row.ours,
        "of": row.of,
        "shared_with": row.shared_with,
    }


@needs(Permission.FINANCE_VIEW)
def line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a line and everything that moved on it."""
    viewer = viewer_of(request)
    row = queries.line(viewer, pk)
    may_edit = viewer.may(Permission.FINANCE_EDIT, partnership=row.year.partnership_id)
    moved = list(queries.entries(viewer, pk))
    context = {
        "row": row,
        "sum": sum_of(row),
        "say": presenters,
        "kind": rules.KINDS[row.kind],
        "entries": moved,
        "may_change": may_edit and row.year.signed_off_at is None,
        "may_confirm": row.kind == rules.CONTRIBUTION
        and row.year.signed_off_at is None
        and viewer.may(Permission.FINANCE_CONFIRM, partnership=row.year.partnership_id, agency=row.agency_id),
    }
    return page(request, "finance/line.jinja", context)


@needs(Permission.FINANCE_EDIT)
def add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Add a line to a year."""
    viewer = viewer_of(request)
    if kind not in rules.KINDS:
        raise NotFound("There is no such kind of line.")
    year = queries.year(viewer, pk)

    def make(data: Any) -> Form:
        return _form(viewer, year, kind, data, {"ours": 1, "of": 1, "edition": 1, "state": rules.AGREED})

    def act(form: Form) -> str:
        operations.add_line(by=viewer, at=clock.now(), year=pk, kind=kind, details=_details(form.cleaned_data))
        return address(pk)

    return run(request, Task(f"Add {_a(kind)}", (year.record.title, address(pk)), make, act, save="Add it"))


def _a(kind: str) -> str:
    words = _TITLES[kind]
    return words if kind == rules.INCOME else f"a {words}"


@needs(Permission.FINANCE_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a line."""
    viewer = viewer_of(request)
    row = queries.line(viewer, pk)

    def make(data: Any) -> Form:
        return _form(viewer, row.year, row.kind, data, {**_stored(row), "edition": row.edition})

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.change_line(by=viewer, at=clock.now(), line=pk, details=_details(given), seen=given["edition"])
        return line_address(pk)

    back = (row.heading, line_address(pk))
    return run(request, Task(f"Change {row.heading}", back, make, act, stored=_stored))


@needs(Permission.FINANCE_EDIT)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a line on which nothing has moved."""
    viewer = viewer_of(request)
    row = queries.line(viewer, pk)

    def act(form: Form) -> str:
        operations.remove_line(by=viewer, at=clock.now(), line=pk)
        return address(row.year_id)

    task = Task(
        f"Remove {row.heading}?",
        (row.heading, line_address(pk)),
        Form,
        act,
        save="Remove it",
        lede="Its budget goes with it. A line on which money has moved stays.",
        done=f"{row.heading} was removed.",
    )
    return run(request, task)


@needs(Permission.FINANCE_CONFIRM)
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm what an agency contributes."""
    viewer = viewer_of(request)
    row = queries.line(viewer, pk)
    viewer.require(Permission.FINANCE_CONFIRM, partnership=row.year.partnership_id, agency=row.agency_id)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.confirm(by=viewer, at=clock.now(), line=pk, budget=given["budget"], seen=given["edition"])
        return line_address(pk)

    task = Task(
        f"Confirm the contribution of {row.heading}",
        (row.heading, line_address(pk)),
        lambda data: forms.ConfirmForm(data, initial={"budget": row.budget, "edition": row.edition}),
        act,
        save="Confirm it",
        caption=row.year.record.title,
        done="Confirmed.",
    )
    return run(request, task)


@needs(Permission.FINANCE_EDIT)
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter what was received or paid on a line."""
    viewer = viewer_of(request)
    row = queries.line(viewer, pk)
    verb = "paid" if row.kind == rules.EXPENDITURE else "received"

    def act(form: Form) -> str:
        operations.enter(by=viewer, at=clock.now(), line=pk, **form.cleaned_data)
        return line_address(pk)

    back = (row.heading, line_address(pk))
    return run(
        request, Task(f"Enter what was {verb}", back, forms.EntryForm, act, save="Enter it", caption=row.heading)
    )


@needs(Permission.FINANCE_EDIT)
def reverse_entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an entry back."""
    viewer = viewer_of(request)
    row = queries.entry(viewer, pk)

    def act(form: Form) -> str:
        operations.reverse(by=viewer, at=clock.now(), entry=pk, why=form.cleaned_data["why"])
        return line_address(row.line_id)

    task = Task(
        f"Take back {presenters.money(row.amount)}",
        (row.line.heading, line_address(row.line_id)),
        forms.WhyForm,
        act,
        save="Take it back",
        lede="Both stay on the line: the entry, and the one that takes it back.",
        done="Taken back.",
    )
    return run(request, task)
