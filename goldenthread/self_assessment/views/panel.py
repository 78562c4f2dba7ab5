"""The panel of a round: dealt out, read alone, and met over what is furthest apart."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import counted, listed
from goldenthread.quality import marks
from goldenthread.quality.rules import apart
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.rules import panel as rules
from goldenthread.self_assessment.rules.judging import MODERATED
from goldenthread.self_assessment.views.rounds import address
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_RUN, _GRADE = Permission.ASSESSMENT_RUN, Permission.ASSESSMENT_MODERATE
_WHERE = {"section": "quality", "item": "self_assessment.rounds"}
_FIRST = 8


def _of(name: str, *args: Any) -> str:
    return reverse(f"self_assessment:{name}", args=args)


@needs(_GRADE)
def deal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who reads which return and how far they are; those who run the round deal returns out."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.one_round(viewer, pk)
    runs = viewer.may(_RUN, partnership=row.partnership_id) and not row.closed_at
    every = list(queries.readers(viewer, pk))
    people = queries.panel_people(viewer, row, today)
    signed = list(queries.returns(viewer).filter(round=pk, signed_at__isnull=False).order_by("agency__title"))
    start = {"people": sorted({str(each.person_id) for each in every})}
    choices = [(str(each), name) for each, name in people.items()]

    def act(form: Any) -> str:
        given = form.cleaned_data | {"people": [UUID(each) for each in form.cleaned_data["people"]]}
        short = operations.deal_out(by=viewer, at=clock.now(), round=pk, **given)
        if short:
            messages.warning(
                request, f"Too few readers for {listed(short[:12])}: nobody reads a return of their own agency."
            )
        return _of("panel", pk)

    load, done = (
        Counter(each.person.name for each in every),
        Counter(each.person.name for each in every if each.done_at),
    )
    context = {
        "row": row,
        "signed": [(each, [one for one in every if one.sheet_id == each.pk]) for each in signed],
        "load": [(name, number, done[name]) for name, number in sorted(load.items())],
        "mine": [each for each in every if each.person_id == viewer.person_id],
        "left": len(every) - sum(done.values()),
        "runs": runs,
        "meets": queries.may_meet(viewer, row) and any(each.done_at for each in every),
        "today": today,
    }
    task = Task(
        "The panel",
        (row.record.title, address(pk)),
        lambda data: forms.DealForm(data, initial=start, people=choices),
        act,
        done="Dealt out. Each finds what they read on their list of work.",
        save="Deal the returns out",
        template="self_assessment/panel.jinja",
        context=context | _WHERE,
    )
    if request.method == "POST" and not runs:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return run(request, task)


@needs(_RUN)
@require_POST
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to everybody of the panel with something left to read."""
    told, silent = operations.remind_readers(by=viewer_of(request), at=clock.now(), round=pk)
    messages.success(request, f"{counted(told, 'reader')} told.")
    if silent:
        messages.warning(request, f"No address is known for {listed(silent)}.")
    return HttpResponseRedirect(_of("panel", pk))


@needs(_RUN)
@require_POST
def let_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a reader off."""
    viewer = viewer_of(request)
    found = queries.readers(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such reader.")
    try:
        operations.release_reader(by=viewer, at=clock.now(), reader=pk)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    return HttpResponseRedirect(_of("panel", found.sheet.round_id))


@needs(_RUN)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask one more of the panel to read a return."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    people = [(str(each), name) for each, name in queries.panel_people(viewer, row.round, clock.today()).items()]

    def act(form: Any) -> str:
        given = form.cleaned_data | {"person": UUID(form.cleaned_data["person"])}
        operations.ask_to_read(by=viewer, at=clock.now(), sheet=pk, **given)
        return _of("panel", row.round_id)

    back = ("The panel", _of("panel", row.round_id))
    make = lambda data: forms.ReaderForm(data, people=people)  # noqa: E731 - the task calls it
    return run(request, Task("Ask somebody to read it", back, make, act, caption=row.agency.title, save="Ask them"))


@needs(_GRADE)
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a return for the panel: the agency's grade stands until the reader gives another, with the reason."""
    viewer = viewer_of(request)
    held = queries.reading(viewer, pk)
    row = queries.sheet(viewer, pk)
    asked, lines = queries.asked_in(viewer, row), queries.signed_lines(viewer, pk)
    own = queries.own_grades(viewer, pk)
    typed = {
        name: (request.POST[name], request.POST.get(f"reason-{name[6:]}", ""))
        for name in request.POST
        if name.startswith("value-")
    }
    given = {name.removeprefix("value-"): pair for name, pair in typed.items()}
    wrong = None
    if request.method == "POST":
        try:
            operations.read(by=viewer, at=clock.now(), sheet=pk, given=given)
            if request.POST.get("do") == "done":
                operations.finish_reading(by=viewer, at=clock.now(), sheet=pk)
                messages.success(request, "Read. Where you gave no other grade you agree with the agency.")
                return HttpResponseRedirect(_of("panel", row.round_id))
            messages.success(request, "Kept. Nobody else sees it before you have finished.")
            return HttpResponseRedirect(_of("read", pk))
        except RuleBroken as broken:
            wrong = broken
    context = {
        "row": row,
        "held": held,
        "standards": [
            (each, [one for one in each.questions if one.scale and one.code in lines]) for each in asked.standards
        ],
        "lines": lines,
        "given": {code: (each.value, each.reason) for code, each in own.items()} | given,
        "otherwise": sum(each.value != lines[code]["value"] for code, each in own.items() if code in lines),
        "wrong": wrong,
        "say": presenters,
        "open": held.done_at is None and row.signed_at is not None,
    }
    return page(request, "self_assessment/read.jinja", context, **_WHERE)  # type: ignore[arg-type]


