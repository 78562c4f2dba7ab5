"""Recommending a change, with advice on the way; asking agencies; answering."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records
from goldenthread.thread import forms, operations, queries
from goldenthread.thread.queries.scope import FINDING
from goldenthread.thread.rules import smart
from goldenthread.thread.views import choices
from goldenthread.thread.views.lists import go
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run


@needs(Permission.FINDING_RECORD)
def recommend(request: HttpRequest) -> HttpResponse:
    """Ask what should change, give plain advice, and recommend it. ``?finding=`` names the first finding it rests on."""
    viewer, asked = viewer_of(request), choices.identified(request.GET.get("finding", ""))
    ground = queries.finding(viewer, asked) if asked else None
    place = ground.record.partnership_id if ground else None
    options = {
        "places": [(str(place), "")] if place else choices.places(viewer, Permission.FINDING_RECORD),
        "agencies": choices.agencies(viewer, place, schools=False),
        "groups": choices.groups(viewer, place),
        "finding": ground is not None,
    }

    def make(data: Any) -> forms.RecommendationForm:
        form = forms.RecommendationForm(data, **options)
        if place:
            del form.fields["partnership"]
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        home = place or UUID(given.pop("partnership"))
        reason = given.pop("reason", "")
        group = choices.identified(given.pop("owner_group"))
        to = [UUID(each) for each in given.pop("addressed_to")]
        findings = [(ground.pk, reason)] if ground else []
        made = operations.recommend(
            by=viewer, at=clock.now(), partnership=home, findings=findings, addressed_to=to, owner_group=group, **given
        )
        return go("recommendation", made)

    back = (ground.record.title, go("finding", ground.pk)) if ground else ("Recommendations", go("recommendations"))
    caption = f"It rests on {ground.record.reference}" if ground else ""
    return _advised(
        request, Task("Recommend a change", back, make, act, "The recommendation is made.", "Recommend it", caption)
    )


@needs(Permission.FINDING_RECORD)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a recommendation says, with advice on the way."""
    viewer = viewer_of(request)
    row = queries.recommendation(viewer, pk)
    fields = {name: getattr(row, name) for name in ("text", "measure", "retest_on", "edition")}
    initial = {"title": row.record.title, **fields}

    def make(data: Any) -> forms.RecommendationForm:
        return forms.RecommendationForm(data, initial=initial, changing=True)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        seen = given.pop("edition")
        operations.change_recommendation(by=viewer, at=clock.now(), recommendation=pk, seen=seen, **given)
        return go("recommendation", pk)

    def stored(theirs: Any) -> dict[str, str]:
        return {"title": queries.recommendation(viewer, theirs.pk).record.title}

    back, caption = (row.record.title, go("recommendation", pk)), row.record.reference
    task = Task("Change the recommendation", back, make, act, caption=caption, stored=stored)
    return _advised(request, task, addressed=bool(row.asked))


def _advised(request: HttpRequest, task: Task, *, addressed: bool = False) -> HttpResponse:
    """Answer a request for a task on a recommendation; the button "Check it" reads what was typed and saves nothing."""
    template = "thread/recommend.jinja"
    form = task.make(request.POST) if request.method == "POST" and "check" in request.POST else None
    if form is not None and not form.finding:
        form.is_valid()
        typed = request.POST
        dated = bool(form.cleaned_data.get("retest_on"))
        advice = smart.advice(
            clean(typed.get("text", "")),
            measure=clean(typed.get("measure", "")),
            dated=dated,
            addressed=addressed or bool(typed.getlist("addressed_to")),
        )
        context = {"task": task, "form": form, "advice": advice, "checked": True}
        return page(request, template, context)
    return run(
        request,
        Task(
            task.title, task.back, task.make, task.act, task.done, task.save, task.caption, stored=task.stored,
            template=template, context={"advice": [], "checked": False},
        ),
    )  # fmt: skip


@needs(Permission.FINDING_RECORD)
def rest_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name another finding that a recommendation rests on."""
    viewer = viewer_of(request)
    row = queries.recommendation(viewer, pk)

    def act(form: Any) -> str:
        ground, reason = form.cleaned_data["ground"], form.cleaned_data["reason"]
        operations.rest_on(by=viewer, at=clock.now(), recommendation=pk, finding=ground.pk, reason=reason)
        return go("recommendation", pk)

    def make(data: Any) -> forms.RestOnForm:
        return forms.RestOnForm(data, records=choices.of_kind(viewer, FINDING))

    back = (row.record.title, go("recommendation", pk))
    return run(request, Task("Rest it on another finding", back, make, act, "It rests on that finding too."))


@needs(Permission.FINDING_RECORD)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask more agencies for an answer."""
    viewer = viewer_of(request)
    row = queries.recommendation(viewer, pk)
    asked = {str(each.agency_id) for each in row.asked}
    place = row.record.partnership_id
    open_ones, schools = (
        [pair for pair in choices.agencies(viewer, place, schools=which) if pair[0] not in asked]
        for which in (False, True)
    )

    def act(form: Any) -> str:
        chosen = [*form.cleaned_data["agencies"], form.cleaned_data.get("school", "")]
        agencies = [UUID(each) for each in chosen if each]
        if not agencies:
            raise RuleBroken("Select at least one agency.", field="agencies")
        operations.address_to(by=viewer, at=clock.now(), recommendation=pk, agencies=agencies)
        return go("recommendation", pk)

    def make(data: Any) -> forms.AskForm:
        return forms.AskForm(data, agencies=open_ones, schools=schools)

    back = (row.record.title, go("recommendation", pk))
    return run(request, Task("Ask agencies for an answer", back, make, act, "They are asked.", "Ask them"))


@needs(Permission.RECOMMENDATION_ANSWER)
def answer(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Answer a recommendation for an agency."""
    viewer = viewer_of(request)
    row, body = queries.recommendation(viewer, pk), records.get(viewer, agency)

    def act(form: Any) -> str:
        operations.respond(by=viewer, at=clock.now(), recommendation=pk, agency=agency, **form.cleaned_data)
        return go("recommendation", pk)

    back = (row.record.title, go("recommendation", pk))
    task = Task(
        f"Answer for {body.title}", back, forms.AnswerForm, act, "The answer is given.", "Give the answer",
        row.record.reference, row.text,
    )  # fmt: skip
    return run(request, task)


@needs(Permission.RECOMMENDATION_ANSWER)
def take_back(request: HttpRequest, pk: UUID, response: UUID) -> HttpResponse:
    """Take an answer back, with the reason."""
    viewer = viewer_of(request)
    row = queries.recommendation(viewer, pk)

    def act(form: Any) -> str:
        why = form.cleaned_data["why"]
        operations.take_back_response(by=viewer, at=clock.now(), recommendation=pk, response=response, why=why)
        return go("recommendation", pk)

    back = (row.record.title, go("recommendation", pk))
    return run(
        request, Task("Take the answer back", back, forms.WhyForm, act, "The answer is taken back.", "Take it back")
    )
