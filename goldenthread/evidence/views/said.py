"""Pages of what others say: printed figures, and what others publish; and the place itself."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import forms, operations, queries
from goldenthread.evidence.queries import materials
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.views import lists
from goldenthread.evidence.views.supplying import address
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT


@needs(Permission.EVIDENCE_VIEW)
def claims(request: HttpRequest) -> HttpResponse:
    """List the printed figures beside those that follow."""
    viewer = viewer_of(request)
    books: dict[UUID, queries.Book] = {}
    rows = [_beside(viewer, books, claim) for claim in queries.claims(viewer)]
    return lists.claims(viewer).respond(request, rows)


def _beside(viewer: Any, books: dict[UUID, queries.Book], claim: Any) -> queries.Printed:
    if claim.indicator_id not in books:
        books[claim.indicator_id] = queries.book(viewer, claim.indicator_id)
    found = books[claim.indicator_id].figure(claim.period, claim.cut)
    return next(each for each in found.printed if each.claim.pk == claim.pk)


@needs(_EDIT)
def keep_claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a figure as it was printed."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.keep_claim(
            by=viewer,
            at=clock.now(),
            partnership=row.partnership_id,
            indicator=row.code,
            period=Period(data["start"], data["end"]),
            printed=_number(data["printed"], "printed"),
            where=data["where"],
            why_differs=data["why_differs"],
            breakdown=cuts.read(data["breakdown"]),
        )
        return address(pk)

    lede = "It is kept beside the figure that follows from what was supplied, and never used as data."
    task = Task("Keep a printed figure", (row.name, address(pk)), forms.ClaimForm, act, save="Keep it", lede=lede)
    return run(request, task)


@needs(_EDIT)
def explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say why a printed figure differs."""
    viewer = viewer_of(request)
    row = queries.claim(viewer, pk)
    start = {"why": row.why_differs, "edition": row.edition}

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.explain_claim(by=viewer, at=clock.now(), claim=pk, seen=data["edition"], why=data["why"])
        return reverse("evidence:claims")

    task = Task(
        "Why does it differ?",
        ("Printed figures", reverse("evidence:claims")),
        lambda data: forms.ExplainForm(data, initial=start),
        act,
        caption=f"{row.indicator.name}, {row.where}",
        stored=lambda theirs: {"why": theirs.why_differs},
    )
    return run(request, task)


@needs(_EDIT)
def remove_claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a printed figure, with the reason."""
    viewer = viewer_of(request)
    row = queries.claim(viewer, pk)

    def act(form: Form) -> str:
        operations.remove_claim(by=viewer, at=clock.now(), claim=pk, why=form.cleaned_data["why"])
        return address(row.indicator_id)

    printed = f"{row.printed:,.{row.decimals}f}"
    task = Task(
        f"Remove the printed figure {printed}?",
        (row.indicator.name, address(row.indicator_id)),
        forms.RemoveClaimForm,
        act,
        save="Remove it",
        caption=f"{row.indicator.name}, {say(row.period)}, {row.where}",
        lede="Nothing that was supplied changes. What was printed, and your reason, stay in the audit trail.",
        done=f"{printed} was removed. If that was a mistake, keep it again with “Keep a printed figure”.",
    )
    return run(request, task)


@needs(_EDIT)
def add_benchmark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a value that others published."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.add_benchmark(
            by=viewer,
            at=clock.now(),
            partnership=row.partnership_id,
            indicator=row.code,
            period=Period(data["start"], data["end"]),
            kind=data["kind"],
            place=data["place"],
            value=_number(data["value"], "value"),
            source=data["source"],
            release=data["release"],
        )
        return address(pk)

    task = Task("Add what others published", (row.name, address(pk)), forms.BenchmarkForm, act, save="Add it")
    return run(request, task)


@needs(Permission.EVIDENCE_VIEW)
def context(request: HttpRequest) -> HttpResponse:
    """Show the place: its population, schools and homes, in a year."""
    viewer = viewer_of(request)
    places = queries.places_to_keep(viewer, Permission.EVIDENCE_VIEW)
    asked = request.GET.get("partnership", "")
    chosen = asked if asked in dict(places) else (places[0][0] if places else "")
    period = _year(request.GET.get("year", ""))
    table = materials.build(viewer, UUID(chosen), period, "evidence.context.table") if chosen else None
    given = {"places": places, "chosen": chosen, "name": dict(places).get(chosen, ""), "period": period, "table": table}
    return page(request, "evidence/context.jinja", given, section="evidence", item="evidence.context")


def _year(asked: str) -> Period:
    """The year that was asked for, else the last one that has ended."""
    try:
        return year_from_april(asked)
    except RuleBroken:
        today = clock.today()
        first = today.year - (1 if today.month >= 4 else 2)
        return year_from_april(f"{first}-{(first + 1) % 100:02d}")


def _number(text: str, field: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").replace("%", "").replace("£", "").strip())
    except InvalidOperation as error:
        raise RuleBroken("Enter a number, such as 32.6.", field=field) from error
