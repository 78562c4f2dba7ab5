"""One return as the partnership sees it: how far it is, its versions, and what is said to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence.rules import cuts
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted, listed
from goldenthread.returns import forms, operations, presenters, queries
from goldenthread.returns.rules import freezing, states
from goldenthread.returns.rules.asking import FOUR
from goldenthread.returns.views import lists
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import Happened, record_page

_CALL = Permission.RETURN_CALL


def address(pk: UUID) -> str:
    """Return the address of a return."""
    return reverse("returns:return", args=[pk])


@needs(Permission.RETURN_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a return as it was signed. What is typed and not signed is the agency's own."""
    viewer = viewer_of(request)
    sheet = queries.sheet(viewer, pk)
    row, versions = sheet.answer, list(queries.versions(viewer, pk))
    place = row.call.partnership_id
    newest = versions[0] if versions else None
    mine = row.agency_id in viewer.agencies
    questions = list(queries.questions(viewer, pk))
    reads = queries.reads_figures(viewer, row)
    context = {
        "row": row,
        "sheet": sheet,
        "reads": reads,
        "standing": queries.standing(viewer, row, clock.today()),
        "versions": versions,
        "newest": newest,
        "lines": newest.lines if newest and reads else sheet.frozen if mine else [],
        "rows": {each.asked.code: each for each in sheet.rows},
        "since": sheet.since if reads else [],
        "questions": questions,
        "say": presenters,
        "cut_words": cuts.words,
        "work_address": presenters.work_address(row.agency_id, row.call.period),
        "may_judge": viewer.may(_CALL, partnership=place) and row.version > 0,
        "may_call": viewer.may(_CALL, partnership=place),
        "may_chase_now": row.version == 0 or row.verdict in (states.QUERIED, states.RETURNED),
        "may_chase": viewer.may(Permission.RETURN_CHASE, partnership=place),
        "may_fill": viewer.may(Permission.RETURN_FILL, agency=row.agency_id),
        "mine": mine,
        "four": list(FOUR.items()),
    }
    history = _history(versions, questions) + _chases(queries.chases(viewer, pk))
    return record_page(
        request, row.pk, "returns/return.jinja", context, history=history, section="evidence", item="returns.calls"
    )


def _history(versions: list[Any], questions: list[Any]) -> list[Happened]:
    found = [
        Happened(f"Version {each.number} signed", each.signed_by.name, each.signed_at, each.why) for each in versions
    ]
    found += [
        Happened(f"Version {each.number} accepted", each.accepted_by_name, each.accepted_at)
        for each in versions
        if each.accepted_at
    ]
    found += [Happened("Asked", each.asked_by_name, each.asked_at, each.text) for each in questions]
    found += [
        Happened("Answered", each.replied_by_name, each.replied_at, each.reply) for each in questions if each.replied_at
    ]
    return found


def _chases(rows: Any) -> list[Happened]:
    return [
        Happened("Chased", each.by_name, each.at, f"{each.words} Told: {listed(each.told) or 'nobody has an account'}.")
        for each in rows
    ]


@needs(_CALL)
@require_POST
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept a return into the evidence."""
    done = operations.accept(by=viewer_of(request), at=clock.now(), answer=pk)
    told = [
        counted(done["supplied"], "figure") + " supplied",
        counted(done["restated"], "figure") + " restated" if done["restated"] else "",
        counted(done["same"], "figure") + " there already" if done["same"] else "",
    ]
    messages.success(request, f"Accepted: {', '.join(filter(None, told))}.")
    return HttpResponseRedirect(address(pk))


@needs(_CALL)
def query(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the agency about its return."""
    viewer = viewer_of(request)
    sheet = queries.sheet(viewer, pk)
    lines = [(str(each.line.pk), each.asked.name) for each in sheet.rows]
    asked = request.GET.get("line", "")

    def act(form: Any) -> str:
        line = form.cleaned_data["line"]
        text = form.cleaned_data["text"]
        operations.query(by=viewer, at=clock.now(), answer=pk, text=text, line=UUID(line) if line else None)
        return address(pk)

    start = {"line": asked if asked in dict(lines) else ""}
    task = Task(
        "Ask the agency",
        (sheet.answer.record.title, address(pk)),
        lambda data: forms.QueryForm(data, lines=lines, initial=start),
        act,
        save="Ask",
        done="Asked. The agency finds it among its work and has five working days.",
    )
    return run(request, task)


