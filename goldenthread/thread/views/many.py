"""Saying the same of many actions at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted
from goldenthread.thread import forms, operations, presenters, queries
from goldenthread.thread.rules import statuses
from goldenthread.thread.views import lists
from goldenthread.ui.tasks import Task, run

MOST = 200


@needs(Permission.ACTION_UPDATE)
def update_many(request: HttpRequest) -> HttpResponse:
    """Say the same of many actions; those it cannot be said of are named, each with the reason.

    The filters of the list, carried in the address, choose what is offered.
    """
    viewer = viewer_of(request)
    rows = lists.in_order(queries.actions(viewer)).exclude(status__in=statuses.SETTLED)
    listed = lists.actions(viewer, rows, clock.now()).build(request, rows)
    shown = listed.first(MOST)
    names = {str(row.pk): row.record.title for row in shown}

    def make(data: Any) -> forms.ManyForm:
        hints = {str(row.pk): _about(row) for row in shown}
        return forms.ManyForm(data, actions=list(names.items()), hints=hints)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        chosen = [UUID(each) for each in given.pop("actions")]
        told = operations.update_many(by=viewer, at=clock.now(), actions=chosen, **given)
        if told.done:
            messages.success(request, f"{counted(len(told.done), 'action')} updated.")
        for action, why in told.refused.items():
            messages.warning(request, f"{names[str(action)]}: not updated. {why}")
        return lists.go("actions")

    lede = f"The first {MOST} are shown. Use the filters of the list to choose others." if len(shown) == MOST else ""
    return run(
        request,
        Task("Update several actions", ("Actions", lists.go("actions")), make, act, "", "Update them", lede=lede),
    )


def _about(row: Any) -> str:
    parts = [
        row.record.reference,
        presenters.owner_words(row),
        presenters.status_tag(row)[0],
        presenters.due_words(row),
    ]
    return ". ".join(part for part in parts if part)
