"""Pages of a year of accounts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.finance import forms, operations, presenters, queries
from goldenthread.finance.queries import materials
from goldenthread.finance.views import lists
from goldenthread.foundation import clock
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.materials import ChartBlock
from goldenthread.workbench.pages import Happened, record_page


def address(year: UUID) -> str:
    """Return the address of a year."""
    return reverse("finance:year", args=[year])


def chosen(value: str) -> UUID | None:
    """Return the id that was chosen, or None."""
    return UUID(value) if value else None


@needs(Permission.FINANCE_VIEW)
def years(request: HttpRequest) -> HttpResponse:
    """List the years of accounts."""
    viewer = viewer_of(request)
    context = {"may_open": viewer.may_somewhere(Permission.FINANCE_EDIT)}
    return lists.years(viewer).respond(request, queries.years_with_lines(viewer), "finance/years.jinja", context)


@needs(Permission.FINANCE_VIEW)
def all_lines(request: HttpRequest) -> HttpResponse:
    """List the lines of all years."""
    viewer = viewer_of(request)
    rows = queries.lines(viewer).select_related("agency", "fund", "year__record", "year__partnership")
    return lists.lines(viewer).respond(request, rows)


@needs(Permission.FINANCE_VIEW)
def year(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a year: its lines, totals, funds, and what stands beside."""
    viewer = viewer_of(request)
    accounts = queries.account(viewer, pk)
    row = accounts.year
    may_edit = viewer.may(Permission.FINANCE_EDIT, partnership=row.partnership_id)
    spent = materials.block(viewer, row.partnership_id, row.period, "finance.expenditure.chart")
    context = {
        "accounts": accounts,
        "row": row,
        "say": presenters,
        "line_address": lambda line: reverse("finance:line", args=[line.pk]),
        "spent": spent if isinstance(spent, ChartBlock) else None,
        "may_edit": may_edit,
        "may_change": may_edit and row.signed_off_at is None,
        "may_sign": viewer.may(Permission.FINANCE_SIGN_OFF, partnership=row.partnership_id),
        "ended": row.end < clock.today(),
        "mine": [each for each in accounts.contributions if _mine(viewer, each.row.agency_id)],
    }
    history = (
        [Happened("Signed off", row.signed_off_by_name, row.signed_off_at)] if row.signed_off_at is not None else []
    )
    return record_page(request, row.pk, "finance/year.jinja", context, history=history)


def _mine(viewer: Any, agency: UUID | None) -> bool:
    return agency is not None and agency in viewer.reach(Permission.FINANCE_CONFIRM).agencies


@needs(Permission.FINANCE_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Open a year of accounts."""
    viewer = viewer_of(request)
    places = queries.places_to_open(viewer)
    asked = request.GET.get("partnership", "")
    earlier = [
        (str(each.pk), f"{each.period.name}, {each.partnership.title}")
        for each in queries.years(viewer).filter(partnership__in=[pk for pk, _ in places])
    ]

    def make(data: Any) -> Form:
        start = {"partnership": asked if asked in dict(places) else (places[0][0] if len(places) == 1 else "")}
        return forms.YearForm(data, initial=start, places=places, earlier=earlier)

    def act(form: Form) -> str:
        given = form.cleaned_data
        made = operations.open_year(
            by=viewer,
            at=clock.now(),
            partnership=UUID(given["partnership"]),
            start=given["start"],
            end=given["end"],
            copy_from=chosen(given["copy_from"]),
            opening=given["opening"],
            opening_source=given["opening_source"],
        )
        return address(made)

    return run(
        request, Task("Open a year of accounts", ("Finance", reverse("finance:years")), make, act, save="Open it")
    )


@needs(Permission.FINANCE_EDIT)
def keeper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who keeps the books."""
    viewer = viewer_of(request)
    row = queries.year(viewer, pk)
    agencies = queries.agencies_to_choose(viewer, row.partnership_id)

    def make(data: Any) -> Form:
        start = {"keeper": str(row.keeper_id or ""), "note": row.note, "edition": row.edition}
        return forms.KeeperForm(data, initial=start, agencies=agencies)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.set_keeper(
            by=viewer,
            at=clock.now(),
            year=pk,
            keeper=chosen(given["keeper"]),
            note=given["note"],
            seen=given["edition"],
        )
        return address(pk)

    back = (row.record.title, address(pk))
    stored = lambda theirs: {"keeper": str(theirs.keeper_id or "")}  # noqa: E731 - one line, said once
    return run(request, Task("Who keeps the books", back, make, act, stored=stored))


@needs(Permission.FINANCE_SIGN_OFF)
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign a year off."""
    viewer = viewer_of(request)
    row = queries.year(viewer, pk)
    viewer.require(Permission.FINANCE_SIGN_OFF, partnership=row.partnership_id)

    def act(form: Form) -> str:
        operations.sign_off(by=viewer, at=clock.now(), year=pk, seen=form.cleaned_data["edition"])
        return address(pk)

    task = Task(
        f"Sign off {row.period.name}",
        (row.record.title, address(pk)),
        lambda data: forms.SignOffForm(data, initial={"edition": row.edition}),
        act,
        save="Sign it off",
        lede="Nothing in this year changes any more after that. It can be opened again, with a reason.",
        done="Signed off.",
    )
    return run(request, task)


@needs(Permission.FINANCE_SIGN_OFF)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a signed-off year again."""
    viewer = viewer_of(request)
    row = queries.year(viewer, pk)
    viewer.require(Permission.FINANCE_SIGN_OFF, partnership=row.partnership_id)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.reopen(by=viewer, at=clock.now(), year=pk, why=given["why"], seen=given["edition"])
        return address(pk)

    back = (row.record.title, address(pk))
    make = lambda data: forms.ReopenForm(data, initial={"edition": row.edition})  # noqa: E731 - one line, said once
    return run(request, Task(f"Open {row.period.name} again", back, make, act, save="Open it again"))


@needs(Permission.FINANCE_EDIT)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask agencies to confirm their contributions."""
    viewer = viewer_of(request)
    row = queries.year(viewer, pk)

    def act(form: Form) -> str:
        operations.ask_to_confirm(by=viewer, at=clock.now(), year=pk, due=form.cleaned_data["due"])
        return address(pk)

    task = Task(
        "Ask agencies to confirm",
        (row.record.title, address(pk)),
        forms.AskForm,
        act,
        save="Ask them",
        lede="Each agency whose contribution is not confirmed finds the request in My work, with this day.",
        done="Every agency that has not confirmed was asked.",
    )
    return run(request, task)
