"""Grades beside the agency's own, and actions for what is missing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.rules.judging import MODERATED, SCRUTINEER
from goldenthread.thread.rules.words import CONCERN, GOOD_PRACTICE
from goldenthread.ui.tasks import Task, run


@needs(Permission.ASSESSMENT_MODERATE)
def judge(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Give a grade beside the agency's own."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    question = queries.asked_in(viewer, row).by_code.get(code)
    line = queries.signed_lines(viewer, pk).get(code)
    if question is None or question.scale is None or line is None:
        raise NotFound("There is nothing to grade here.")
    sort = SCRUTINEER if "scrutineer" in viewer.roles else MODERATED
    scale = question.scale
    grades = [(each, f"{each}%") for each in scale.numbers] or [(each.code, each.label) for each in scale.values]
    back = ("The return", f"{presenters.address(pk)}#q-{code}")

    def act(form: Any) -> str:
        operations.judge(by=viewer, at=clock.now(), sheet=pk, code=code, sort=sort, **form.cleaned_data)
        return back[1]

    task = Task(
        "Grade as the scrutineer" if sort == SCRUTINEER else "Moderate",
        back,
        lambda data: forms.JudgeForm(data, initial={"value": line["value"]}, grades=grades),
        act,
        caption=f"{row.agency.title}: {code} {question.text}",
        lede=f"The agency says: {presenters.grade(question, line['value'])}. {line['words']}"[:600],
        done="Kept beside the agency's own grade.",
    )
    return run(request, task)


@needs(Permission.ACTION_OPEN)
def step(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Open an action for what an answer shows to be missing."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    question = queries.asked_in(viewer, row).by_code.get(code)
    if question is None:
        raise NotFound("There is no such question here.")
    book = queries.book(viewer, pk, clock.today())
    asked = next((each for each in book.asked if each.question.code == code), None)
    back = ("The return", presenters.address(pk, code=code))

    def act(form: Any) -> str:
        operations.open_step(by=viewer, at=clock.now(), sheet=pk, code=code, **form.cleaned_data)
        return back[1]

    task = Task(
        "Open an action",
        back,
        lambda data: forms.StepForm(data, initial={"text": asked.said("improve") if asked else ""}),
        act,
        caption=f"{row.agency.title}: {code} {question.text}",
        lede="It stands in the action plan of the return, on your list of work and in the thread, until it made a difference.",
        save="Open the action",
        done="The action is open.",
    )
    return run(request, task)


@needs(Permission.FINDING_RECORD)
def finding(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Record what an answer shows as a finding for all partners, begun with what the panel agreed on it."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    question = queries.asked_in(viewer, row).by_code.get(code)
    if question is None:
        raise NotFound("There is no such question here.")
    agreed = queries.judgements(viewer, pk).filter(code=code, sort=MODERATED).last()
    line = queries.signed_lines(viewer, pk).get(code)
    good = request.GET.get("kind") == GOOD_PRACTICE
    said = (line["words"], line["improve"]) if line else ("", "")
    words = said[0] if good else agreed.reason if agreed else said[1]
    initial = {"kind": GOOD_PRACTICE if good else CONCERN, "text": words}
    meets = queries.may_meet(viewer, row.round)
    back = (
        ("The question", reverse("self_assessment:meet", args=[pk, code]))
        if meets
        else ("The return", presenters.address(pk))
    )

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        themes = [each.strip() for each in given.pop("themes").split(",") if each.strip()]
        operations.record_finding(by=viewer, at=clock.now(), sheet=pk, code=code, themes=themes, **given)
        return back[1]

    task = Task(
        "Record a finding",
        back,
        lambda data: forms.FindingForm(data, initial=initial),
        act,
        caption=f"{row.agency.title}: {code} {question.text}"[:200],
        lede="It stands in the thread with the return as its source: recommendations and actions follow from it there.",
        save="Record it",
        done="The finding is recorded, with the return as its source.",
    )
    return run(request, task)
