"""Where a report is put together."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.reports import forms, operations, queries
from goldenthread.ui.lists import Column, ListView
from goldenthread.ui.tasks import Task, run
from goldenthread.workbench.pages import record_page

_LIST = ListView(
    "reports.reports",
    "Reports",
    [
        Column(
            "title", "Report", value=lambda row: row.title, link=lambda row: reverse("reports:report", args=[row.pk])
        ),
        Column("period", "Period", value=lambda row: row.period.name, sort="start"),
        Column("state", "State", value=lambda row: "Approved" if row.approved_at else "Being written"),
    ],
    [],
    "-start",
)


@needs(Permission.REPORT_VIEW)
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports."""
    return _LIST.respond(request, queries.reports(viewer_of(request)))


@needs(Permission.REPORT_VIEW)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how far a report is."""
    viewer = viewer_of(request)
    row, state = queries.report(viewer, pk), queries.compiled(viewer, pk)
    may = row.approved_at is None and viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id)
    rows: list[Any] = [
        [_heading(section, meter, may), "Yes" if meter.must else "No", meter.fill.value.capitalize()]
        for section, meter in zip(row.sections.all(), state.meters, strict=True)
    ]
    context = {"rows": rows, "unknown": state.unknown, "editions": queries.editions(viewer, pk)}
    return record_page(request, pk, "reports/report.jinja", context)


@needs(Permission.REPORT_WRITE)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a section."""
    viewer = viewer_of(request)
    row = queries.section(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.report.partnership_id)
    back = reverse("reports:report", args=[row.report_id])
    initial = {"heading": row.heading, "text": row.text, "plain": row.plain, "edition": row.edition}

    def act(form: Any) -> str:
        given = form.cleaned_data
        words = {name: given[name] for name in ("heading", "text", "plain")}
        operations.write_section(by=viewer, at=clock.now(), section=pk, seen=given["edition"], **words)
        return back

    task = Task(
        row.heading, (row.report.title, back), lambda data: forms.SectionForm(data, initial=initial), act, "Saved."
    )
    return run(request, task)


def _heading(section: Any, meter: Any, may: bool) -> Any:
    return (section.heading, reverse("reports:write", args=[section.pk])) if may else meter.heading
