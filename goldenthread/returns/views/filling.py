"""The workspace of an agency: what it is asked for a period, filled, completed and signed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.evidence import library
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.returns import forms, keeping, operations, presenters, queries
from goldenthread.returns.queries import Workspace
from goldenthread.returns.rules import checks
from goldenthread.returns.rules.asking import FOUR
from goldenthread.returns.rules.states import QUERIED
from goldenthread.returns.views import lists, reading
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_FILL, _SIGN = Permission.RETURN_FILL, Permission.RETURN_SIGN
SHOWS = {"todo": "To do and to mend", "all": "All", "unusual": "Unusual", "same": "The same as last time"}


@needs(_FILL)
def mine(request: HttpRequest) -> HttpResponse:
    """List what is asked of the viewer's agencies."""
    viewer = viewer_of(request)
    return lists.mine(viewer, clock.today()).respond(request, queries.mine(viewer))


def found(viewer: Viewer, agency: UUID, start: str, end: str) -> Workspace:
    """Return the workspace of an address; one nobody could have been given is not found."""
    try:
        period = Period(date.fromisoformat(start), date.fromisoformat(end))
    except (ValueError, RuleBroken) as error:
        raise NotFound("There is no such return, or you are not allowed to see it.") from error
    return queries.workspace(viewer, agency, period)


