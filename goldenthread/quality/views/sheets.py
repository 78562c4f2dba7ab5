"""An edition as a spreadsheet, and a draft filled from one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock, sheets
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import slug
from goldenthread.quality import forms, operations, queries, workbooks
from goldenthread.quality.rules import importing
from goldenthread.ui.pages import page


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
    """Read a workbook into a draft: each row that can be used, and a message for each that cannot."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    sending = request.method == "POST"
    form = forms.ImportForm(request.POST if sending else None, request.FILES if sending else None)
    read, kept = None, 0
    if sending and form.is_valid():
        try:
            content = form.cleaned_data["file"].read(sheets.MOST_BYTES + 1)
            scales = {each.name: each.code for each in queries.scales(viewer, row.bank.partnership_id)}
            read = importing.read(workbooks.lines(content), scales)
            if form.cleaned_data["keep"] or not read.messages:
                given = {"edition": pk, "standards": read.standards, "file": form.cleaned_data["file"].name}
                kept = operations.take_in(by=viewer, at=clock.now(), **given)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
            read = None
    context = {"row": row, "form": form, "read": read, "kept": kept, "address": reverse("quality:edition", args=[pk])}
    return page(request, "quality/import.jinja", context, section="quality", item="quality.banks")