@needs(_CALL)
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return a signed version to the agency."""
    viewer = viewer_of(request)
    row = queries.answer(viewer, pk)

    def act(form: Any) -> str:
        operations.send_back(by=viewer, at=clock.now(), answer=pk, reason=form.cleaned_data["reason"])
        return address(pk)

    back = (row.record.title, address(pk))
    task = Task(
        "Return it to the agency", back, forms.ReasonForm, act, save="Return it", done="Returned to the agency."
    )
    return run(request, task)


@needs(Permission.RETURN_FILL)
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a question about a return."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)

    def act(form: Any) -> str:
        operations.reply(by=viewer, at=clock.now(), question=pk, text=form.cleaned_data["text"])
        return address(row.answer_id)

    about = row.line.ask.indicator.name if row.line else "The whole return"
    task = Task(
        "Answer the partnership",
        ("The return", address(row.answer_id)),
        forms.ReplyForm,
        act,
        caption=about,
        lede=row.text,
        save="Answer",
        done="Answered.",
    )
    return run(request, task)


@needs(Permission.RETURN_CHASE)
def chase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Chase a return."""
    viewer = viewer_of(request)
    row = queries.answer(viewer, pk)
    start = {"who": [states.SUPPLIER], "words": presenters.waits(row, clock.today())}

    def act(form: Any) -> str:
        operations.chase(by=viewer, at=clock.now(), answer=pk, **form.cleaned_data)
        return address(pk)

    task = Task(
        "Chase this return",
        (row.record.title, address(pk)),
        lambda data: forms.ChaseForm(data, initial=start),
        act,
        lede="It stands among the agency's work already. This writes to people too, and is kept on the return.",
        save="Chase",
        done="Chased.",
    )
    return run(request, task)


@needs(Permission.RETURN_CHASE)
@require_POST
def lock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lock a return."""
    operations.lock(by=viewer_of(request), at=clock.now(), answer=pk)
    return HttpResponseRedirect(address(pk))


@needs(_CALL)
def unlock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a locked return again."""
    viewer = viewer_of(request)
    row = queries.answer(viewer, pk)

    def act(form: Any) -> str:
        operations.unlock(by=viewer, at=clock.now(), answer=pk, **form.cleaned_data)
        return address(pk)

    task = Task("Open the return again", (row.record.title, address(pk)), forms.UnlockForm, act, save="Open it")
    return run(request, task)


@needs(Permission.RETURN_VIEW)
def timeliness(request: HttpRequest) -> HttpResponse:
    """Show completeness and timeliness by agency over time."""
    viewer, today = viewer_of(request), clock.today()
    rows = queries.timed(viewer)
    context = {"matrix": queries.matrix(viewer, today, rows)}
    return lists.timeliness(viewer, today).respond(request, rows, "returns/timeliness.jinja", context)


@needs(Permission.RETURN_VIEW)
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show a version as it was signed, and what it changed of another."""
    viewer = viewer_of(request)
    row = queries.answer(viewer, pk)
    shown = queries.version(viewer, row, number)
    others = [each for each in queries.versions(viewer, pk) if each.number != number]
    wanted = request.GET.get("with", str(number - 1))
    other = next((each for each in others if str(each.number) == wanted), None)
    first, second = (other, shown) if other and other.number < number else (shown, other)
    context = {
        "row": row,
        "version": shown,
        "others": others,
        "other": other,
        "differences": freezing.compare(first.lines, second.lines) if first and second else [],
        "first": first,
        "second": second,
        "say": presenters,
        "cut_words": cuts.words,
    }
    return page(request, "returns/version.jinja", context, section="evidence", item="returns.calls")
