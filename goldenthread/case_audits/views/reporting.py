"""The report of an audit, and standing audits in time."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, library, operations, presenters, queries, trending
from goldenthread.case_audits import report as reports
from goldenthread.case_audits.rules import standing
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.text import short_date, slug
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench import printing

_SEE = Permission.CASE_AUDIT_VIEW


@needs(_SEE)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the report of an audit as it would be printed."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    context = {
        "row": row,
        "paper": reports.paper(viewer, row, clock.today()),
        "formats": printing.formats(),
        "back": presenters.address(pk),
        "heads": lambda block: [each.label for each in block.head],
    }
    return page(request, "case_audits/report.jinja", context, section="quality", item="case_audits.audits")


@needs(_SEE)
def file(request: HttpRequest, pk: UUID, format: str) -> HttpResponse:
    """Hand out the report in a format."""
    viewer = viewer_of(request)
    row = queries.audit(viewer, pk)
    printer = printing.printer(format)
    made = reports.paper(viewer, row, clock.today())
    response = HttpResponse(printer.make(made), content_type=printer.content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{slug(f"{row.record.reference} {row.title}")}.{printer.code}"'
    )
    return response


@needs(_SEE)
def trends(request: HttpRequest) -> HttpResponse:
    """Show standing audits in time, series by series, with the count behind each point and when the next is due."""
    viewer, today = viewer_of(request), clock.today()
    series = []
    for (place, name), held in queries.series(viewer).items():
        last = queries.audit(viewer, held[-1].audit)
        rhythm = library.types()[last.kind].standing
        series.append(
            {
                "name": name,
                "place": place,
                "held": held[::-1],
                "drawn": trending.picture(name, held),
                "due": standing.next_due(last.held_on, rhythm) if rhythm and _runs_still(held, today) else None,
                "add": last.pk if last.recorded and queries.may_add_to(viewer, last) else None,
            }
        )
    context = {"series": series, "say": presenters, "today": today, "audits": reverse("case_audits:audits")}
    return page(request, "case_audits/trends.jinja", context, section="quality", item="case_audits.trends")


def _runs_still(held: Sequence[standing.Held], today: date) -> bool:
    """Say whether a series is still held: its last audit is at most a year old."""
    return (today - held[-1].on).days <= 366


@needs(_SEE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add the next audit to a standing series: a day and two numbers. ``pk`` is the last one."""
    viewer = viewer_of(request)
    last = queries.audit(viewer, pk)
    if not queries.may_add_to(viewer, last):
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    first = last.tallies.order_by("order", "pk").first()

    def act(form: Any) -> str:
        operations.add_to_series(by=viewer, at=clock.now(), last=pk, **form.cleaned_data)
        return reverse("case_audits:trends")

    lede = (
        f"{first.words}: the last one, of {short_date(last.held_on)}, was {presenters.tally(first)}." if first else ""
    )
    back = ("Standing audits", reverse("case_audits:trends"))
    task = Task(
        f"Add to {last.series}", back, lambda data: forms.SampleForm(data, initial={"held_on": clock.today()}), act,
        "Added to the series.", "Add it", last.partnership.title, lede,
    )  # fmt: skip
    return run(request, task)
