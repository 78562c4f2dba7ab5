"""Pages of those who run rounds: begun, filled with who must answer, sent, watched, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread import jobs
from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks.rules import chasing as steps
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import listed
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import queries as quality
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.rules import signing
from goldenthread.self_assessment.views import lists
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import record_page

_RUN = Permission.ASSESSMENT_RUN
AT_ONCE = 40
"""So many returns are given while somebody waits; more are given in the background."""


def address(pk: UUID) -> str:
    """Return the address of a round."""
    return reverse("self_assessment:round", args=[pk])


@needs(Permission.ASSESSMENT_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the rounds."""
    viewer = viewer_of(request)
    context = {"may_run": viewer.may_somewhere(_RUN), "watches": bool(queries.places_watched(viewer))}
    rows = queries.rounds_listed(viewer)
    return lists.rounds().respond(request, rows, "self_assessment/rounds.jinja", context)


def _groups(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in partnerships.groups(viewer, on=clock.today())]


@needs(_RUN)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    viewer = viewer_of(request)
    homes, editions, groups = queries.places_to_run(viewer), queries.editions_to_ask(viewer), _groups(viewer)

    def make(data: Any) -> Any:
        start = {"partnership": homes[0][0] if len(homes) == 1 else "", "signers": list(signing.SIGNERS)}
        return forms.RoundForm(data, initial=start, homes=homes, editions=editions, groups=groups)

    def act(form: Any) -> str:
        given = _given(form) | {name: UUID(form.cleaned_data[name]) for name in ("partnership", "asked")}
        given["places"] = [UUID(each) for each in form.cleaned_data.get("places", [])]
        return address(operations.start_round(by=viewer, at=clock.now(), **given))

    task = Task(
        "New round of self-assessment",
        ("Self-assessments", reverse("self_assessment:rounds")),
        make,
        act,
        lede="Nobody is asked before you send it. Next year you begin from this one.",
        save="Begin the round",
        done="Now say who must answer.",
    )
    return run(request, task)


def _given(form: Any) -> dict[str, Any]:
    given = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
    return given | {"group": UUID(given["group"]) if given.get("group") else None}


@needs(Permission.ASSESSMENT_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a round: who must answer, who has, who is silent."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.one_round(viewer, pk)
    found = queries.returns_listed(viewer, pk)
    facts = queries.counts(viewer, pk, today)
    likenesses = sorted({each for each in found.values_list("likeness", flat=True).order_by() if each})
    view = lists.returns(today, likenesses)
    if request.GET.get("format"):
        return view.respond(request, found)
    context = {
        "row": row,
        "list": view.build(request, found) if row.sent_at else None,
        "facts": facts,
        "plan": queries.progress(viewer, pk, today),
        "places": list(row.places.values_list("partnership__title", flat=True)),
        "signers": [presenters.signer(each) for each in row.signers],
        "to_ask": len(row.to_ask),
        "sessions": list(queries.sessions(viewer, pk)),
        "has_survey": queries.survey_links(viewer, pk).exists(),
        "state": presenters.round_state(row),
        "say": presenters,
        "runs": viewer.may(_RUN, partnership=row.partnership_id),
        "moderates": viewer.may_somewhere(Permission.ASSESSMENT_MODERATE),
    }
    return record_page(
        request, pk, "self_assessment/round.jinja", context, section="quality", item="self_assessment.rounds"
    )


@needs(_RUN)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the days and words of a round."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    scales = {each.scale for each in quality.questionnaire(viewer, row.asked_id).questions if each.scale}
    grades = [
        (value.code, value.label) for scale in sorted(scales, key=lambda each: each.name) for value in scale.values
    ]
    names = ("fill_by", "sign_by", "signers", "words", "threshold", "edition")
    start = {each: getattr(row, each) for each in names} | {"group": str(row.group_id or "")}
    start |= {"reminders": ", ".join(map(str, row.reminders)), "ladder": steps.written(row.ladder)}
    groups = _groups(viewer)

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_round(by=viewer, at=clock.now(), round=pk, seen=seen, changes=_given(form))
        return address(pk)

    def make(data: Any) -> Any:
        return forms.ChangeRoundForm(data, initial=start, groups=groups, grades=grades, sent=row.sent_at is not None)

    return run(request, Task("Change the round", (row.record.title, address(pk)), make, act))


@needs(_RUN)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who must answer. Schools are ticked to begin with where schools are asked, the others where they are."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.one_round(viewer, pk)
    places = row.homes
    schools = row.asked.bank.purpose == "section_175"
    found = queries.agencies_to_ask(viewer, places, today, schools=schools)
    start = row.to_ask or [str(each) for each, _ in found]
    agencies = [(str(each), name) for each, name in found]

    def act(form: Any) -> str:
        wanted = [UUID(each) for each in form.cleaned_data["agencies"]]
        operations.ask(by=viewer, at=clock.now(), round=pk, agencies=wanted)
        return address(pk)

    task = Task(
        "Who must answer?",
        (row.record.title, address(pk)),
        lambda data: forms.AskForm(data, initial={"agencies": start}, agencies=agencies),
        act,
        done="Kept. Nobody is asked before you send the round.",
    )
    return run(request, task)


@needs(_RUN)
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a round; a large one in the background."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    if len(row.to_ask) > AT_ONCE:
        job = jobs.enqueue("self_assessment.send", by=viewer, round=str(pk))
        return HttpResponseRedirect(reverse("jobs:job", args=[job]))
    try:
        made = operations.send_round(by=viewer, at=clock.now(), round=pk)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, f"Sent. {len(made)} returns wait to be answered.")
    return HttpResponseRedirect(address(pk))


@needs(_RUN)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the same round for the next year."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)
    editions = [
        (str(each.pk), f"{each.bank.title}, {each.label}")
        for each in quality.editions(viewer).filter(bank=row.asked.bank_id, state="published")
    ]
    start = {"asked": editions[0][0] if editions else ""}

    def act(form: Any) -> str:
        given = form.cleaned_data | {"asked": UUID(form.cleaned_data["asked"])}
        return address(operations.repeat_round(by=viewer, at=clock.now(), round=pk, **given))

    task = Task(
        "The same for the next year",
        (row.record.title, address(pk)),
        lambda data: forms.AgainForm(data, initial=start, editions=editions),
        act,
        caption=row.record.title,
        lede="The same agencies are asked. Each finds this year's answers carried forward.",
        save="Begin the round",
        done="Begun. Nobody is asked before you send it.",
    )
    return run(request, task)


@needs(_RUN)
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a round."""
    operations.close_round(by=viewer_of(request), at=clock.now(), round=pk)
    messages.success(request, "Closed. Nothing can be typed or signed in it any more.")
    return HttpResponseRedirect(address(pk))


@needs(_RUN)
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remind everybody who has not returned."""
    viewer = viewer_of(request)
    row = queries.one_round(viewer, pk)

    def act(form: Any) -> str:
        silent = operations.remind(by=viewer, at=clock.now(), round=pk, words=form.cleaned_data["words"])
        if silent:
            messages.warning(
                request, f"Nobody could be told for {listed(silent[:20])}. No account may answer for them."
            )
        return address(pk)

    task = Task(
        "Remind those who have not returned",
        (row.record.title, address(pk)),
        forms.RemindForm,
        act,
        caption=row.record.title,
        lede="One mail to each who can answer for an agency whose return is not signed; nobody is told twice in a day.",
        save="Send the reminders",
        done="Sent.",
    )
    return run(request, task)
