"""Where an agency grades, alone: its list of cases, one case at a time, and handing in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import forms, operations, presenters, queries, sheetform
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import blind, states
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records import operations as spine
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench import drafts

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
    tool = queries.tool(viewer, row)
    assert tool is not None  # noqa: S101 - a rule of the table: no audit is graded without its tool
    cases = [each for each in queries.cases(viewer, pk) if not each.out_why]
    given: dict[UUID, dict[UUID, blind.Given]] = {each.pk: {} for each in cases}
    for grade in queries.grades(viewer, pk).filter(participant=part.pk):
        given.setdefault(grade.case_id, {})[grade.question_id] = blind.Given(grade.value, grade.reason)
    total = sum(1 for _ in tool.questions)
    lines = [(case, total - len(blind.left(tool, given[case.pk])), total) for case in cases]
    context = {
        "row": row,
        "part": part,
        "lines": lines,
        "whole": all(done == of for _, done, of in lines),
        "first": next((case for case, done, of in lines if done < of), None),
        "grading": row.state == states.GRADING,
        "say": presenters,
        "tool": tool,
    }
    return page(request, "case_audits/sheets.jinja", context, section="quality", item="case_audits.to_grade")


@needs(_GRADE)
def grade(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Grade one case: every section of the tool, each with its reason. What is typed is kept while it is typed."""
    viewer = viewer_of(request)
    case = queries.case(viewer, pk)
    row, part = _part(viewer, case.audit_id)
    tool = queries.tool(viewer, row)
    assert tool is not None  # noqa: S101 - a rule of the table
    spine.note_read(by=viewer, at=clock.now(), record=pk)
    sheet = blind.sheet(queries.own_grades(viewer, pk, part.pk))
    cases = [each for each in queries.cases(viewer, row.pk) if not each.out_why]
    kept = drafts.restore(request, "case_audits.grade", str(pk), title=f"{case.name}: {row.title}")

    def make(data: Any) -> Any:
        return sheetform.SheetForm(tool, data or kept.data or None, initial=sheetform.initial(tool, sheet))

    def act(form: Any) -> str:
        operations.grade_case(
            by=viewer, at=clock.now(), case=pk, answers=sheetform.answers(tool, form.cleaned_data),
            seen=form.cleaned_data["edition"],
        )  # fmt: skip
        drafts.sent(request, kept)
        return _after(cases, case, request)

    context = {
        "kept": kept,
        "case": case,
        "row": row,
        "groups": lambda form: sheetform.grouped(tool, form),
        "grading": row.state == states.GRADING and part.in_at is None and not case.out_why,
        "place": f"{[each.pk for each in cases].index(case.pk) + 1} of {len(cases)}" if not case.out_why else "",
        "part": part,
        "sheet": _read(tool, sheet),
        "concern": reverse("case_audits:raise_concern", args=[pk]),
    }
    back = ("All cases", reverse("case_audits:sheets", args=[row.pk]))
    task = Task(
        f"Grade {case.name.lower()}", back, make, act, "Saved. Only your agency sees it.", "Save and go on", row.title,
        stored=lambda theirs: sheetform.initial(tool, theirs), template="case_audits/grade.jinja", context=context,
    )  # fmt: skip
    return run(request, task)


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


def _after(cases: list[Any], case: Any, request: HttpRequest) -> str:
    following = [each for each in cases if each.number > case.number]
    if following and "stay" not in request.POST:
        return reverse("case_audits:grade", args=[following[0].pk])
    return reverse("case_audits:sheets", args=[case.audit_id])


def _read(tool: Questionnaire, sheet: blind.Sheet) -> list[tuple[str, presenters.Mark, str]]:
    """Return what was answered, to be read: the question, the grade, the reason."""
    told = []
    for question in tool.questions:
        given = sheet.given.get(question.id)
        if given is not None:
            told.append((question.text, presenters.mark(question.scale, given.value), given.reason))
    return told
