"""Where an agency grades, alone: its list of cases, one case at a time, and handing in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import asking, forms, operations, presenters, queries
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import blind, states
from goldenthread.case_audits.rules.blind import Given
from goldenthread.case_audits.rules.tools import judged_ids
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records import operations as spine
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_GRADE = Permission.CASE_AUDIT_GRADE


@needs(_GRADE)
def to_grade(request: HttpRequest) -> HttpResponse:
    """List the audits for which the viewer is a named auditor: what waits first."""
    viewer = viewer_of(request)
    rows = queries.parts_of(viewer).exclude(audit__state__in=[states.PREPARING, states.STOPPED])
    parts = sorted(
        rows, key=lambda each: (each.audit.state != states.GRADING, each.in_at is not None, str(each.audit.due_on))
    )
    context = {
        "parts": parts,
        "say": presenters,
        "actions": queries.case_actions(viewer).filter(state=states.ASKED).count(),
    }
    return page(request, "case_audits/to_grade.jinja", context, section="quality", item="case_audits.to_grade")


@needs(_GRADE)
def sheets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the cases to grade, and how far the viewer's own agency is."""
    viewer = viewer_of(request)
    row, part = _part(viewer, pk)
    lines = queries.own_progress(viewer, row, part.pk)
    context = {
        "row": row,
        "part": part,
        "lines": lines,
        "whole": all(how.is_whole for _, how in lines),
        "first": next((case for case, how in lines if not how.is_whole), None),
        "grading": row.state == states.GRADING,
        "say": presenters,
        "auditors": [each.person.name for each in queries.participants(viewer, pk).get(pk=part.pk).auditors.all()],
    }
    return page(request, "case_audits/sheets.jinja", context, section="quality", item="case_audits.to_grade")


@needs(_GRADE)
def grade(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grade one case: every question of the tool. Each answer is kept while it is typed; without a script, by the button."""
    viewer = viewer_of(request)
    case = queries.case(viewer, pk)
    row, part = _part(viewer, case.audit_id)
    tool = _tool(viewer, row)
    spine.note_read(by=viewer, at=clock.now(), record=pk)
    theirs: Mapping[UUID, Any] = {}
    typed: dict[UUID, Given] = {}
    if request.method == "POST":
        typed, seen = asking.typed(tool, request.POST)
        _own(viewer, pk, request)
        theirs = operations.grade_case(by=viewer, at=clock.now(), case=pk, answers=typed, seen=seen).theirs
        if not theirs:
            messages.success(request, f"{case.name} is saved. Only your agency sees it.")
            return HttpResponseRedirect(_after(viewer, row, part, case))
    rows = queries.own_grades(viewer, pk, part.pk)
    lines = queries.own_progress(viewer, row, part.pk)
    context = {
        "case": case,
        "row": row,
        "part": part,
        "tool": tool,
        "lines": lines,
        "far": next((how for each, how in lines if each.pk == pk), None),
        "last": not lines or lines[-1][0].pk == pk,
        "rows": rows,
        "given": {**blind.given(rows), **{question: typed[question] for question in theirs}},
        "theirs": theirs,
        "judged": judged_ids(tool),
        "own": queries.own_reference(viewer, pk, part.pk),
        "asking": asking,
        "say": presenters,
        "grading": row.state == states.GRADING and part.in_at is None and not case.out_why,
        "place": next((number for number, (each, _) in enumerate(lines, start=1) if each.pk == pk), 0),
    }
    status = 409 if theirs else 200
    return page(
        request, "case_audits/grade.jinja", context, section="quality", item="case_audits.to_grade", status=status
    )


@needs(_GRADE)
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the answers that a part of the form says: for the script."""
    viewer, now = viewer_of(request), clock.now()
    case = queries.case(viewer, pk)
    tool = _tool(viewer, case.audit)
    answers, seen = asking.typed(tool, request.POST)
    _own(viewer, pk, request)
    kept = operations.grade_case(by=viewer, at=now, case=pk, answers=answers, seen=seen)
    codes = {each.id: each.code for each in tool.questions}
    told: dict[str, dict[str, Any]] = {
        codes[question]: {"edition": edition or "0", "html": "", "worked": ""}
        for question, edition in kept.editions.items()
    }
    for question in kept.theirs:
        html = render_to_string("case_audits/theirs.jinja", {}, request)
        told[codes[question]] = {"edition": None, "html": html, "worked": ""}
    words = "A colleague changed this answer" if kept.theirs else f"Kept at {clock.london(now):%H:%M}"
    return JsonResponse({"lines": told, "words": words, "progress": f"{case.name}: {kept.progress.words.lower()}"})


@needs(_GRADE)
@require_POST
def hand_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand in the agency's grades, whole."""
    viewer = viewer_of(request)
    opened = operations.hand_in(by=viewer, at=clock.now(), audit=pk)
    said = "All agencies are in: the grades are open." if opened else "Your agency is in. The grades open when all are."
    messages.success(request, said)
    return HttpResponseRedirect(address(pk))


@needs(_GRADE)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the agency's grades back to mend them."""
    viewer = viewer_of(request)
    row, _ = _part(viewer, pk)

    def act(form: Any) -> str:
        operations.take_back(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return reverse("case_audits:sheets", args=[pk])

    lede = "Everybody sees that your agency is not in any more, and your reason."
    back = ("All cases", reverse("case_audits:sheets", args=[pk]))
    return run(
        request,
        Task("Take our grades back", back, forms.WhyForm, act, "Taken back.", "Take them back", row.title, lede),
    )


def _part(viewer: Viewer, pk: UUID) -> tuple[Any, Any]:
    row = queries.audit(viewer, pk)
    part = queries.parts_of(viewer, pk).first()
    if part is None:
        raise NotAllowed("Only the auditors an agency has named grade its cases.")
    return row, part


def _own(viewer: Viewer, case: UUID, request: HttpRequest) -> None:
    """Keep the agency's own reference, where the form asks for it."""
    if "own" in request.POST:
        operations.say_own_reference(by=viewer, at=clock.now(), case=case, reference=str(request.POST["own"]))


def _tool(viewer: Viewer, row: Any) -> Questionnaire:
    tool = queries.tool(viewer, row)
    assert tool is not None  # noqa: S101 - a rule of the table: no audit is graded without its tool
    return tool


def _after(viewer: Viewer, row: Any, part: Any, case: Any) -> str:
    """Go on with the next case that is not whole, from here on and then from the first; else with the list, to hand in."""
    lines = queries.own_progress(viewer, row, part.pk)
    waiting = [each for each, how in lines if not how.is_whole and each.pk != case.pk]
    following = [each for each in waiting if each.number > case.number] or waiting
    if following:
        return f"{reverse('case_audits:grade', args=[following[0].pk])}#main"
    return reverse("case_audits:sheets", args=[row.pk])
