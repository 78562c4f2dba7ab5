"""The moderation meeting: it opens where agencies differ most, every grade side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import asking, forms, operations, presenters, queries
from goldenthread.case_audits.queries.moderation import Meeting
from goldenthread.case_audits.rules import moderation, states
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import counted
from goldenthread.quality.rules import apart
from goldenthread.records import operations as spine
from goldenthread.ui.charts import MatrixRow, matrix
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run

_SEE, _LEAD = Permission.CASE_AUDIT_VIEW, Permission.CASE_AUDIT_LEAD
_FIRST = 8


@needs(_SEE)
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where agencies differ: every case and question, the furthest apart first."""
    viewer = viewer_of(request)
    row, found = _open(viewer, pk)
    order = moderation.cases_in_order(found.cells)
    names = {case.pk: case for case in found.cases}
    by_case = {case: [each for each in found.cells if each.case == case] for case, _ in order}
    context = {
        "row": row,
        "say": presenters,
        "meeting": found,
        "grid": [(names[case], by_case[case]) for case, _ in order],
        "first": moderation.furthest(found.cells, _FIRST),
        "names": names,
        "leans": _leans(found),
        "chart": _chart(found),
        "counts": _counts(found),
        "alike": sum(1 for each in found.cells if each.is_open and each.is_alike and len(each.values) > 1),
        "leads": queries.may_lead(viewer, row) and row.state == states.MODERATING,
        "key": presenters.key(found.questions[0].question.scale if found.questions else None),
        "wall": _wall(request),
    }
    for case in found.cases:
        spine.note_read(by=viewer, at=clock.now(), record=case.pk)
    return page(request, "case_audits/moderation.jinja", context, section="quality", item="case_audits.audits")


@needs(_SEE)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a case at the question its agencies are furthest apart on."""
    viewer = viewer_of(request)
    _, found = _open(viewer, queries.case(viewer, pk).audit_id)
    mine = [each for each in found.cells if each.case == pk]
    if not mine:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    first = max(mine, key=lambda each: (each.is_open, each.steps))
    address = reverse("case_audits:moderate_question", args=[pk, first.question.code])
    return HttpResponseRedirect(address + _wall(request))


@needs(_SEE)
def question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Moderate one question of a case, with what every agency gave and wrote; those who run the audit record what is agreed."""
    viewer = viewer_of(request)
    held = queries.case(viewer, pk)
    row, found = _open(viewer, held.audit_id)
    mine = [each for each in found.cells if each.case == pk]
    cell = next((each for each in mine if each.question.code == code), None)
    if cell is None:
        raise NotFound("There is no such question in the tool of this audit.")
    spine.note_read(by=viewer, at=clock.now(), record=pk)
    kept = found.kept.get((pk, cell.question.id))

    def make(data: Any) -> Any:
        names = ("value", "reason", "dissent", "good_practice", "edition")
        initial = {name: getattr(kept, name) for name in names} if kept else {"edition": 0}
        form = forms.AgreedForm(data, initial=initial)
        field(form, "value").choices = asking.graded(cell.question)
        return form

    def act(form: Any) -> str:
        operations.agree(
            by=viewer, at=clock.now(), case=pk, question=cell.question.id, seen=form.cleaned_data["edition"],
            **form.changed_values(),
        )  # fmt: skip
        return _after(viewer, row.pk, pk, _wall(request))

    order = [each for each, _ in moderation.cases_in_order(found.cells)]
    context = {
        "row": row,
        "case": held,
        "cell": cell,
        "cells": mine,
        "kept": found.kept,
        "meeting": found,
        "columns": _columns(found, cell),
        "say": presenters,
        "leads": queries.may_lead(viewer, row) and row.state == states.MODERATING,
        "waiting": sum(1 for each in found.cells if each.is_open),
        "leans": _leans(found),
        "following": _following(order, pk),
        "wall": _wall(request),
        "scrutiny": queries.scrutinised(viewer, row.pk).filter(case=pk, question=cell.question.id).first(),
        "scrutinises": queries.may_scrutinise(viewer, row) and row.state == states.MODERATING,
        "may_find": viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id, group=row.group_id),
    }
    task = Task(
        f"Moderate {held.name.lower()}", ("Moderation", reverse("case_audits:moderation", args=[row.pk])), make, act,
        "Recorded.", "Record what we agreed", row.title, template="case_audits/moderate.jinja", context=context,
    )  # fmt: skip
    if request.method == "POST" and not context["leads"]:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return run(request, task)


