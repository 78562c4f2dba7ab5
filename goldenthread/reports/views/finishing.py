"""Where a report is checked, approved, published and taken down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.proofreading import KINDS
from goldenthread.reports import forms, operations, queries
from goldenthread.reports.presenters import compiling as presenters
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page


@needs(Permission.REPORT_VIEW)
def finish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everything that stands between a report and its publication, in order."""
    viewer = viewer_of(request)
    row, found = queries.report(viewer, pk), queries.checked(viewer, pk)
    place = row.partnership_id
    context = {
        "report": row,
        "found": found,
        "steps": presenters.steps(row, found),
        "may_write": viewer.may(Permission.REPORT_WRITE, partnership=place),
        "may_approve": viewer.may(Permission.REPORT_APPROVE, partnership=place),
        "may_release": viewer.may(Permission.REPORT_RELEASE, partnership=place),
        "may_publish": viewer.may(Permission.REPORT_PUBLISH, partnership=place),
    }
    return record_page(request, pk, "reports/finish.jinja", context)


@require_POST
@needs(Permission.REPORT_APPROVE)
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve a report."""
    try:
        operations.approve(by=viewer_of(request), at=clock.now(), report=pk)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "Approved. Its sections stand still until it is opened again.")
    return HttpResponseRedirect(reverse("reports:finish", args=[pk]))


@require_POST
@needs(Permission.REPORT_PUBLISH)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish a report."""
    try:
        edition = operations.publish(by=viewer_of(request), at=clock.now(), report=pk)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return HttpResponseRedirect(reverse("reports:finish", args=[pk]))
    messages.success(request, "Published. This is what everybody can read now.")
    return HttpResponseRedirect(reverse("reports:edition", args=[edition]))


@needs(Permission.REPORT_APPROVE)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open an approved report again."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(Permission.REPORT_APPROVE, partnership=row.partnership_id)
    address = reverse("reports:report", args=[pk])

    def act(form: Form) -> str:
        operations.reopen(by=viewer, at=clock.now(), report=pk, why=form.cleaned_data["why"])
        return address

    lede = "Its authors can change it again. Editions that are published stay as they are."
    return run(request, Task("Open it again", (row.title, address), forms.WhyForm, act, "Open again.", lede=lede))


@needs(Permission.REPORT_RELEASE)
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let small numbers be published."""
    viewer = viewer_of(request)
    row, held = queries.report(viewer, pk), queries.checked(viewer, pk).held
    viewer.require(Permission.REPORT_RELEASE, partnership=row.partnership_id)
    address = reverse("reports:finish", args=[pk])

    def make(data: Any) -> Form:
        form = forms.ReleaseForm(data)
        field(form, "numbers").choices = [(number, number) for number in held]
        return form

    def act(form: Form) -> str:
        operations.release(by=viewer, at=clock.now(), report=pk, **form.cleaned_data)
        return address

    lede = "Each could tell who a child is. Your name and your reason are kept with the edition."
    return run(
        request, Task("Release small numbers", (row.title, address), make, act, "Released.", "Release", lede=lede)
    )


@needs(Permission.REPORT_WRITE)
def silence(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Have the proof-reader be silent about one quotation, or about a kind."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.partnership_id)
    quote = (request.POST if request.method == "POST" else request.GET).get("quote", "")
    address = reverse("reports:report", args=[pk])
    label = KINDS[kind].title if kind in KINDS else "This"

    def act(form: Form) -> str:
        operations.silence(by=viewer, at=clock.now(), report=pk, kind=kind, quote=quote, why=form.cleaned_data["why"])
        return f"{address}#proof"

    context = {"quote": quote, "kind": label}
    task = Task(
        "Leave it as it is", (row.title, address), forms.WhyForm, act, "It will not be said again.",
        template="reports/silence.jinja", context=context,
    )  # fmt: skip
    return run(request, task)


@require_POST
@needs(Permission.REPORT_WRITE)
def hear_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the proof-reader say again what was silenced."""
    report = queries.silence(viewer_of(request), pk).report_id
    operations.hear_again(by=viewer_of(request), at=clock.now(), silence=pk)
    return HttpResponseRedirect(reverse("reports:report", args=[report]) + "#proof")


@needs(Permission.REPORT_PUBLISH)
def take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an edition off the public pages."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    viewer.require(Permission.REPORT_PUBLISH, partnership=row.report.partnership_id)
    address = reverse("reports:report", args=[row.report_id])

    def act(form: Form) -> str:
        operations.take_down(by=viewer, at=clock.now(), edition=pk, why=form.cleaned_data["why"])
        return address

    lede = "Readers who come to it are told when it was taken down, and your reason. Name nobody in it. It is kept."
    title = f"Take edition {row.number} down"
    back = (row.report.title, address)
    return run(request, Task(title, back, forms.WhyForm, act, "Taken down.", "Take down", lede=lede))
