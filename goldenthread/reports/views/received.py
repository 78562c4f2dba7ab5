"""Reports about one topic: which were asked for, which have arrived, and what they say."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.partnership import queries as partnerships
from goldenthread.reports import citing, forms, operations, queries
from goldenthread.reports.models import Received
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page


def _state(row: Any) -> tuple[str, str]:
    if row.received_on is not None:
        return ("Told in short", "green") if row.summarised_at else ("Received", "open")
    return ("Asked for", "amber") if row.deadline_id else ("Not received", "grey")


def _due(row: Any) -> Any:
    return row.deadline.due_on if row.deadline else None


def _late(rows: Any) -> Any:
    return rows.filter(received_on__isnull=True, deadline__due_on__lt=clock.today())


_LIST = ListView(
    "reports.received",
    "Received reports",
    [
        Column(
            "title",
            "Report",
            value=lambda row: row.title,
            link=lambda row: _address(row.pk),
            below=lambda row: row.record.reference,
            sort="title",
        ),
        Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
        Column("topic", "Topic", value=lambda row: row.get_topic_display(), hidden=True),
        Column("whose", "Whose", value=lambda row: row.whose, sort="supplier__title supplier_words"),
        Column(
            "period",
            "About",
            value=lambda row: row.period.name.replace("-", "\N{NON-BREAKING HYPHEN}"),
            export=lambda row: row.period.name,
            sort="start",
        ),
        Column("state", "State", value=lambda row: _state(row)[0], tag=_state),
        Column("due", "Asked for by", value=_due, sort="deadline__due_on"),
        Column("received", "Received", value=lambda row: row.received_on, sort="received_on"),
        Column("summary", "In short", value=lambda row: row.summary, hidden=True),
    ],
    [
        TextFilter("q", "Title", apply=lambda rows, words: rows.filter(title__icontains=words)),
        ChoiceFilter(
            "topic", "Topic", choices=Received.Topic.choices, apply=lambda rows, value: rows.filter(topic=value)
        ),
        FlagFilter("missing", "Not received yet", apply=lambda rows, value: rows.filter(received_on__isnull=True)),
        FlagFilter("late", "Late", apply=lambda rows, value: _late(rows)),
    ],
    "-period",
    empty=Empty("No reports yet", "Ask agencies for their yearly reports about single topics, and keep what they say."),
    lede="Yearly reports about single topics, which agencies and officers send. Their points can be put into your own report.",
)


@needs(Permission.REPORT_VIEW)
def received(request: HttpRequest) -> HttpResponse:
    """List the reports about single topics."""
    viewer = viewer_of(request)
    context = {"places": queries.places_to_start(viewer)}
    return _LIST.respond(request, queries.received_reports(viewer), "reports/received_list.jinja", context)


@needs(Permission.REPORT_VIEW)
def received_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one report about one topic."""
    viewer = viewer_of(request)
    row = queries.received(viewer, pk)
    writes = viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id)
    context = {
        "received": row,
        "state": _state(row),
        "points": [[words, where] for words, where in citing.points(row.points)],
        "key": citing.key_of(row) if row.points else "",
        "cited": citing.cited(row),
        "may_receive": row.received_on is None and queries.may_hand_in(viewer, row),
        "may_summarise": row.received_on is not None and writes,
    }
    return record_page(request, pk, "reports/received_report.jinja", context)


@needs(Permission.REPORT_WRITE)
def ask_for(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a report about one topic, for a partnership."""
    viewer = viewer_of(request)
    viewer.require(Permission.REPORT_WRITE, partnership=pk)
    agencies = [(str(each.pk), each.name) for each in partnerships.agencies(viewer, partnership=pk, schools=False)]

    def make(data: Any) -> Any:
        form = forms.AskForForm(data)
        field(form, "supplier").choose_from(agencies)
        return form

    def act(form: Any) -> str:
        given = form.cleaned_data
        supplier = UUID(given["supplier"]) if given["supplier"] else None
        made = operations.ask_for(by=viewer, at=clock.now(), partnership=pk, **{**given, "supplier": supplier})
        return _address(made)

    back = ("Received reports", reverse("reports:received"))
    return run(request, Task("Ask for a report about one topic", back, make, act, "It is on the list.", "Ask for it"))


@needs(Permission.REPORT_COMMENT)
def receive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that a report has arrived."""
    viewer = viewer_of(request)
    row = queries.received(viewer, pk)
    if not queries.may_hand_in(viewer, row):
        raise NotAllowed("Only those who write reports, and the agency whose report it is, can hand it in.")

    def act(form: Any) -> str:
        operations.receive(by=viewer, at=clock.now(), received=pk, on=form.cleaned_data["on"])
        return _address(pk)

    def make(data: Any) -> Any:
        return forms.ReceiveForm(data, initial={"on": clock.today()})

    task = Task(
        "It has arrived", (row.title, _address(pk)), make, act, "Noted. Add the file under Papers.", caption=row.title
    )
    return run(request, task)


@needs(Permission.REPORT_WRITE)
def summarise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say in short what a report says."""
    viewer = viewer_of(request)
    row = queries.received(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.partnership_id)
    initial = {"summary": row.summary, "points": row.points, "edition": row.edition}

    def act(form: Any) -> str:
        given = form.cleaned_data
        words = {"summary": given["summary"], "points": given["points"]}
        operations.summarise(by=viewer, at=clock.now(), received=pk, seen=given["edition"], **words)
        return _address(pk)

    def make(data: Any) -> Any:
        return forms.SummaryForm(data, initial=initial)

    return run(request, Task("What it says", (row.title, _address(pk)), make, act, caption=row.title))


def _address(pk: Any) -> str:
    return reverse("reports:received_report", args=[pk])
