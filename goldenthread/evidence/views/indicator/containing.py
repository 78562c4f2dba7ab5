"""Pages on which keepers say what an indicator's count is a part of."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import forms, operations, queries
from goldenthread.evidence.views.supplying import address
from goldenthread.foundation import clock
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.EVIDENCE_EDIT


@needs(_EDIT)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what an indicator's count is a part of."""
    viewer = viewer_of(request)
    row = queries.indicator(viewer, pk)
    viewer.require(_EDIT, partnership=row.partnership_id)
    others = queries.indicators(viewer, row.partnership_id).exclude(pk=pk).order_by("name")
    choices = [(str(key), name) for key, name in others.values_list("pk", "name")]

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.declare_containment(by=viewer, at=clock.now(), part=pk, whole=UUID(data["whole"]), why=data["why"])
        return address(pk)

    task = Task(
        "What is it a part of?",
        (row.name, address(pk)),
        lambda data: forms.ContainmentForm(data, wholes=choices),
        act,
        caption=row.name,
        lede="Everything it counts must be counted by the other too, in the same unit. A part that is larger is told to whoever "
        "supplies it.",
    )
    return run(request, task)


@needs(_EDIT)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take such a declaration back."""
    viewer = viewer_of(request)
    found = queries.containment(viewer, pk)
    viewer.require(_EDIT, partnership=found.part.partnership_id)

    def act(form: Form) -> str:
        operations.withdraw_containment(by=viewer, at=clock.now(), containment=pk, why=form.cleaned_data["why"])
        return address(found.part_id)

    task = Task(
        f"No part of “{found.whole.name}”?",
        (found.part.name, address(found.part_id)),
        forms.ReasonForm,
        act,
        save="Take it back",
        caption=found.part.name,
    )
    return run(request, task)
