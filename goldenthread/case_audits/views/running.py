"""Running an audit: asking agencies to grade, another day, opening before all are in, stopping, completing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, library, operations, queries
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.views.preparing import led
from goldenthread.foundation import clock
from goldenthread.foundation.text import listed
from goldenthread.ui.tasks import Task, run

_LEAD = Permission.CASE_AUDIT_LEAD


@needs(_LEAD)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the agencies to grade, each alone."""
    viewer, row = led(request, pk)
    days = library.types()[row.kind].grade_days

    def make(data: Any) -> Any:
        return forms.DueForm(data, initial={"due": clock.today().fromordinal(clock.today().toordinal() + days)})

    def act(form: Any) -> str:
        operations.ask_to_grade(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return address(pk)

    names = listed(each.agency.title for each in queries.participants(viewer, pk))
    lede = (
        f"{names} grade every case, each alone. Nobody sees another agency's grades before all are in: you neither. "
        "All you see until then is who is in."
    )
    return run(
        request,
        Task("Ask the agencies to grade", (row.title, address(pk)), make, act, "Asked.", "Ask them", row.title, lede),
    )


@needs(_LEAD)
def change_due(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the agencies that are not in another day."""
    viewer, row = led(request, pk)

    def act(form: Any) -> str:
        operations.change_due(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return address(pk)

    return run(request, Task("Another day", (row.title, address(pk)), forms.ChangeDueForm, act, caption=row.title))


@needs(_LEAD)
def open_early(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the grades although not all agencies are in."""
    viewer, row = led(request, pk)
    waiting = [each.agency.title for each in queries.participants(viewer, pk) if each.in_at is None]

    def act(form: Any) -> str:
        operations.open_early(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return address(pk)

    lede = f"Not in: {listed(waiting)}. What they have written is shown to nobody. They can no longer hand in. Your reason is kept."
    task = Task(
        "Open the grades now",
        (row.title, address(pk)),
        forms.WhyForm,
        act,
        "The grades are open.",
        "Open them",
        row.title,
        lede,
    )
    return run(request, task)


@needs(_LEAD)
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop an audit that is not finished."""
    viewer, row = led(request, pk)

    def act(form: Any) -> str:
        operations.stop(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return address(pk)

    lede = "Agencies need not grade any more. Grades that were not opened are never shown."
    return run(
        request,
        Task("Stop the audit", (row.title, address(pk)), forms.WhyForm, act, "Stopped.", "Stop it", row.title, lede),
    )


@needs(_LEAD)
def present(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the group judged when an agency presented an audit of its own."""
    viewer, row = led(request, pk)

    def make(data: Any) -> Any:
        given = {"on": row.presented_on or clock.today(), "verdict": row.verdict, "words": row.verdict_words}
        return forms.PresentForm(data, initial=given)

    def act(form: Any) -> str:
        operations.present(by=viewer, at=clock.now(), audit=pk, **form.cleaned_data)
        return address(pk)

    return run(request, Task("What the group said", (row.title, address(pk)), make, act, caption=row.title))
