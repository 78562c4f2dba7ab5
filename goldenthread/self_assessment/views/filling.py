"""The return as those who fill it see it: one standard at a time, kept as it is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
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
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.queries import Book, Section
from goldenthread.self_assessment.rules import signing, standing
from goldenthread.self_assessment.rules.standing import Asked
from goldenthread.self_assessment.views import lists, seeing
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

ALL, CHANGED, SAME = "all", "changed", "same"
"""What can be opened beside a standard: everything on one page, what is new or changed since last year, what can be confirmed."""
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
    refused, status = "", 200
    if request.method == "POST":
        try:
            theirs = _save(request, viewer, book)
        except RuleBroken as broken:
            refused, status = broken.sentence, 422
        else:
            if not theirs:
                return HttpResponseRedirect(_next(request, viewer, book))
            book, status = queries.book(viewer, pk, clock.today()), 409
    context = _context(request, viewer, book, theirs)
    context |= {"refused": refused, "lost": presenters.lost(request.POST, book.asked) if refused else []}
    return page(
        request,
        "self_assessment/return.jinja",
        context,
        status=status,
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
    if request.POST.get("do") == "next" and here in (CHANGED, SAME):
        return presenters.address(book.row.pk)
    if request.POST.get("do") == "next" and here in codes[:-1]:
        here = codes[codes.index(here) + 1]
    return presenters.address(book.row.pk, here)


def _shown(request: HttpRequest, book: Book) -> tuple[str, list[Section]]:
    """What is open, and its standards: what was asked for, else what changed since last year, else the first with work to do."""
    wanted = request.GET.get("standard") or request.POST.get("standard", "")
    changed = list(book.fresh)
    if wanted == ALL:
        return ALL, list(book.sections)
    offered = not wanted and book.whole and book.open and any(each.waiting for each in changed)
    if changed and (offered or wanted == CHANGED):
        return CHANGED, changed
    confirmable = [
        replace(each, asked=tuple(each.to_confirm)) for each in book.sections if each.to_confirm and not each.handed
    ]
    if confirmable and wanted == SAME:
        return SAME, confirmable
    found = book.section(wanted) or next((each for each in book.sections if each.waiting), book.sections[0])
    return found.standard.code, [found]


def _context(request: HttpRequest, viewer: Viewer, book: Book, theirs: dict[str, Any]) -> dict[str, Any]:
    row, (here, shown) = book.row, _shown(request, book)
    fills = viewer.may(_FILL, agency=row.agency_id)
    waiting = queries.signers_waiting(viewer, row)
    own = next((each.part for each in book.sections if each.handed and not book.whole), None)
    signs = viewer.may(Permission.ASSESSMENT_SIGN, agency=row.agency_id) and row.round.closed_at is None
    return {
        "book": book,
        "row": row,
        "sections": shown,
        "here": here,
        "last": here == ALL or (here not in (CHANGED, SAME) and shown[-1] is book.sections[-1]),
        "fresh_waiting": sum(each.waiting for each in book.fresh) if book.fresh else None,
        "expired": _expired(book),
        "road": fills and book.open,
        **(seeing.voices(viewer, book, {each.question.code: each.value for each in book.asked}) if book.whole else {}),
        "say": presenters,
        "tones": presenters.TONES,
        "state_words": standing.WORDS,
        "theirs": theirs,
        "posted": presenters.typed(request.POST) if theirs else {},
        "face": _face(viewer, row, own),
        "fills": fills,
        "to_sign": [(each, presenters.signer(each)) for each in waiting] if signs and not book.waiting else [],
        "waiting_signers": [presenters.signer(each) for each in waiting],
        "paper": signing.GOVERNOR,
        "signatures": _signatures(viewer, row),
        "places": list(row.answered.values_list("partnership__title", flat=True)),
        "steps": seeing.plan(viewer, row),
        "newest": row.version,
        "confirmable": [one.question.code for each in book.sections if not each.handed for one in each.to_confirm],
        "others": sum(len(each.to_confirm) for each in book.sections if each.handed),
    }


def _expired(book: Book) -> list[tuple[str, str]]:
    """Answers of last year that cannot be confirmed, because their evidence has expired: code, and code of the standard."""
    return [
        (one.question.code, section.standard.code)
        for section in book.sections
        for one in section.asked
        if one.expired and one.to_do
    ]


def _signatures(viewer: Viewer, row: Any) -> list[Any]:
    found = queries.versions(viewer, row.pk).first() if row.version else None
    return list(found.signatures.all()) if found and row.frozen_at else []


def _face(viewer: Viewer, row: Any, part: Any) -> Any:
    """The clock of the return; for a colleague that of the part in hand."""
    wanted = part.deadline if part else row.deadline
    found = clocks.deadlines(viewer).filter(pk=wanted).first() if wanted else None
    return clock_face(found, clock.now(), clocks.calendar(viewer)) if found else None


@needs(_PART)
@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the answers that a part of the form says: for the script. Nothing is counted or compared here.

    A question of which only "Still true" is ticked, and nothing was answered yet, keeps last year's answer.
    """
    viewer, now = viewer_of(request), clock.now()
    given = presenters.typed(request.POST)
    ticked = [code for code in request.POST.getlist("confirm") if given.get(code, (0, {}))[0] == 0]
    if ticked:
        operations.confirm(by=viewer, at=now, sheet=pk, codes=ticked)
        book = queries.book(viewer, pk, clock.today())
        told = {each.question.code: each.answer for each in book.asked if each.question.code in ticked and each.answer}
        return _told(request, book.questionnaire, told, {}, now)
    try:
        kept = operations.keep_answers(by=viewer, at=now, sheet=pk, answers=given)
    except RuleBroken as broken:
        return JsonResponse({"refused": broken.sentence}, status=422)
    return _told(request, frozen.questionnaire(kept.asked), kept.changed, kept.theirs, now)


