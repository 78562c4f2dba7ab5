"""The evidence library of an agency, and what stands under which answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.views import lists
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import record_page

_FILL, _PART = Permission.ASSESSMENT_FILL, Permission.ASSESSMENT_PART


@needs(_FILL)
def library(request: HttpRequest) -> HttpResponse:
    """List the evidence of the viewer's agencies."""
    viewer = viewer_of(request)
    found = queries.library_listed(viewer)
    return lists.evidence(clock.today()).respond(request, found, "self_assessment/library.jinja")


@needs(_PART)
def new(request: HttpRequest) -> HttpResponse:
    """Add evidence; from an answer it goes under it at once (``sheet`` and ``code`` in the address)."""
    viewer = viewer_of(request)
    agencies = sorted(viewer.reach(_FILL).agencies)
    sheet, code = request.GET.get("sheet", ""), request.GET.get("code", "")
    row = queries.sheet(viewer, _id(sheet)) if sheet else None
    agency = row.agency_id if row else agencies[0] if agencies else None
    if agency is None:
        raise NotFound("Evidence belongs to an agency, and you answer for none.")
    back = (
        ("The return", presenters.address(row.pk, code=code))
        if row
        else ("Our evidence", reverse("self_assessment:library"))
    )

    def act(form: Any) -> str:
        made = operations.add_evidence(by=viewer, at=clock.now(), agency=agency, **form.cleaned_data)
        if row is None:
            return reverse("self_assessment:evidence", args=[made])
        operations.attach(by=viewer, at=clock.now(), sheet=row.pk, code=code, evidence=made)
        return back[1]

    task = Task(
        "Add evidence",
        back,
        forms.EvidenceForm,
        act,
        caption=records.get(viewer, agency).title,
        lede="Say what it is and where it is. A paper can be put on its page afterwards.",
        done="Added to your library.",
    )
    return run(request, task)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("There is no such return, or you are not allowed to see it.") from error


@needs(_PART)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a piece of evidence."""
    viewer = viewer_of(request)
    row = queries.piece(viewer, pk)
    own = viewer.may(_FILL, agency=row.agency_id)
    context = {"row": row, "own": own, "uses": queries.uses(viewer, pk) if own else [], "today": clock.today()}
    return record_page(request, pk, "self_assessment/evidence.jinja", context, section="quality")


@needs(_FILL)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is said of a piece of evidence."""
    viewer = viewer_of(request)
    row = queries.piece(viewer, pk)
    start = {each: getattr(row, each) for each in ("about", "address", "made_on", "valid_until", "edition")}
    start["title"] = row.record.title
    back = (row.record.title, reverse("self_assessment:evidence", args=[pk]))

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_evidence(by=viewer, at=clock.now(), evidence=pk, seen=seen, changes=form.changed_values())
        return back[1]

    return run(
        request, Task("Change the evidence", back, lambda data: forms.ChangeEvidenceForm(data, initial=start), act)
    )


@needs(_PART)
def attach(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Put a piece of the library under an answer."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    question = queries.asked_in(viewer, row).by_code.get(code)
    if question is None:
        raise NotFound("There is no such question here.")
    pieces = [(str(each.pk), each.record.title) for each in queries.library(viewer, row.agency_id)]
    add = f"{reverse('self_assessment:new_evidence')}?sheet={pk}&code={code}"
    if not pieces and request.method == "GET":
        return HttpResponseRedirect(add)
    back = ("The return", presenters.address(pk, code=code))

    def act(form: Any) -> str:
        piece = UUID(form.cleaned_data["evidence"])
        operations.attach(by=viewer, at=clock.now(), sheet=pk, code=code, evidence=piece)
        return back[1]

    task = Task(
        "Evidence from your library",
        back,
        lambda data: forms.AttachForm(data, pieces=pieces),
        act,
        caption=f"{code} {question.text}",
        done="It stands under the answer.",
        template="self_assessment/attach.jinja",
        context={"new": add},
    )
    return run(request, task)


@needs(_PART)
@require_POST
def detach(request: HttpRequest, pk: UUID, code: str, piece: UUID) -> HttpResponse:
    """Take a piece of evidence from under an answer."""
    operations.detach(by=viewer_of(request), at=clock.now(), sheet=pk, code=code, evidence=piece)
    messages.success(request, "Taken away. It stays in your library.")
    return HttpResponseRedirect(presenters.address(pk, code=code))