@needs(_GRADE)
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where the panel and agencies differ: the furthest apart first, then every return."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    found = queries.meeting(viewer, row)
    by_sheet: dict[UUID, list[rules.Cell]] = {}
    for each in found.cells:
        by_sheet.setdefault(each.sheet, []).append(each)
    waiting = rules.furthest(found.cells)
    context = {
        "row": row,
        "found": found,
        "first": waiting[:_FIRST],
        "by_sheet": [(name, pk, by_sheet.get(pk, [])) for pk, name in found.sheets.items()],
        "counts": [
            (len(found.sheets), "returns read"),
            (found.left, "readings not finished"),
            (len(found.cells), "questions seen otherwise"),
            (len(waiting), "to agree"),
            (found.alike, "on which everybody agrees with the agency"),
        ],
        "mark": marks.mark,
        "key": marks.key(found.cells[0].question.scale if found.cells else None),
        "wall": _wall(request),
    }
    return page(request, "self_assessment/meeting.jinja", context, **_WHERE)  # type: ignore[arg-type]


@needs(_GRADE)
def question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Meet over one question of a return: what everybody gave and wrote, and the grade that is agreed, with the reason."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    found = queries.meeting(viewer, queries.one_round(viewer, row.round_id))
    cell = next((each for each in found.cells if (each.sheet, each.question.code) == (pk, code)), None)
    line = queries.signed_lines(viewer, pk).get(code)
    if cell is None or line is None:
        raise NotFound("Nobody of the panel sees this otherwise than the agency.")
    scrutinises = "scrutineer" in viewer.roles
    waiting = rules.furthest(found.cells)
    following = next((each for each in waiting if each is not cell), None)
    start = {"value": cell.agreed.value, "reason": cell.agreed.reason} if cell.agreed else {}
    scale = cell.question.scale
    choices = (
        [(each, f"{each}%") for each in scale.numbers]
        or [
            (each.code, each.label)
            for each in (*reversed(scale.ordered), *(one for one in scale.values if one.points is None))
        ]
        if scale
        else []
    )

    def act(form: Any) -> str:
        operations.judge(by=viewer, at=clock.now(), sheet=pk, code=code, sort=MODERATED, **form.cleaned_data)
        target = _of("meet", following.sheet, following.question.code) if following else _of("meeting", row.round_id)
        return target + _wall(request)

    context = {
        "row": row,
        "cell": cell,
        "line": line,
        "columns": [(marks.mark(scale, value), who) for value, who in apart.columns(scale, cell.by_who())],
        "said": {each.name: each.reason for each in cell.given} | {rules.OWN: line["words"]},
        "own": rules.OWN,
        "mark": marks.mark,
        "siblings": [each for each in found.cells if each.sheet == pk],
        "waiting": len(waiting),
        "following": following,
        "agrees": not scrutinises,
        "scrutineer": found.scrutineer.get((pk, code)),
        "scrutinises": scrutinises,
        "steps": [each for each in queries.steps(viewer, pk) if each.code == code],
        "may_find": viewer.may(
            Permission.FINDING_RECORD, partnership=row.round.partnership_id, group=row.round.group_id
        ),
        "may_act": viewer.may(Permission.ACTION_OPEN, partnership=row.round.partnership_id, group=row.round.group_id),
        "wall": _wall(request),
    }
    task = Task(
        row.agency.title,
        ("The meeting", _of("meeting", row.round_id)),
        lambda data: forms.JudgeForm(data, initial=start, grades=choices),
        act,
        done="Agreed.",
        save="Record what we agreed",
        template="self_assessment/meet.jinja",
        context=context | _WHERE,
    )
    if request.method == "POST" and scrutinises:
        raise NotFound("The scrutineer's grade stands apart.")
    return run(request, task)


def _wall(request: HttpRequest) -> str:
    """Return what keeps the meeting on the wall from page to page: ``?view=wall``, or nothing."""
    return "?view=wall" if request.GET.get("view") == "wall" else ""
