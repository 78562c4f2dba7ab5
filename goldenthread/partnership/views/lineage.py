"""Pages that record who came before and after: successors, mergers, splits and new names."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.partnership import operations, queries
from goldenthread.partnership.forms.changes import AFTER, JoinForm, JoinPartnershipsForm
from goldenthread.partnership.queries import scope
from goldenthread.partnership.views.engine import Task, field, go, run, without

LEDE = "Both stay in the register with their dates, so that old papers lead to the body that answers for them today."
DONE = "It is recorded. A merger or a split has several: record the next one in the same way."


def _pair(form: JoinForm, own: UUID) -> tuple[UUID, UUID, dict[str, Any]]:
    """Return who came first, who came next, and the rest of what was said."""
    other = form.cleaned_data["other"].pk
    before, after = (own, other) if form.cleaned_data["side"] == AFTER else (other, own)
    return before, after, without(form.cleaned_data, "other", "side")


@needs(Permission.PARTNERSHIP_EDIT)
def join_partnerships(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record which partnership came before or after another."""
    viewer = viewer_of(request)
    row = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.pk)

    def make(data: Any) -> JoinPartnershipsForm:
        form = JoinPartnershipsForm(data, initial={"side": "before"})
        field(form, "other").queryset = queries.partnerships(viewer).exclude(pk=row.pk).order_by("name")
        return form

    def act(form: JoinPartnershipsForm) -> str:
        before, after, values = _pair(form, row.pk)
        if not viewer.may(Permission.PARTNERSHIP_EDIT, partnership=after):
            name = form.cleaned_data["other"].name
            raise RuleBroken(f"Only those who keep {name} can say what came before it.", field="side")
        operations.join_partnerships(by=viewer, at=clock.now(), before=before, after=after, **values)
        return go("partnership", row.pk) + "#history"

    back = (row.name, go("partnership", row.pk))
    return run(request, Task("Who came before or after?", back, make, act, caption=row.name, lede=LEDE, done=DONE))


@needs(Permission.AGENCY_EDIT)
def join_agencies(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record which agency came before or after another."""
    viewer = viewer_of(request)
    row = queries.agency(viewer, id)
    if not scope.may_change_agency(viewer, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.AGENCY_EDIT.sentence} here.")

    def make(data: Any) -> JoinForm:
        form = JoinForm(data, initial={"side": "before"})
        field(form, "other").queryset = queries.agencies(viewer).exclude(pk=row.pk).order_by("name")
        return form

    def act(form: JoinForm) -> str:
        before, after, values = _pair(form, row.pk)
        if not scope.may_change_agency(viewer, after):
            name = form.cleaned_data["other"].name
            raise RuleBroken(f"Only those who keep the entry of {name} can say what came before it.", field="side")
        operations.join_agencies(by=viewer, at=clock.now(), before=before, after=after, **values)
        return go("agency", row.pk) + "#history"

    back = (row.name, go("agency", row.pk))
    return run(request, Task("Who came before or after?", back, make, act, caption=row.name, lede=LEDE, done=DONE))
