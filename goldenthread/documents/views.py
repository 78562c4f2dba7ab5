"""Pages of papers, and the door through which files leave."""

from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.documents import operations, presenters, queries
from goldenthread.documents.forms import AddForm, ChangeForm, VersionForm, WithdrawForm
from goldenthread.foundation import clock
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.records import presenters as record_words
from goldenthread.records import queries as records
from goldenthread.ui.conflicts import conflict_page
from goldenthread.ui.pages import page

_SANDBOX = "default-src 'none'; sandbox"


@needs(Permission.DOCUMENT_VIEW)
def of_record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """List the papers on a record, withdrawn ones too."""
    viewer = viewer_of(request)
    record = records.get(viewer, record_id)
    context = {
        "record": record,
        "record_url": record_words.address_of(record),
        "papers": queries.of_record(viewer, record_id, withdrawn=True),
        "may_edit": queries.may_edit(viewer, record_id),
        "words": presenters,
    }
    return page(request, "documents/of_record.jinja", context)


@needs(Permission.DOCUMENT_VIEW)
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show one paper with its history."""
    viewer = viewer_of(request)
    paper = queries.paper(viewer, document_id)
    context = {
        "paper": paper,
        "record": records.get(viewer, paper.record_id),
        "may_edit": queries.may_edit(viewer, paper.record_id),
        "words": presenters,
    }
    return page(request, "documents/document.jinja", context)


@needs(Permission.DOCUMENT_EDIT)
def add(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Add a paper to a record."""
    viewer = viewer_of(request)
    record = records.get(viewer, record_id)
    form = AddForm(request.POST or None, request.FILES or None, limit_mb=_limit())
    if form.is_valid():
        given = form.cleaned_data
        try:
            ref = operations.add_document(
                by=viewer,
                at=clock.now(),
                record=record_id,
                title=given["title"],
                name=given["file"].name,
                content=given["file"],
                sensitivity=given["sensitivity"],
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, f"“{ref.title}” is added.")
            return _to("of_record", record_id)
    return _form(request, form, f"Add a paper to {record.reference}", "of_record", record_id, "Add the paper")


@needs(Permission.DOCUMENT_EDIT)
def replace(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Add a new version of a paper."""
    viewer = viewer_of(request)
    paper = queries.paper(viewer, document_id)
    form = VersionForm(request.POST or None, request.FILES or None, limit_mb=_limit())
    if form.is_valid():
        given = form.cleaned_data
        try:
            ref = operations.add_version(
                by=viewer,
                at=clock.now(),
                document=document_id,
                name=given["file"].name,
                content=given["file"],
                note=given["note"],
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, f"Version {ref.number} of “{ref.title}” is added.")
            return _to("document", document_id)
    return _form(request, form, f"New version of “{paper.title}”", "document", document_id, "Add the version")


@needs(Permission.DOCUMENT_EDIT)
def change(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Change what is said of a paper."""
    viewer = viewer_of(request)
    paper = queries.paper(viewer, document_id)
    initial = {
        name: getattr(paper, name) for name in ("edition", "title", "sensitivity", "may_be_published", "published_on")
    }
    form = ChangeForm(request.POST or None, initial=initial)
    back = reverse("documents:document", args=[document_id])
    if form.is_valid():
        seen = form.cleaned_data["edition"]
        try:
            operations.change_document(
                by=viewer, at=clock.now(), document=document_id, seen=seen, **form.changed_values()
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        except EditConflict as conflict:
            return conflict_page(request, form, conflict.theirs, title=paper.title, back=("Back to the paper", back))
        else:
            messages.success(request, "Your changes are saved.")
            return HttpResponseRedirect(back)
    return _form(request, form, f"Change “{paper.title}”", "document", document_id, "Save")


@needs(Permission.DOCUMENT_EDIT)
def withdraw(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Withdraw a paper, with a reason."""
    viewer = viewer_of(request)
    paper = queries.paper(viewer, document_id)
    form = WithdrawForm(request.POST or None, initial={"edition": paper.edition})
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.withdraw_document(
                by=viewer, at=clock.now(), document=document_id, seen=given["edition"], reason=given["reason"]
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        except EditConflict as conflict:
            seen = request.POST.copy()
            seen["edition"] = str(conflict.theirs.edition)
            form.data = seen
            now = f"Somebody changed this paper while you were writing. It is now called “{conflict.theirs.title}”."
            form.add_error(None, f"{now} Look at it, then withdraw it if that is still right.")
        else:
            messages.success(request, f"“{paper.title}” is withdrawn.")
            return _to("of_record", paper.record_id)
    return _form(request, form, f"Withdraw “{paper.title}”", "document", document_id, "Withdraw the paper")


@needs(Permission.DOCUMENT_VIEW)
def download(request: HttpRequest, document_id: UUID, number: int) -> Any:
    """Hand out one version: always as a file to keep, never as a page of ours."""
    opened = operations.open_version(by=viewer_of(request), at=clock.now(), document=document_id, number=number)
    response = FileResponse(Path(opened.path).open("rb"), content_type=opened.media_type)  # noqa: SIM115 - closed with the answer
    plain = opened.file_name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(opened.file_name)}"
    response["Content-Length"] = str(opened.size)
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Digest"] = f"sha-256={opened.sha256}"
    return response


def _limit() -> int:
    return max(int(settings.UPLOAD_BYTES // (1024 * 1024)), 1)


def _to(name: str, pk: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"documents:{name}", args=[pk]))


def _form(request: HttpRequest, form: Any, title: str, back: str, pk: UUID, save: str) -> HttpResponse:
    address = reverse(f"documents:{back}", args=[pk])
    return page(request, "documents/form.jinja", {"form": form, "title": title, "back_to": address, "save": save})
