"""Who a report goes to, what was sent there, and whether it arrived."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.reports import forms, operations, queries
from goldenthread.reports.models import Sending
from goldenthread.reports.queries import Way
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run

WAYS = {
    Way.UNPUBLISHED: ("Not published yet", "grey"),
    Way.TO_SEND: ("To be sent", "amber"),
    Way.SENT: ("Sent", "open"),
    Way.RECEIVED: ("Received", "green"),
    Way.EXCUSED: ("Does not go there", "grey"),
}


def _sent(name: str) -> Any:
    """Return what tells one thing of the sending in a row, or nothing where there is none."""

    def value(row: Any) -> Any:
        found = getattr(row.sending, name) if row.sending else ""
        return "" if found is None else found() if callable(found) else found

    return value


_LIST = ListView(
    "reports.recipients",
    "Who it goes to",
    [
        Column(
            "name",
            "Office or body",
            value=lambda row: row.recipient.name,
            link=lambda row: _address(row.recipient),
            below=lambda row: row.recipient.why,
        ),
        Column("why", "Why", value=lambda row: row.recipient.why, hidden=True),
        Column("must", "Must have it", value=lambda row: "Yes" if row.recipient.must else "No"),
        Column("way", "Newest edition", value=lambda row: WAYS[row.way][0], tag=lambda row: WAYS[row.way]),
        Column("sent", "Sent on", value=_sent("sent_on"), below=_sent("get_how_display")),
        Column("how", "How", value=_sent("get_how_display"), hidden=True),
        Column("by", "Recorded by", value=_sent("by_name"), hidden=True),
        Column("received", "They have it since", value=_sent("received_on"), below=_sent("received_words")),
        Column("words", "What they said", value=_sent("received_words"), hidden=True),
        Column("excused", "Why it does not go there", value=lambda row: row.recipient.excused_why, hidden=True),
    ],
    empty=Empty("Nobody yet", "Add the offices and bodies that get this report."),
)


_SENT = ListView(
    "reports.sendings",
    "What was sent",
    [
        Column(
            "to",
            "To",
            value=lambda row: row.recipient.name,
            link=lambda row: _address(row.recipient),
            below=lambda row: row.recipient.why,
            sort="recipient__name",
        ),
        Column(
            "report",
            "Report",
            value=lambda row: row.recipient.report.title,
            below=lambda row: f"Edition {row.edition.number}",
            sort="recipient__report__title",
        ),
        Column("edition", "Edition", value=lambda row: row.edition.number, hidden=True),
        Column(
            "sent", "Sent on", value=lambda row: row.sent_on, below=lambda row: row.get_how_display(), sort="sent_on"
        ),
        Column("how", "How", value=lambda row: row.get_how_display(), hidden=True),
        Column("by", "Recorded by", value=lambda row: row.by_name, hidden=True),
        Column(
            "received",
            "They have it since",
            value=lambda row: row.received_on,
            below=lambda row: row.received_words,
            sort="received_on",
        ),
        Column("words", "What they said", value=lambda row: row.received_words, hidden=True),
        Column("asked", "Asked after", value=lambda row: [each.on for each in row.asked_after]),
    ],
    [
        TextFilter("to", "To", apply=lambda rows, words: rows.filter(recipient__name__icontains=words)),
        ChoiceFilter("how", "How", choices=Sending.How.choices),
        FlagFilter("open", "No receipt yet", apply=lambda rows, value: rows.filter(received_on__isnull=True)),
    ],
    "-sent",
    empty=Empty(
        "Nothing was sent yet",
        "Open a report, then who gets it, and record there what you sent.",
        ("See the reports", "reports:reports"),
    ),
    lede="Every edition that went to somebody, and whether it arrived. What still has to go is on the page of each report.",
)


@needs(Permission.REPORT_VIEW)
def sendings(request: HttpRequest) -> HttpResponse:
    """List what was sent, of every report."""
    return _SENT.respond(request, queries.sendings(viewer_of(request)))


@needs(Permission.REPORT_VIEW)
def recipients(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who a report goes to and how far that is; or take it out as a file."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    context = {
        "report": row,
        "may": viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id),
        "edition": queries.newest_standing(viewer, pk),
    }
    return _LIST.respond(request, queries.going(viewer, pk), "reports/recipients.jinja", context)


@needs(Permission.REPORT_VIEW)
def recipient(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one recipient: every edition that was sent there."""
    viewer = viewer_of(request)
    row = queries.recipient(viewer, pk)
    going = queries.going_to(viewer, pk)
    context = {
        "report": row.report,
        "recipient": row,
        "going": going,
        "state": WAYS[going.way],
        "sendings": [each for each in (going.sending, *reversed(going.earlier)) if each is not None],
        "may": viewer.may(Permission.REPORT_WRITE, partnership=row.report.partnership_id),
    }
    return page(request, "reports/recipient.jinja", context)


