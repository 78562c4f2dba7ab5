"""The workbook of a return: downloaded, filled elsewhere, and sent back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import slug
from goldenthread.returns import forms, operations, presenters, workbooks
from goldenthread.returns.queries import Workspace
from goldenthread.returns.rules.workbook import Read
from goldenthread.returns.views.filling import found
from goldenthread.ui.pages import page

_FILL = Permission.RETURN_FILL


@needs(_FILL)
def download(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Hand out the workbook made for an agency and a period."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    name = slug(f"return {say(work.period)} {work.name}")
    return HttpResponse(
        workbooks.make(work, viewer),
        content_type=workbooks.XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


@needs(_FILL)
def upload(request: HttpRequest, agency: UUID, start: str, end: str) -> HttpResponse:
    """Take a filled workbook: check every cell, keep the good rows if asked, and say what is wrong with the others."""
    viewer = viewer_of(request)
    work = found(viewer, agency, start, end)
    sent = request.method == "POST"
    form = forms.WorkbookForm(request.POST if sent else None, request.FILES if sent else None, initial={"keep": "yes"})
    read, kept = None, 0
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = workbooks.read(file.read(sheets.MOST_BYTES + 1), work, viewer)
            kept = _keep(viewer, work, read, file.name) if form.cleaned_data["keep"] else 0
        except RuleBroken as broken:
            form.add_rule_broken(broken)
    context = {
        "work": work,
        "form": form,
        "read": read,
        "kept": kept,
        "kept_any": bool(read and form.cleaned_data.get("keep")),
        "address": presenters.work_address(agency, work.period),
        "workbook": presenters.work_address(agency, work.period, "workbook"),
        "heading": presenters.heading(work.period),
    }
    return page(request, "returns/upload.jinja", context, section="evidence", item="returns.mine")


def _keep(viewer: Viewer, work: Workspace, read: Read, name: str) -> int:
    """Put the good rows into the draft; returns how many lines changed."""
    kept = 0
    for sheet in work.open:
        own = {each.line.pk for each in sheet.rows}
        lines: dict[UUID, tuple[int, dict[str, Any]]] = {pk: given for pk, given in read.lines.items() if pk in own}
        if lines:
            done = operations.keep_lines(by=viewer, at=clock.now(), answer=sheet.answer.pk, lines=lines, through=name)
            kept += len(done.changed)
    return kept
