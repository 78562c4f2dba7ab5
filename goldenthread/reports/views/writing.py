"""Where one section of a report is written."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.reports import content, forms, operations, queries
from goldenthread.reports.models import Section
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench import drafts

_WRITE = Permission.REPORT_WRITE
_MOST = 60  # offers of one area that are shown before the author is asked to search


@needs(_WRITE)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a section: its text, what stands in it, and what young people read."""
    row = _to_write(request, pk)
    if request.method == "POST" and ("insert" in request.POST or "find-now" in request.POST):
        return _written_on(request, row)
    viewer, address = viewer_of(request), reverse("reports:report", args=[row.report_id])
    kept = drafts.restore(request, "reports.section", str(pk), title=f"{row.heading}, {row.report.title}")
    initial = {"heading": row.heading, "text": row.text, "plain": row.plain, "edition": row.edition}

    def make(data: Any) -> Form:
        return forms.SectionForm(data, initial={**initial, **(kept.data.dict() if kept.data else {})})

    def act(form: Form) -> str:
        given = form.cleaned_data
        words = {name: given[name] for name in ("heading", "text", "plain")}
        operations.write_section(by=viewer, at=clock.now(), section=pk, seen=given["edition"], **words)
        drafts.sent(request, kept)
        return reverse("reports:write", args=[pk]) if "stay" in request.POST else address

    context = {**_beside(request, row, ""), "kept": kept}
    task = Task(row.heading, (row.report.title, address), make, act, template="reports/write.jinja", context=context)
    return run(request, task)


@require_POST
@needs(_WRITE)
def ready(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a section as ready, or go back to writing it."""
    row, seen = _to_write(request, pk), int(request.POST.get("edition") or 0)
    act = operations.mark_drafting if row.state == Section.State.READY else operations.mark_ready
    act(by=viewer_of(request), at=clock.now(), section=pk, seen=seen)
    return HttpResponseRedirect(reverse("reports:report", args=[row.report_id]))


@require_POST
@needs(_WRITE)
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove an empty section that the law does not ask for."""
    row = _to_write(request, pk)
    operations.remove_section(by=viewer_of(request), at=clock.now(), section=pk)
    return HttpResponseRedirect(reverse("reports:report", args=[row.report_id]))


def _to_write(request: HttpRequest, pk: UUID) -> Section:
    viewer = viewer_of(request)
    row = queries.section(viewer, pk)
    viewer.require(_WRITE, partnership=row.report.partnership_id)
    return row


def _written_on(request: HttpRequest, row: Section) -> HttpResponse:
    """Show the form again with what was typed: something put in at the end of the text, or what was searched for."""
    typed = request.POST.dict()
    key = typed.get("insert", "")
    if key:
        typed["text"] = f"{typed.get('text', '').rstrip()}\n\n[[{key}]]\n".lstrip()
    form = forms.SectionForm(initial={name: typed.get(name, "") for name in ("heading", "text", "plain", "edition")})
    back = (row.report.title, reverse("reports:report", args=[row.report_id]))
    kept = drafts.restore(request, "reports.section", str(row.pk), title=f"{row.heading}, {row.report.title}")
    task = Task(row.heading, back, forms.SectionForm, str)
    beside = _beside(request, row, "" if key else typed.get("find", ""))
    return page(request, "reports/write.jinja", {"task": task, "form": form, "kept": kept, "put_in": key, **beside})


def _beside(request: HttpRequest, row: Section, find: str) -> dict[str, Any]:
    """Return what stands beside the form: what the law asks, what could be put in, how it will read, what does not add up."""
    viewer = viewer_of(request)
    found = queries.checked(viewer, row.report_id)
    asked = next((each for each in content.sets()[row.report.content_set].sections if each.code == row.code), None)
    wanted = find.strip().lower()
    offered = [
        (title, [one for one in offers if wanted in f"{one.title} {one.detail} {one.key}".lower()])
        for title, offers in queries.offers(viewer, row)
    ]
    place = [each.pk for each in row.report.sections.all()].index(row.pk)
    return {
        "row": row,
        "asked": asked,
        "offered": [(title, offers[:_MOST], len(offers)) for title, offers in offered if offers],
        "wanted": find.strip(),
        "talks": queries.comments_of(viewer, row.report_id).get(row.pk),
        "marks": [mark for mark in found.marks if mark.section == row.pk],
        "nodes": found.state.document["sections"][place]["nodes"],
        "blocks": found.state.document["blocks"],
    }
