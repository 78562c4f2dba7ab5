"""The return as those who fill it see it: one standard at a time, kept as it is typed."""

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
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import counted
from goldenthread.quality import frozen
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.queries import Book, Section
from goldenthread.self_assessment.rules import signing, standing
from goldenthread.self_assessment.rules.standing import Asked
from goldenthread.self_assessment.views import lists, seeing
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_PART, _FILL = Permission.ASSESSMENT_PART, Permission.ASSESSMENT_FILL


@needs(_PART)
def mine(request: HttpRequest) -> HttpResponse:
    """List what the viewer's agencies are asked, and what they have a part of in hand."""
    viewer = viewer_of(request)
    return lists.mine().respond(request, queries.mine(viewer))


@needs(_PART)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a return: to those who answer it, what is asked; to others, how far it is and what was signed."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk, clock.today())
    if not book.sections:
        return seeing.one(request, viewer, book)
    theirs: dict[str, Any] = {}
    if request.method == "POST":
        theirs = _save(request, viewer, book)
        if not theirs:
            return HttpResponseRedirect(_next(request, viewer, book))
        book = queries.book(viewer, pk, clock.today())
    return page(
        request,
        "self_assessment/return.jinja",
        _context(request, viewer, book, theirs),
        status=409 if theirs else 200,
        section="quality",
        item="self_assessment.mine",
    )


def _save(request: HttpRequest, viewer: Viewer, book: Book) -> dict[str, Any]:
    """Keep what a form says; return the answers somebody else saved meanwhile."""
    known = {each.question.code: each for each in book.asked}
    given = {
        code: told
        for code, told in presenters.typed(request.POST).items()
        if code in known and not presenters.unchanged(known[code], told[1])
    }
    theirs: dict[str, Any] = {}
    if given:
        theirs = operations.keep_answers(by=viewer, at=clock.now(), sheet=book.row.pk, answers=given).theirs
    confirmed = [code for code in request.POST.getlist("confirm") if code in known]
    if confirmed and not theirs:
        operations.confirm(by=viewer, at=clock.now(), sheet=book.row.pk, codes=confirmed)
    return theirs


def _next(request: HttpRequest, viewer: Viewer, book: Book) -> str:
    """Where to go after saving: the same standard, or the next one."""
    codes = [each.standard.code for each in book.sections]
    here = request.POST.get("standard", "")
    messages.success(request, f"Draft saved at {clock.london(clock.now()):%H:%M}.")
    if request.POST.get("do") == "next" and here in codes[:-1]:
        here = codes[codes.index(here) + 1]
    return presenters.address(book.row.pk, here)


def _shown(request: HttpRequest, book: Book) -> list[Section]:
    """The standard that is open: the one asked for, else the first with something to do; or all of them."""
    wanted = request.GET.get("standard") or request.POST.get("standard", "")
    if wanted == "all":
        return list(book.sections)
    found = book.section(wanted) or next((each for each in book.sections if each.waiting), book.sections[0])
    return [found]


def _context(request: HttpRequest, viewer: Viewer, book: Book, theirs: dict[str, Any]) -> dict[str, Any]:
    row, shown = book.row, _shown(request, book)
    fills = viewer.may(_FILL, agency=row.agency_id)
    waiting = queries.signers_waiting(viewer, row)
    signs = viewer.may(Permission.ASSESSMENT_SIGN, agency=row.agency_id) and row.round.closed_at is None
    return {
        "book": book,
        "row": row,
        "sections": shown,
        "last": shown[-1] is book.sections[-1],
        "say": presenters,
        "tones": presenters.TONES,
        "state_words": standing.WORDS,
        "theirs": theirs,
        "posted": presenters.typed(request.POST) if theirs else {},
        "face": _face(viewer, row),
        "fills": fills,
        "to_sign": [(each, presenters.signer(each)) for each in waiting] if signs and not book.waiting else [],
        "waiting_signers": [presenters.signer(each) for each in waiting],
        "paper": signing.GOVERNOR,
        "signatures": _signatures(viewer, row),
        "places": list(row.answered.values_list("partnership__title", flat=True)),
        "steps": seeing.plan(viewer, row),
        "newest": row.version,
        "confirmable": [code.question.code for each in book.sections for code in each.to_confirm if not code.expired],
    }


