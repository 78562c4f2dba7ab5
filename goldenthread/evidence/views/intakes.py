"""Bringing figures in from a spreadsheet: send it, look at what was read, keep the good part, mend the rest, sign off."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import forms, imports, operations, presenters, queries
from goldenthread.evidence.models import Intake
from goldenthread.evidence.rules import lines
from goldenthread.evidence.rules.lines import Reading
from goldenthread.evidence.views import lists
from goldenthread.evidence.views.supplying import given, signed, who_may_have_signed
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import NotFound
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUPPLY, _EDIT = Permission.EVIDENCE_SUPPLY, Permission.EVIDENCE_EDIT
_SHOWN = 200


def _address(pk: UUID) -> str:
    return reverse("evidence:intake", args=[pk])


@needs(_SUPPLY)
def every(request: HttpRequest) -> HttpResponse:
    """List the files that were read."""
    viewer = viewer_of(request)
    context = {"places": queries.places_to_keep(viewer, _SUPPLY)}
    return lists.intakes().respond(request, queries.intakes(viewer), "evidence/intakes.jinja", context)


@needs(_SUPPLY)
def new(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet of figures and read it. Nothing of it is kept yet."""
    return _bring_in(
        request,
        Intake.Subject.FIGURES,
        _SUPPLY,
        lambda viewer, place, content: imports.read(content, queries.known(viewer, place, clock.today())),
        "Bring in a file of figures",
        ("Files", reverse("evidence:intakes")),
        "evidence:template",
    )