def _told(
    request: HttpRequest, asked: Questionnaire, changed: Mapping[str, Any], theirs: Mapping[str, Any], now: datetime
) -> JsonResponse:
    """What the script shows beside the answers that were kept, and beside those somebody else changed meanwhile."""
    told = {}
    for code, answer in {**changed, **theirs}.items():
        context = {"each": Asked(asked.by_code[code], answer), "conflict": code in theirs, "say": presenters}
        context |= {"may": False, "tones": presenters.TONES, "state_words": standing.WORDS}
        edition = None if code in theirs else answer.edition
        html = render_to_string("self_assessment/met.jinja", context, request)
        told[code] = {"edition": edition, "html": html, "worked": ""}
    words = f"Kept at {clock.london(now):%H:%M}" if not theirs else "Somebody else changed this answer"
    return JsonResponse({"lines": told, "words": words, "progress": f"Question {', '.join(told)}"})


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
    people = [(str(each), name) for each, name in queries.colleagues_told(viewer, book.row.agency_id, clock.today())]

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
def hand_several(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand several parts to one colleague at once."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk, clock.today())
    people = [(str(each), name) for each, name in queries.colleagues_told(viewer, book.row.agency_id, clock.today())]
    parts = [(each.standard.code, f"{each.standard.code} {each.standard.title}") for each in book.sections]
    hints = {each.standard.code: presenters.part_told(each) for each in book.sections}

    def act(form: Any) -> str:
        given = form.cleaned_data | {"person": UUID(form.cleaned_data["person"])}
        operations.hand_parts(by=viewer, at=clock.now(), sheet=pk, **given)
        return presenters.address(pk)

    task = Task(
        "Hand parts to a colleague",
        ("The return", presenters.address(pk)),
        lambda data: forms.HandSeveralForm(data, people=people, parts=parts, hints=hints),
        act,
        caption=book.row.round.record.title,
        lede="They find them among their work, and see these parts only. You can still type into them yourself.",
        save="Hand them over",
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
