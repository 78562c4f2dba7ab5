"""Where a group says whether an answer will do."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import forms, operations, queries
from goldenthread.assurance.views.asking import address
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.ui.tasks import Task, run


@needs(Permission.ASSURANCE_JUDGE)
def accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what the group judged of an answer."""
    viewer, row = _found(request, pk)

    def make(data: Any) -> Any:
        return forms.AcceptForm(row.shape, data)

    def act(form: Any) -> str:
        operations.accept(by=viewer, at=clock.now(), enquiry=pk, **form.cleaned_data)
        return address(pk)

    one = len(row.shape.verdicts) == 1
    title, done, save = ("Accept the answer", "Accepted.", "Accept") if one else ("Judge the report", "Kept.", "Save")
    lede = "From then on all agencies of the partnership can read it, and it stays as it is."
    return run(request, Task(title, (row.title, address(pk)), make, act, done, save, row.title, lede))


@needs(Permission.ASSURANCE_JUDGE)
def ask_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once more, saying what is missing."""
    viewer, row = _found(request, pk)

    def act(form: Any) -> str:
        operations.ask_again(by=viewer, at=clock.now(), enquiry=pk, **form.cleaned_data)
        return address(pk)

    lede = f"{row.agency.title} answers once more, beginning with what it wrote. The first answer stays as it is."
    back = (row.title, address(pk))
    return run(request, Task("Ask again", back, forms.AgainForm, act, "Asked again.", "Ask again", row.title, lede))


def _found(request: HttpRequest, pk: UUID) -> tuple[Viewer, Any]:
    viewer = viewer_of(request)
    row = queries.enquiry(viewer, pk)
    if not queries.may_judge(viewer, row):
        raise NotAllowed("Only those who judge for the group that asked can say so.")
    return viewer, row
