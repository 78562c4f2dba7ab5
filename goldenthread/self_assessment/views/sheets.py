"""A return as a spreadsheet, and filled from one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import slug
from goldenthread.quality import workbooks
from goldenthread.self_assessment import forms, operations, presenters, queries
from goldenthread.self_assessment.queries import Book
from goldenthread.self_assessment.rules import workbook
from goldenthread.self_assessment.rules.standing import FIELDS
from goldenthread.ui.pages import page

_PART = Permission.ASSESSMENT_PART


def _book(viewer: Viewer, pk: UUID) -> Book:
    book = queries.book(viewer, pk, clock.today())
    if not book.sections:
        raise NotFound("There is no such return, or you are not allowed to fill it.")
    return book


@needs(_PART)
def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand a return out as a workbook: what one may fill of it."""
    book = _book(viewer_of(request), pk)
    asked = [(each.standard.title, one) for each in book.sections for one in each.asked]
    open_ = [workbook.COLUMNS[name] for name in FIELDS]
    content = workbooks.made("Return", workbook.table(asked), to_fill=open_, hidden=[workbook.COLUMNS["seen"]])
    response = HttpResponse(content, content_type=workbooks.XLSX)
    name = slug(f"{book.row.agency.title} {book.row.round.record.title}")
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@needs(_PART)
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a workbook that was filled: good rows are kept in the draft, the others are told."""
    viewer = viewer_of(request)
    book = _book(viewer, pk)
    sending = request.method == "POST"
    form = forms.WorkbookForm(request.POST if sending else None, request.FILES if sending else None)
    read, kept = None, None
    if sending and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            asked = {one.question.code: one for each in book.sections if each.may_fill for one in each.asked}
            read = workbook.read(workbooks.lines(file.read(sheets.MOST_BYTES + 1)), asked)
            given = {"sheet": pk, "answers": read.answers, "through": file.name}
            kept = operations.keep_answers(by=viewer, at=clock.now(), **given)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
            read = None
    context = {
        "row": book.row,
        "form": form,
        "read": read,
        "kept": kept,
        "address": presenters.address(pk),
    }
    return page(request, "self_assessment/upload.jinja", context, section="quality", item="self_assessment.mine")
