"""Pages on which keepers say how a chart is made and from when a new usual range holds."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import forms, operations, queries
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.views.supplying import address
from goldenthread.foundation import clock
from goldenthread.foundation.periods import Period
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT


@needs(_EDIT)
def chart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose how the usual range is worked out."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    start = {"preset": row.preset, "clamp": row.clamp, "edition": row.edition}

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.set_chart(
            by=viewer,
            at=clock.now(),
            indicator=pk,
            seen=data["edition"],
            preset=data["preset"],
            clamp=bool(data["clamp"]),
        )
        return address(pk)

    task = Task(
        "How is the chart made?",
        (row.name, address(pk)),
        lambda data: forms.ChartForm(data, initial=start),
        act,
        caption=row.name,
        lede="Both ways are published by the NHS. The chart says which was used.",
    )
    return run(request, task)


@needs(_EDIT)
def rebase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a new usual range on a day."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.rebase(by=viewer, at=clock.now(), indicator=pk, on=data["on"], why=data["why"])
        return address(pk)

    task = Task(
        "Begin a new usual range",
        (row.name, address(pk)),
        forms.RebaseForm,
        act,
        save="Begin it",
        caption=row.name,
        lede="For a real change that is understood, such as a new team or threshold. It never makes a concern go away: "
        "readers see the day and your reason.",
    )
    return run(request, task)


@needs(_EDIT)
def remove_rebase(request: HttpRequest, pk: UUID, rebase: UUID) -> HttpResponse:
    """Take the beginning of a new usual range back."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    found: Any = queries.rebase(viewer, rebase, indicator=pk)

    def act(form: Form) -> str:
        operations.remove_rebase(by=viewer, at=clock.now(), rebase=rebase, why=form.cleaned_data["why"])
        return address(pk)

    task = Task(
        f"Take back the new usual range of {say(Period(found.on, found.on))}?",
        (row.name, address(pk)),
        forms.ReasonForm,
        act,
        save="Take it back",
        caption=row.name,
        lede=f"It was begun because: {found.why} What was said stays in the audit trail.",
    )
    return run(request, task)
