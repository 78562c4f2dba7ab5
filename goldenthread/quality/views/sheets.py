"""An edition as a spreadsheet, and a draft filled from one."""

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import counted, slug
from goldenthread.quality import forms, library, operations, queries, workbooks
from goldenthread.quality.rules import drafting, importing, merging
from goldenthread.quality.rules.asking import KINDS
from goldenthread.ui.pages import page

_SALT = "quality.import"
_HOLDS = 3 * 3600
_MOST_SEALED = 1_500_000


@needs(Permission.QUALITY_VIEW)
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand an edition out as a workbook."""
    whole = queries.questionnaire(viewer_of(request), pk)
    content = workbooks.made(whole.label, importing.table(whole))
    response = HttpResponse(content, content_type=workbooks.XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug(f"{whole.title} {whole.label}")}.xlsx"'
    return response


@needs(Permission.QUALITY_EDIT)
def import_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a spreadsheet into a draft.

    Into an empty draft it goes at once, if nothing is wrong with it. Else it is first shown what would be added, changed and left,
    and what cannot be used; the page carries what was read, sealed, so that nobody has to send the file again.
    """
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    form = forms.ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context: dict[str, Any] = {"row": row, "form": form, "address": reverse("quality:edition", args=[pk])}
    try:
        if request.method == "POST" and "sealed" in request.POST:
            return _kept(request, row)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            sheet, lines, others = workbooks.first_with(upload.read(sheets.MOST_BYTES + 1), importing.COLUMNS["text"])
            held = drafting.of_edition(queries.questionnaire(viewer, pk))
            read = _read(viewer, row, lines, held)
            if not held and not read.messages:
                operations.take_in(by=viewer, at=clock.now(), edition=pk, read=read, file=upload.name)
                return _done(request, row, f"{counted(read.questions, 'question')} are in the draft.")
            plan = merging.plan(held, read)
            context |= {"read": read, "plan": plan, "sheet": sheet, "others": others, "held": held, "names": KINDS}
            context["scales"] = {code: name for name, code in _scales(viewer, row).items()}
            context["sealed"] = _sealed(upload.name, lines, plan)
    except RuleBroken as broken:
        form.add_rule_broken(broken)
    return page(request, "quality/import.jinja", context, section="quality", item="quality.banks")


def _scales(viewer: Viewer, row: Any) -> dict[str, str]:
    """Return the scales a spreadsheet can name, of the partnership and of the library: name to code."""
    own = {each.name: each.code for each in queries.scales(viewer, row.bank.partnership_id)}
    return {each.name: code for code, each in library.scales().items() if code not in own.values()} | own


def _read(viewer: Viewer, row: Any, lines: sheets.Lines, held: list[drafting.StandardSpec]) -> importing.Read:
    return importing.read(lines, _scales(viewer, row), held)


def _sealed(name: str, lines: sheets.Lines, plan: merging.Plan) -> str:
    """Return what was read, as the page carries it, with a mark of what it would do."""
    cells = [[number, [sheets.plain(each) for each in row]] for number, row in lines]
    found = signing.dumps([name, cells, _mark(plan)], salt=_SALT, compress=True)
    if len(found) > _MOST_SEALED:
        raise RuleBroken(
            "This is too much to look at first. Split the spreadsheet, and send the parts one by one.", field="file"
        )
    return found


def _mark(plan: merging.Plan) -> str:
    return hashlib.sha256(repr(plan).encode()).hexdigest()[:16]


def _kept(request: HttpRequest, row: Any) -> HttpResponse:
    """Keep what was looked at, unless the draft has changed since."""
    viewer = viewer_of(request)
    try:
        name, cells, mark = signing.loads(request.POST["sealed"], salt=_SALT, max_age=_HOLDS)
    except signing.BadSignature as bad:
        raise RuleBroken("The page had been open for too long. Send the file again.", field="file") from bad
    held = drafting.of_edition(queries.questionnaire(viewer, row.pk))
    read = _read(viewer, row, [(number, each) for number, each in cells], held)
    if _mark(merging.plan(held, read)) != mark:
        raise RuleBroken(
            "Somebody changed the draft meanwhile. Send the file again to see what it would do now.", field="file"
        )
    out = "take_out" in request.POST
    given = {"edition": row.pk, "read": read, "take_out": out, "file": name}
    done = operations.take_in(by=viewer, at=clock.now(), **given)
    told = f"{counted(len(done.added), 'question')} added, {len(done.changed)} changed, {done.same} as before"
    left = f", {len(done.missing)} {'taken out' if out else 'left'}" if done.missing else ""
    return _done(request, row, f"{told}{left}.")


def _done(request: HttpRequest, row: Any, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("quality:edition", args=[row.pk]))
