"""Bringing accounts in from a spreadsheet: send it, look at what was read, keep the good part, mend the rest."""

import hashlib
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.finance import filing, forms, imports, operations, queries, rules
from goldenthread.finance.models import FinancialYear, Line
from goldenthread.finance.views import lists
from goldenthread.finance.views.years import address, chosen
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import NotFound
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EDIT = Permission.FINANCE_EDIT
_SHOWN = 200
_STATES = (filing.GOOD, filing.SAME, filing.FAULT, filing.ASIDE, filing.KEPT, filing.MENDED)


def _address(pk: UUID) -> str:
    return reverse("finance:intake", args=[pk])


def _year(request: HttpRequest, pk: UUID) -> FinancialYear:
    """Return a year whose money the account keeps; others are refused."""
    viewer = viewer_of(request)
    row = queries.year(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    return row


@needs(_EDIT)
def every(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the files that were read into a year."""
    row = _year(request, pk)
    context = {"year": row, "may_change": row.signed_off_at is None}
    return lists.intakes(row).respond(
        request, queries.intakes(viewer_of(request), pk), "finance/intakes.jinja", context
    )


@needs(_EDIT)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a spreadsheet and read it. Nothing of it is kept yet."""
    viewer, row = viewer_of(request), _year(request, pk)

    def make(data: Any) -> Form:
        return forms.FileForm(data, request.FILES if data is not None else None)

    def act(form: Form) -> str:
        sent = form.cleaned_data["file"]
        content = sent.read(sheets.MOST_BYTES + 1)
        found = imports.read(content, queries.known(viewer, pk))
        made = operations.receive_intake(
            by=viewer,
            at=clock.now(),
            year=pk,
            name=sent.name,
            checksum=hashlib.sha256(content).hexdigest(),
            rows=found.rows,
            messages=[asdict(message) for message in found.messages],
        )
        return _address(made)

    task = Task(
        f"Bring a spreadsheet into {row.period.name}",
        (row.record.title, address(pk)),
        make,
        act,
        save="Read the file",
        done="The file is read. Nothing is kept yet.",
        lede="You see every line, and a message for each cell that cannot be used, before anything is kept.",
        template="finance/bring_in.jinja",
        context={"year": row},
    )
    return run(request, task)


@needs(_EDIT)
def template(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the workbook to fill, with the lines that are there, the agencies and the funds."""
    viewer, row = viewer_of(request), _year(request, pk)
    agencies = [name for _, name in queries.agencies_to_choose(viewer, row.partnership_id)]
    funds = [each.name for each in queries.funds(viewer, row.partnership_id)]
    content = imports.template(agencies, funds, [_filled(each) for each in queries.lines_to_fill(viewer, pk)])
    name = f"accounts-{row.start:%Y-%m-%d}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _filled(row: Line) -> list[Any]:
    return [
        rules.KINDS[row.kind],
        row.heading,
        row.agency.title if row.agency else None,
        rules.STATES.get(row.state),
        row.budget,
        row.forecast,
        None if row.fund.general else row.fund.name,
        row.detail or None,
        f"{row.ours} of {row.of}" if row.of > 1 else None,
        row.shared_with or None,
    ]


@needs(_EDIT)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was read; keep the good lines on demand."""
    viewer = viewer_of(request)
    row = queries.intake(viewer, pk)
    if request.method == "POST":
        operations.keep_intake(by=viewer, at=clock.now(), intake=pk)
        return HttpResponseRedirect(_address(pk))
    told: dict[int, list[dict[str, Any]]] = {}
    for message in row.messages:
        told.setdefault(message["line"], []).append(message)
    context = {
        "row": row,
        "year_address": address(row.year_id),
        "states": {state: [each for each in row.rows if each["state"] == state] for state in _STATES},
        "told": told,
        "shown": _SHOWN,
        "signed_off": row.year.signed_off_at is not None,
    }
    return page(request, "finance/intake.jinja", context, section="finance", item="finance.years")


@needs(_EDIT)
def mend(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Do what a faulty line meant."""
    viewer = viewer_of(request)
    row = queries.intake(viewer, pk)
    found = next((each for each in row.rows if each["line"] == line and each["state"] == filing.FAULT), None)
    if found is None:
        raise NotFound("This line needs no mending.")
    place = row.year.partnership_id
    agencies = queries.agencies_to_choose(viewer, place)
    kept = [(str(each.pk), each.name) for each in queries.funds(viewer, place) if not each.general]
    sentences = [each["sentence"] for each in row.messages if each["line"] == line]

    def make(data: Any) -> Form:
        return forms.MendForm(data, initial=_start(found), agencies=agencies, funds=kept)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.mend_line(
            by=viewer,
            at=clock.now(),
            intake=pk,
            line=line,
            kind=given["kind"],
            details=_meant(given, dict(agencies), found["values"]),
            on=given["on"],
            amount=given["amount"],
            words=given["words"],
        )
        return _address(pk)

    task = Task(f"Mend line {line}", (row.name, _address(pk)), make, act, caption=row.name, lede=" ".join(sentences))
    return run(request, task)


def _meant(given: dict[str, Any], agencies: dict[str, str], values: dict[str, Any]) -> rules.LineDetails:
    """Return what was said on the form, with the cells of the file that the form does not ask for."""
    return rules.LineDetails(
        heading=given["heading"] or agencies.get(given["agency"], ""),
        budget=given["budget"],
        state=given["state"] if given["kind"] == rules.CONTRIBUTION else "",
        agency=chosen(given["agency"]),
        fund=chosen(given["fund"]),
        detail=values.get("detail", ""),
        ours=values.get("ours", 1),
        of=values.get("of", 1),
        shared_with=values.get("shared_with", ""),
    )


def _start(line: dict[str, Any]) -> dict[str, Any]:
    """What could be read of a faulty line, to begin with; the rest as it was typed."""
    raw, values = line["raw"], line["values"]
    return {
        "kind": values.get("kind", ""),
        "heading": values.get("heading", raw.get("heading", "")),
        "agency": values.get("agency", ""),
        "state": values.get("state", ""),
        "budget": values.get("budget", raw.get("budget", "")),
        "fund": values.get("fund", ""),
        "amount": values.get("amount", raw.get("amount", "")),
        "on": date.fromisoformat(values["on"]) if values.get("on") else sheets.day(raw.get("on")),
        "words": values.get("words", raw.get("words", "")),
    }