@needs(_LEAD)
@require_POST
def alike(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Agree at once what all agencies graded alike."""
    number = operations.agree_alike(by=viewer_of(request), at=clock.now(), audit=pk)
    messages.success(request, f"{counted(number, 'question')} agreed, on which all agencies gave the same grade.")
    return HttpResponseRedirect(reverse("case_audits:moderation", args=[pk]))


def _open(viewer: Viewer, pk: UUID) -> tuple[Any, Meeting]:
    row = queries.audit(viewer, pk)
    found = queries.meeting(viewer, row)
    if found is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row, found


def _after(viewer: Viewer, audit: UUID, case: UUID, wall: str) -> str:
    """Go on with the next open question of the case, else with the one furthest apart; when all is agreed, with its end."""
    cells = queries.cells(viewer, queries.audit(viewer, audit))
    waiting = moderation.furthest([each for each in cells if each.case == case], 1) or moderation.furthest(cells, 1)
    if waiting:
        return reverse("case_audits:moderate_question", args=[waiting[0].case, waiting[0].question.code]) + wall
    return reverse("case_audits:complete", args=[audit])


def _following(order: list[UUID], case: UUID) -> UUID | None:
    place = order.index(case) + 1
    return order[place] if place < len(order) else None


def _leans(found: Meeting) -> list[tuple[str, moderation.Lean]]:
    return [(found.agencies[each.agency], each) for each in moderation.leans(found.cells, list(found.agencies))]


Column = tuple[presenters.Mark, list[tuple[str, str, bool]]]


def _columns(found: Meeting, cell: moderation.Cell) -> list[Column]:
    """Return the scale as the wall shows it: each value, and which agencies gave it with what they wrote."""
    scale = cell.question.scale
    rows = {each.participant.agency_id: each for each in found.given.get((cell.case, cell.question.id), [])}
    given = {agency: each.value for agency, each in rows.items()}
    return [
        (presenters.mark(scale, value), [(found.agencies[one], rows[one].reason, cell.is_outlier(one)) for one in who])
        for value, who in apart.columns(scale, given)
    ]


def _wall(request: HttpRequest) -> str:
    """Return what keeps the meeting on the wall from page to page: ``?view=wall``, or nothing."""
    return "?view=wall" if request.GET.get("view") == "wall" else ""


def _counts(found: Meeting) -> list[tuple[str, str]]:
    wide = sum(each.steps >= moderation.WIDE for each in found.cells)
    done = sum(not each.is_open for each in found.cells)
    whole = sum(all(not cell.is_open for cell in found.cells if cell.case == case.pk) for case in found.cases)
    return [
        (str(len(found.agencies)), "agencies graded alone"),
        (f"{done} of {len(found.cells)}", "questions moderated"),
        (str(wide), "two grades or more apart"),
        (f"{whole} of {len(found.cases)}", "cases done"),
    ]


def _chart(found: Meeting) -> Any:
    """Draw how far apart agencies are, question by question: which cases stand in each cell."""
    columns = ("Agree", "1 grade apart", "2 or more apart")
    rows = []
    for question in found.questions:
        cells = [each for each in found.cells if each.judged.id == question.id]
        parts = ([], [], [])  # type: tuple[list[str], list[str], list[str]]
        for each in sorted(cells, key=lambda one: one.number):
            parts[min(each.steps, 2)].append(f"Case {each.number}")
        signal = "worse" if parts[2] else "neutral" if parts[1] else "common"
        rows.append(MatrixRow(question.name, [tuple(part) for part in parts], signal))
    same, wide = sum(not each.steps for each in found.cells), sum(each.steps >= moderation.WIDE for each in found.cells)
    told = f"Agencies agree on {same} of {len(found.cells)} grades; on {wide} they are two grades or more apart."
    return matrix("How far apart agencies graded", columns, rows, description=told) if rows else None