@needs(Permission.REPORT_WRITE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add somebody a report goes to."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.partnership_id)
    back = reverse("reports:recipients", args=[pk])

    def act(form: Any) -> str:
        operations.add_recipient(by=viewer, at=clock.now(), report=pk, **form.cleaned_data)
        return back

    return run(request, Task("Add a recipient", (row.title, back), forms.RecipientForm, act, "Added.", "Add"))


@needs(Permission.REPORT_WRITE)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a recipient is called."""
    viewer, row = _found(request, pk)
    initial = {"name": row.name, "why": row.why, "edition": row.edition}

    def act(form: Any) -> str:
        given = form.cleaned_data
        words = {"name": given["name"], "why": given["why"]}
        operations.change_recipient(by=viewer, at=clock.now(), recipient=pk, seen=given["edition"], **words)
        return _address(row)

    def make(data: Any) -> Any:
        return forms.RecipientEditForm(data, initial=initial)

    return run(request, Task("Change the recipient", (row.name, _address(row)), make, act))


@needs(Permission.REPORT_WRITE)
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a recipient off the list."""
    viewer, row = _found(request, pk)
    operations.remove_recipient(by=viewer, at=clock.now(), recipient=pk)
    messages.success(request, "Taken off the list.")
    return redirect("reports:recipients", row.report_id)


@needs(Permission.REPORT_WRITE)
def excuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say why a report does not go to somebody."""
    viewer, row = _found(request, pk)

    def act(form: Any) -> str:
        operations.excuse(by=viewer, at=clock.now(), recipient=pk, why=form.cleaned_data["why"])
        return _address(row)

    title = "Leave this recipient out"
    return run(request, Task(title, (row.name, _address(row)), forms.WhyForm, act, "Left out.", "Leave out", row.name))


@needs(Permission.REPORT_WRITE)
@require_POST
def include(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a recipient back on the list."""
    viewer, row = _found(request, pk)
    operations.include(by=viewer, at=clock.now(), recipient=pk)
    messages.success(request, "Back on the list.")
    return redirect(_address(row))


@needs(Permission.REPORT_WRITE)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that an edition was sent to a recipient."""
    viewer, row = _found(request, pk)
    editions = queries.editions(viewer, row.report_id).filter(withdrawal__isnull=True)
    offered = [(str(each.pk), f"Edition {each.number}") for each in editions]

    def make(data: Any) -> Any:
        form = forms.SendForm(data, initial={"edition": offered[0][0] if offered else "", "sent_on": clock.today()})
        field(form, "edition").choices = offered
        return form

    def act(form: Any) -> str:
        given = {**form.cleaned_data, "edition": UUID(form.cleaned_data["edition"])}
        operations.send(by=viewer, at=clock.now(), recipient=pk, **given)
        return _address(row)

    lede = "" if offered else "Nothing is published yet, so there is nothing to send."
    task = Task("Record what was sent", (row.name, _address(row)), make, act, "Recorded.", "Record", row.name, lede)
    return run(request, task)


@needs(Permission.REPORT_WRITE)
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that a recipient has an edition."""

    def act(viewer: Any, given: Any) -> None:
        operations.acknowledge(by=viewer, at=clock.now(), sending=pk, **given)

    return _about(request, pk, ("They have it", "The receipt is recorded."), forms.AcknowledgeForm, act)


@needs(Permission.REPORT_WRITE)
def chase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that a recipient was asked whether an edition arrived."""

    def act(viewer: Any, given: Any) -> None:
        operations.chase(by=viewer, at=clock.now(), sending=pk, **given)

    return _about(request, pk, ("You asked whether it arrived", "Recorded."), forms.ChaseForm, act)


@needs(Permission.REPORT_WRITE)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a sending that was recorded by mistake."""

    def act(viewer: Any, given: Any) -> None:
        operations.take_back(by=viewer, at=clock.now(), sending=pk, **given)

    return _about(request, pk, ("It was not sent", "Removed."), forms.WhyForm, act)


def _about(request: HttpRequest, pk: UUID, words: tuple[str, str], make: Any, act: Any) -> HttpResponse:
    """Run a task about one sending."""
    viewer = viewer_of(request)
    row = queries.sending(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.recipient.report.partnership_id)
    title, done = words

    def acted(form: Any) -> str:
        act(viewer, form.cleaned_data)
        return _address(row.recipient)

    caption = f"Edition {row.edition.number}: {row.recipient.name}"
    return run(request, Task(title, (row.recipient.name, _address(row.recipient)), make, acted, done, caption=caption))


def _found(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    viewer = viewer_of(request)
    row = queries.recipient(viewer, pk)
    viewer.require(Permission.REPORT_WRITE, partnership=row.report.partnership_id)
    return viewer, row


def _address(row: Any) -> str:
    return reverse("reports:recipient", args=[row.pk])
