"""Signing a return, seeing what was signed, opening it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import counted
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.rules import freezing
from goldenthread.self_assessment.rules.signing import GOVERNOR
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run


@needs(Permission.ASSESSMENT_SIGN)
def sign(request: HttpRequest, pk: UUID, role: str) -> HttpResponse:
    """Sign a return in one role; with ``paper=yes`` record that the chair of governors signed on paper."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk, clock.today())
    row = book.row
    if not book.whole or role not in queries.signers_waiting(viewer, row):
        raise NotFound("Nothing here waits for this signature.")
    if row.frozen_at is None and book.waiting:
        words = f"{counted(len(book.waiting), 'question')} to do before it can be signed. They stand here."
        messages.error(request, words)
        return HttpResponseRedirect(presenters.address(pk))
    paper = role == GOVERNOR and request.GET.get("paper") == "yes"
    again = bool(row.version) and row.frozen_at is None
    last = queries.versions(viewer, pk).first()

    def act(form: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("why", "name", "on") if name in form.cleaned_data}
        operation = operations.sign_on_paper if paper else operations.sign
        operation(by=viewer, at=clock.now(), sheet=pk, role=role, **given)
        return presenters.address(pk)

    lines = book.frozen
    task = Task(
        f"Sign as {presenters.signer(role).lower()}",
        ("The return", presenters.address(pk)),
        lambda data: (forms.PaperForm if paper else forms.SignForm)(data, again=again),
        act,
        caption=f"{row.agency.title}, {row.round.record.title}",
        lede="The first signature freezes the answers: nothing can be typed after it."
        if row.frozen_at is None
        else "These are the answers that were frozen with the first signature.",
        save="Sign",
        done="Signed.",
        template="self_assessment/sign.jinja",
        context={
            "book": book,
            "say": presenters,
            "checksum": freezing.checksum(lines)[:12],
            "changed": freezing.differences(last.lines, lines) if last and again else {},
            "paper_address": f"{request.path}?paper=yes" if role == GOVERNOR and not paper else "",
        },
    )
    return run(request, task)


@needs(Permission.ASSESSMENT_PART)
def open_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a return again after a signature."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)

    def act(form: Any) -> str:
        operations.open_again(by=viewer, at=clock.now(), sheet=pk, why=form.cleaned_data["why"])
        return presenters.address(pk)

    task = Task(
        "Open the return again",
        ("The return", presenters.address(pk)),
        forms.ReasonForm,
        act,
        caption=f"{row.agency.title}, {row.round.record.title}",
        lede="What was signed stays, with its signatures. Everybody signs the next version anew.",
        save="Open it again",
        done="Open. Everybody signs it again when it is ready.",
    )
    return run(request, task)


@needs(Permission.ASSESSMENT_VIEW)
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show what was signed, as it was signed."""
    viewer = viewer_of(request)
    row = queries.sheet(viewer, pk)
    known = list(queries.versions(viewer, pk))
    found = next((each for each in known if each.number == number), None)
    own = viewer.may(Permission.ASSESSMENT_VIEW, agency=row.agency_id)
    if found is None or not (own or found.whole_at):
        raise NotFound("There is no such version, or you are not allowed to see it.")
    before = next((each for each in known if each.number == number - 1), None)
    asked = queries.asked_in(viewer, row)
    context = {
        "row": row,
        "version": found,
        "signatures": list(found.signatures.all()),
        "asked": asked,
        "lines": freezing.by_code(found.lines),
        "changed": freezing.differences(before.lines, found.lines) if before else {},
        "say": presenters,
        "back": (row.record.title, reverse("self_assessment:return", args=[pk])),
    }
    return page(request, "self_assessment/version.jinja", context, section="quality")