@needs(Permission.RETURN_VIEW)
def workspace(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Show what an agency is asked for a period; keep what was typed."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    theirs: dict[UUID, Any] = {}
    if request.method == "POST":
        theirs = _keep(request, viewer, work)
        if not theirs:
            return _next(request, viewer, work)
        work = found(viewer, agency, start, end)
    return page(
        request,
        "returns/workspace.jinja",
        _context(request, viewer, work, theirs),
        status=409 if theirs else 200,
        section="evidence",
        item="returns.mine",
    )


def _keep(request: HttpRequest, viewer: Viewer, work: Workspace) -> dict[UUID, Any]:
    """Keep what a form says; return the lines somebody else saved meanwhile."""
    theirs: dict[UUID, Any] = {}
    for sheet in work.open:
        lines = reading.typed(request.POST, sheet)
        if lines:
            kept = operations.keep_lines(by=viewer, at=clock.now(), answer=sheet.answer.pk, lines=lines)
            theirs |= kept.theirs
            if any(row.line.holder_id for row in sheet.rows):
                operations.part_is_done(by=viewer, at=clock.now(), answer=sheet.answer.pk)
    return theirs


def _next(request: HttpRequest, viewer: Viewer, work: Workspace) -> HttpResponse:
    """Go on after saving: back to the lines, or to what the button says."""
    address = presenters.work_address(work.agency, work.period)
    if request.POST.get("do") == "complete":
        waiting = [each.answer.pk for each in work.open if each.answer.complete_at is None]
        try:
            operations.complete(by=viewer, at=clock.now(), answers=waiting)
        except RuleBroken as broken:
            messages.error(request, f"The draft is saved. It is not complete yet. {broken.sentence}")
            return HttpResponseRedirect(f"{address}?show=todo")
        messages.success(request, "The return is complete. Somebody who did not type it signs it now.")
    else:
        messages.success(request, f"Draft saved at {clock.london(clock.now()):%H:%M}.")
        address += f"?show={request.POST['show']}" if request.POST.get("show") in SHOWS else ""
    return HttpResponseRedirect(address)


def _context(request: HttpRequest, viewer: Viewer, work: Workspace, theirs: dict[UUID, Any]) -> dict[str, Any]:
    show = request.GET.get("show") or request.POST.get("show") or "all"
    items = [each for each in work.items if _is_shown(each, show, theirs)]
    parts: dict[str, list[queries.Item]] = {}
    for each in items:
        parts.setdefault(each.first.part, []).append(each)
    return {
        "work": work,
        "parts": parts,
        "part_names": library.groups(),
        "holders": _holders(work),
        "links": {name: presenters.work_address(work.agency, work.period, name) for name in ("workbook", "upload")},
        "say": presenters,
        "name": reading.name,
        "shown": lambda row: reading.shown(row, theirs, request.POST),
        "theirs": theirs,
        "chip_list": _chips(work, show),
        "four": list(FOUR.items()),
        "needs_comment": checks.needs_comment,
        "show": show,
        "faces": _faces(viewer, work),
        "may_fill": viewer.may(_FILL, agency=work.agency) and bool(work.open),
        "may_sign": bool(to_sign(viewer, work)),
        "many": len(work.sheets) > 1,
        "questions": {each.answer.pk: _unanswered(viewer, each) for each in work.sheets},
        "complete": [each for each in work.open if each.answer.complete_at is not None],
        "waiting": [each for each in work.open if each.answer.complete_at is None],
        "unready": [(item, row) for item in work.items for sheet, row in item.rows if sheet in work.open and row.to_do],
    }


def _holders(work: Workspace) -> dict[str, str]:
    """Who was asked to fill each part."""
    return {
        row.part: row.line.holder.name for item in work.items for _, row in item.rows if row.line.holder is not None
    }


def _unanswered(viewer: Viewer, sheet: queries.Sheet) -> list[Any]:
    if sheet.answer.verdict != QUERIED:
        return []
    return list(queries.questions(viewer, sheet.answer.pk).filter(replied_at__isnull=True))


def _is_shown(item: queries.Item, show: str, theirs: dict[UUID, Any]) -> bool:
    rows = [row for _, row in item.rows]
    if any(row.line.pk in theirs for row in rows):
        return True
    if show == "todo":
        return any(row.to_do for row in rows)
    codes = {met.code for row in rows for met in row.met}
    return {"unusual": bool(codes & {"unusual", "outlier", "big_change"}), "same": "same" in codes}.get(show, True)


def _chips(work: Workspace, show: str) -> list[tuple[str, str, bool]]:
    counts = {each: sum(_is_shown(item, each, {}) for item in work.items) for each in SHOWS}
    return [
        (f"{words} ({counts[code]})", f"?show={code}", code == show)
        for code, words in SHOWS.items()
        if counts[code] or code in ("all", show)
    ]


def _faces(viewer: Viewer, work: Workspace) -> list[tuple[str, Any]]:
    """The clock of each return, beside who asks."""
    rows = clocks.deadlines(viewer).filter(pk__in=[each.answer.deadline for each in work.sheets])
    known, calendar, now = {each.pk: each for each in rows}, clocks.calendar(viewer), clock.now()
    return [
        (each.answer.call.partnership.title, clock_face(known[each.answer.deadline], now, calendar))
        for each in work.sheets
        if each.answer.deadline in known
    ]


@needs(_FILL)
@require_POST
def keep(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Keep the lines of a part of the form and say what the checks find: for the script."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    theirs = _keep(request, viewer, work)
    after = found(viewer, agency, start, end)
    told = {}
    for item in after.items:
        for _, row in item.rows:
            if reading.name(row, "edition") in request.POST:
                context = {"row": row, "say": presenters, "conflict": row.line.pk in theirs}
                told[row.line.pk.hex] = {
                    "edition": None if row.line.pk in theirs else row.line.edition,
                    "html": render_to_string("returns/met.jinja", context, request),
                    "worked": presenters.worked_out(row),
                }
    kept = f"Draft kept at {clock.london(clock.now()):%H:%M}" if not theirs else "Somebody else changed this line"
    return JsonResponse({"lines": told, "words": kept, "progress": presenters.progress(after)})


@needs(_FILL)
@require_POST
def take_back(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Say that a return is not complete after all."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    complete = [each.answer.pk for each in work.open if each.answer.complete_at is not None]
    operations.take_back(by=viewer, at=clock.now(), answers=complete)
    return HttpResponseRedirect(presenters.work_address(agency, work.period))


def to_sign(viewer: Viewer, work: Workspace) -> list[queries.Sheet]:
    """Return the returns that wait for a signature the viewer may give."""
    return [each for each in work.sheets if each.to_sign and keeping.may_sign(viewer, each.answer)]


@needs(_SIGN)
def sign(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Sign what an agency returns for a period, to every partnership that asks, at once."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    waiting = to_sign(viewer, work)
    back = presenters.work_address(agency, work.period)
    if not waiting:
        raise NotFound("Nothing here waits for your signature.")
    again = any(each.answer.version for each in waiting)

    def act(form: Any) -> str:
        answers = [each.answer.pk for each in waiting]
        operations.sign_off(by=viewer, at=clock.now(), answers=answers, why=form.cleaned_data.get("why", ""))
        return back

    changed = [(each, each.since) for each in waiting if each.since]
    task = Task(
        "Sign and send",
        ("The return", back),
        lambda data: forms.SignForm(data, again=again),
        act,
        caption=f"{work.name}, {presenters.heading(work.period)}",
        save="Sign and send",
        done=f"Signed and sent to {counted(len(waiting), 'partnership')}.",
        template="returns/sign.jinja",
        context={"waiting": waiting, "changed": changed, "say": presenters},
    )
    return run(request, task)


@needs(_FILL)
def hand(request: HttpRequest, agency: UUID, start: str, end: str, part: str) -> HttpResponse:
    """Hand a part of a return to a colleague."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    answers = [each.answer.pk for each in work.open if any(row.part == part for row in each.rows)]
    if not answers:
        raise NotFound("There is no such part, or you are not allowed to see it.")
    known = accounts.contacts(viewer, _FILL, place=agency, day=clock.today())
    people = [(str(each.person), each.name) for each in known if each.person and each.person != viewer.person_id]
    back = presenters.work_address(agency, work.period)

    def act(form: Any) -> str:
        person = UUID(form.cleaned_data["person"])
        note = form.cleaned_data["note"]
        operations.hand_part(by=viewer, at=clock.now(), answers=answers, part=part, person=person, note=note)
        return back

    task = Task(
        "Hand this part to a colleague",
        ("The return", back),
        lambda data: forms.HandForm(data, people=people),
        act,
        caption=library.groups().get(part, part),
        lede="They find it among their work, and see the same draft. You can still type into it yourself.",
        save="Hand it over",
        done="Handed over.",
    )
    return run(request, task)