def _signatures(viewer: Viewer, row: Any) -> list[Any]:
    found = queries.versions(viewer, row.pk).first() if row.version else None
    return list(found.signatures.all()) if found and row.frozen_at else []


def _face(viewer: Viewer, row: Any) -> Any:
    found = clocks.deadlines(viewer).filter(pk=row.deadline).first() if row.deadline else None
    return clock_face(found, clock.now(), clocks.calendar(viewer)) if found else None


@needs(_PART)
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the answers that a part of the form says: for the script. Nothing is counted or compared here."""
    viewer, now = viewer_of(request), clock.now()
    given = presenters.typed(request.POST)
    kept = operations.keep_answers(by=viewer, at=now, sheet=pk, answers=given)
    asked = frozen.questionnaire(kept.asked).by_code
    told = {}
    for code, answer in {**kept.changed, **kept.theirs}.items():
        context = {"each": Asked(asked[code], answer), "conflict": code in kept.theirs, "say": presenters}
        context |= {"tones": presenters.TONES, "state_words": standing.WORDS}
        edition = None if code in kept.theirs else answer.edition
        html = render_to_string("self_assessment/met.jinja", context, request)
        told[code] = {"edition": edition, "html": html, "worked": ""}
    words = f"Kept at {clock.london(now):%H:%M}" if not kept.theirs else "Somebody else changed this answer"
    return JsonResponse({"lines": told, "words": words, "progress": f"Question {', '.join(given)}"})


@needs(_PART)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that last year's answers are still true: of one standard, or of all."""
    viewer = viewer_of(request)
    done = operations.confirm(by=viewer, at=clock.now(), sheet=pk, codes=request.POST.getlist("code"))
    messages.success(request, f"{counted(done, 'answer')} of last year confirmed.")
    return HttpResponseRedirect(presenters.address(pk, request.POST.get("standard", "")))


@needs(_FILL)
def hand(request: HttpRequest, pk: UUID, standard: str) -> HttpResponse:
    """Hand a standard to a colleague."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk, clock.today())
    section = book.section(standard)
    if section is None:
        raise NotFound("There is no such part, or you are not allowed to see it.")
    people = [(str(each), name) for each, name in queries.colleagues(viewer, book.row.agency_id, clock.today())]

    def act(form: Any) -> str:
        person, note = UUID(form.cleaned_data["person"]), form.cleaned_data["note"]
        operations.hand_part(by=viewer, at=clock.now(), sheet=pk, standard=standard, person=person, note=note)
        return presenters.address(pk, standard)

    task = Task(
        "Hand this part to a colleague",
        ("The return", presenters.address(pk, standard)),
        lambda data: forms.HandForm(data, people=people),
        act,
        caption=section.standard.title,
        lede="They find it among their work and see this part only. You can still type into it yourself.",
        save="Hand it over",
        done="Handed over.",
    )
    return run(request, task)


@needs(_FILL)
@require_POST
def take_back(request: HttpRequest, pk: UUID, standard: str) -> HttpResponse:
    """Take a standard back from a colleague."""
    operations.take_part_back(by=viewer_of(request), at=clock.now(), sheet=pk, standard=standard)
    messages.success(request, "Taken back.")
    return HttpResponseRedirect(presenters.address(pk, standard))


@needs(_PART)
@require_POST
def done(request: HttpRequest, pk: UUID, standard: str) -> HttpResponse:
    """Say that the part one has in hand is done."""
    try:
        operations.finish_part(by=viewer_of(request), at=clock.now(), sheet=pk, standard=standard)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return HttpResponseRedirect(presenters.address(pk, standard))
    messages.success(request, "Thank you. The part is done.")
    return HttpResponseRedirect(reverse("self_assessment:mine"))