@needs(_EDIT)
def new_people(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet that says how many people each group has, and read it. Nothing of it is kept yet."""
    return _bring_in(
        request,
        Intake.Subject.PEOPLE,
        _EDIT,
        lambda viewer, place, content: imports.read_people(content, queries.known_people(viewer, place, clock.today())),
        "Bring in a file of people of groups",
        ("People of groups", reverse("evidence:group_populations")),
        "evidence:people_template",
    )


def _bring_in(
    request: HttpRequest,
    subject: str,
    permission: Permission,
    read: Callable[[Viewer, UUID, bytes], Reading],
    title: str,
    back: tuple[str, str],
    workbook: str,
) -> HttpResponse:
    viewer = viewer_of(request)
    places = queries.places_to_keep(viewer, permission)

    def make(data: Any) -> Form:
        start = {"partnership": places[0][0] if len(places) == 1 else ""}
        return forms.FileForm(data, request.FILES if data is not None else None, initial=start, places=places)

    def act(form: Form) -> str:
        sent, place = form.cleaned_data["file"], UUID(form.cleaned_data["partnership"])
        content = sent.read(sheets.MOST_BYTES + 1)
        found = read(viewer, place, content)
        made = operations.receive_intake(
            by=viewer,
            at=clock.now(),
            partnership=place,
            name=sent.name,
            checksum=hashlib.sha256(content).hexdigest(),
            rows=found.rows,
            messages=[asdict(message) for message in found.messages],
            subject=subject,
        )
        return _address(made)

    task = Task(
        title,
        back,
        make,
        act,
        save="Read the file",
        done="The file is read. Nothing is kept yet.",
        lede="You see every line, and a message for each cell that cannot be used, before anything is kept.",
        template="evidence/bring_in.jinja",
        context={"places": places, "workbook": workbook},
    )
    return run(request, task)


@needs(_SUPPLY)
def template(request: HttpRequest, place: UUID) -> HttpResponse:
    """Hand out the workbook to fill, with the indicators and agencies of a partnership."""
    viewer = viewer_of(request)
    if str(place) not in dict(queries.places_to_keep(viewer, _SUPPLY)):
        raise NotFound("There is no such partnership, or you do not supply figures to it.")
    rows = [
        (each.name, last.numerator, presenters.denominator_words(last))
        for each in queries.indicators(viewer, place).filter(retired_on__isnull=True).prefetch_related("definitions")
        for last in [list(each.definitions.all())[-1]]
    ]
    content = imports.template(rows, [name for _, name in queries.agencies_to_choose(viewer, place)])
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="figures.xlsx"'}
    )


@needs(_EDIT)
def people_template(request: HttpRequest, place: UUID) -> HttpResponse:
    """Hand out the workbook for how many people each group has."""
    viewer = viewer_of(request)
    if str(place) not in dict(queries.places_to_keep(viewer, _EDIT)):
        raise NotFound("There is no such partnership, or you do not keep its figures.")
    content = imports.people_template(presenters.area_names(queries.place(viewer, place)))
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="people-of-groups.xlsx"'}
    )


@needs(_SUPPLY)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was read; keep the good lines on demand."""
    viewer = viewer_of(request)
    row = queries.intake(viewer, pk)
    if request.method == "POST":
        operations.keep_intake(by=viewer, at=clock.now(), intake=pk)
        return HttpResponseRedirect(_address(pk))
    names = dict(queries.indicators(viewer, row.partnership_id).values_list("code", "name"))
    states = {state: [each for each in row.rows if each["state"] == state] for state in _STATES}
    faults: dict[int, list[dict[str, Any]]] = {}
    for message in row.messages:
        faults.setdefault(message["line"], []).append(message)
    context = {
        "row": row,
        "names": names,
        "states": states,
        "notes": faults.pop(0, []),
        "faults": [(line, faults.get(line["line"], [])) for line in states[lines.FAULT]],
        "shown": _SHOWN,
        "waiting": queries.unsigned(viewer).filter(pk__in=[UUID(each) for each in row.made]).count(),
        "may_sign": viewer.may(Permission.EVIDENCE_EDIT, partnership=row.partnership_id)
        or viewer.may_somewhere(Permission.EVIDENCE_SIGN_OFF),
        "say": presenters,
    }
    return page(request, "evidence/intake.jinja", context, section="evidence", item="evidence.intakes")


_STATES = (lines.GOOD, lines.SAME, lines.FAULT, lines.KEPT, lines.MENDED)


@needs(_SUPPLY)
def mend(request: HttpRequest, pk: UUID, line: int) -> HttpResponse:
    """Supply what a faulty line meant to say."""
    viewer = viewer_of(request)
    row = queries.intake(viewer, pk)
    found = next((each for each in row.rows if each["line"] == line and each["state"] == lines.FAULT), None)
    if found is None:
        raise NotFound("This line needs no mending.")
    place = row.partnership_id
    if row.subject == Intake.Subject.PEOPLE:
        return _mend_people(request, viewer, row, found)
    agencies = queries.agencies_to_choose(viewer, place)
    indicators = list(queries.indicators(viewer, place).values_list("code", "name"))
    told = [each["sentence"] for each in row.messages if each["line"] == line]

    def make(data: Any) -> Form:
        return forms.MendForm(data, initial=_start(found), agencies=agencies, indicators=indicators)

    def act(form: Any) -> str:
        operations.mend_line(
            by=viewer, at=clock.now(), intake=pk, line=line, indicator=form.cleaned_data["indicator"], **given(form)
        )
        return _address(pk)

    task = Task(f"Mend line {line}", (row.name, _address(pk)), make, act, caption=row.name, lede=" ".join(told))
    return run(request, task)


def _mend_people(request: HttpRequest, viewer: Viewer, row: Intake, found: dict[str, Any]) -> HttpResponse:
    areas = presenters.area_choices(queries.place(viewer, row.partnership_id))
    told = [each["sentence"] for each in row.messages if each["line"] == found["line"]]
    typed = {**found["raw"], **found["values"], "dimension": found["values"].get("dimension", "")}
    start = {"age_from": 0, "age_to": 17, **{name: value for name, value in typed.items() if value != ""}}

    def act(form: Any) -> str:
        said = dict(form.cleaned_data)
        counts = {said.pop("value"): int(said.pop("count"))}
        numbers = {name: int(said.pop(name)) for name in ("year", "age_from", "age_to")}
        operations.mend_people_line(
            by=viewer, at=clock.now(), intake=row.pk, line=found["line"], counts=counts, **numbers, **said
        )
        return _address(row.pk)

    back = (row.name, _address(row.pk))
    make = lambda data: forms.MendPeopleForm(data, initial=start, areas=areas)  # noqa: E731
    return run(request, Task(f"Mend line {found['line']}", back, make, act, caption=row.name, lede=" ".join(told)))


def _start(line: dict[str, Any]) -> dict[str, Any]:
    """What could be read of a faulty line, to begin with; the rest as it was typed."""
    raw, values = line["raw"], line["values"]
    days = {name: date.fromisoformat(values[name]) for name in ("start", "end", "supplied_on") if values.get(name)}
    covered = values.get("covered") or ["", ""]
    return {
        "indicator": values.get("indicator", ""),
        "breakdown": raw.get("breakdown", ""),
        "numerator": values.get("numerator", raw.get("numerator", "")),
        "denominator": values.get("denominator") or raw.get("denominator", ""),
        "supplier": values.get("supplier", ""),
        "months": covered[0],
        "of": covered[1],
        "source": raw.get("source", ""),
        **days,
    }


@needs(Permission.EVIDENCE_VIEW)
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign off what came in with a file."""
    viewer = viewer_of(request)
    row = queries.intake(viewer, pk)
    people = who_may_have_signed(viewer, row.partnership_id)

    def make(data: Any) -> Form:
        return forms.SignForm(data, initial={"on": clock.today()}, people=people)

    def act(form: Form) -> str:
        person, on = signed(form)
        operations.sign_off_intake(by=viewer, at=clock.now(), intake=pk, person=person, on=on)
        return _address(pk)

    task = Task("Sign off the figures of this file", (row.name, _address(pk)), make, act, save="Sign off")
    return run(request, task)
