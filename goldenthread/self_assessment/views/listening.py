"""The survey of practitioners, answered without signing in; and sessions in which sectors are challenged."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, public, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import queries as quality
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import record_page

_RUN = Permission.ASSESSMENT_RUN
_ABOUT = (
    "Each agency gets an address to pass on. Answers have no name; nothing is shown before the survey closes, nor where fewer than "
    "six answered."
)
_NONE = (
    "No survey is published yet. Under Question banks choose The library, take the survey of practitioners over and publish it; "
    "then open it here."
)
NOBODY = Viewer(user_id=UUID(int=0), name="A practitioner, without a name", email="", through="web")


@public("practitioners answer without a name: whoever has the address may, and nothing about anybody is shown")
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a practitioner, and thank them."""
    asked, agency = queries.survey_asked(token, clock.today())
    wrong = ""
    if request.method == "POST":
        values = {each.code: request.POST.get(f"value-{each.code}", "") for each in asked.questions}
        try:
            operations.hear(by=NOBODY, at=clock.now(), token=token, values=values)
        except RuleBroken as broken:
            wrong = broken.sentence
        else:
            return HttpResponseRedirect(f"{request.path}?thanks=yes")
    context = {
        "asked": asked,
        "agency": agency,
        "say": presenters,
        "wrong": wrong,
        "posted": request.POST,
        "thanks": request.GET.get("thanks") == "yes",
    }
    return page(request, "self_assessment/survey.jinja", context, status=422 if wrong else 200)


@needs(_RUN)
def open_survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a survey beside a round."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    found = quality.editions(viewer, purpose="survey").filter(state="published")
    editions = [(str(each.pk), f"{each.bank.title}, {each.label}") for each in found]
    back = (row.record.title, reverse("self_assessment:round", args=[pk]))
    first: dict[str, Any] = {"opens_on": clock.today(), "closes_on": row.fill_by}
    if len(editions) == 1:
        first["asked"] = editions[0][0]

    def act(form: Any) -> str:
        given = form.cleaned_data | {"asked": UUID(form.cleaned_data["asked"])}
        operations.open_survey(by=viewer, at=clock.now(), round=pk, **given)
        return reverse("self_assessment:survey_links", args=[pk])

    task = Task(
        "Survey of practitioners",
        back,
        lambda data: forms.SurveyForm(data, editions=editions, initial=first),
        act,
        caption=row.record.title,
        lede=_ABOUT if editions else _NONE,
        save="Open the survey",
        done="Pass each address on to the agency it belongs to.",
    )
    return run(request, task)


@needs(Permission.ASSESSMENT_VIEW)
def links(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the addresses of a survey to those who pass them on."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    found = [
        (each.agency.title, request.build_absolute_uri(reverse("self_assessment:survey", args=[each.token])))
        for each in queries.survey_links(viewer, pk)
    ]
    return page(request, "self_assessment/links.jinja", {"row": row, "links": found}, section="quality")


@needs(_RUN)
def new_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a challenge session."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)

    def act(form: Any) -> str:
        made = operations.hold_session(by=viewer, at=clock.now(), round=pk, **form.cleaned_data)
        return reverse("self_assessment:session", args=[made])

    task = Task(
        "Sector challenge session",
        (row.record.title, reverse("self_assessment:round", args=[pk])),
        forms.SessionForm,
        act,
        caption=row.record.title,
        done="Recorded. Put down what it found, on its page.",
    )
    return run(request, task)


@needs(Permission.ASSESSMENT_VIEW)
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a challenge session."""
    viewer = viewer_of(request)
    row = queries.session(viewer, pk)
    context = {"row": row, "runs": viewer.may(_RUN, partnership=row.round.partnership_id)}
    return record_page(
        request, pk, "self_assessment/session.jinja", context, section="quality", item="self_assessment.rounds"
    )


@needs(_RUN)
def change_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is said of a session."""
    viewer = viewer_of(request)
    row = queries.session(viewer, pk)
    start = {each: getattr(row, each) for each in ("held_on", "asked", "outcome", "edition")}
    back = (row.record.title, reverse("self_assessment:session", args=[pk]))

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_session(by=viewer, at=clock.now(), session=pk, seen=seen, changes=form.changed_values())
        return back[1]

    return run(
        request, Task("Change the session", back, lambda data: forms.ChangeSessionForm(data, initial=start), act)
    )
