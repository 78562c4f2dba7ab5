"""Where agencies are asked, from a point on a chart or about a topic, and where a question is taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import forms, keeping, operations, presenters, queries, reaching, rules
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.steps import Spot
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts

_LISTS = {rules.CALL: "assurance:calls", rules.REPORT: "assurance:reports"}
_PLURALS = {rules.CALL: "Calls for evidence", rules.REPORT: "Assurance reports"}
_TITLES = {rules.CALL: "Ask for evidence", rules.REPORT: "Ask for an assurance report"}


@needs(Permission.ASSURANCE_ASK)
def ask(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Ask one or several agencies for evidence or for an assurance report."""
    viewer = viewer_of(request)
    places = dict(queries.places(viewer))
    if kind not in rules.SHAPES or str(pk) not in places:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    spot = reaching.spot(pk, request.GET)
    groups = queries.groups(viewer, pk)
    agencies = queries.agencies(viewer, pk)
    kept = drafts.restore(request, "assurance.ask", str(spot.indicator if spot else pk), title=_TITLES[kind])
    initial = {"group": groups[0][0] if len(groups) == 1 else "", **_prefilled(viewer, spot)}

    def make(data: Any) -> Any:
        form = forms.AskForm(data or kept.data or None, initial=initial)
        field(form, "agencies").choices = agencies
        field(form, "group").choose_from(groups)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        chosen, group = [UUID(each) for each in given.pop("agencies")], given.pop("group")
        made = operations.ask(
            by=viewer,
            at=clock.now(),
            kind=kind,
            partnership=pk,
            agencies=chosen,
            group=UUID(group) if group else None,
            points=[spot] if spot else [],
            **given,
        )
        drafts.sent(request, kept)
        return address(made[0]) if len(made) == 1 else reverse(_LISTS[kind])

    back = _back(spot, kind)
    lede = f"{initial['title']}: {keeping.said(viewer, spot)}." if spot else ""
    words = (_TITLES[kind], back, make, act, "Asked.", "Ask", places[str(pk)], lede)
    return run(request, Task(*words, template="assurance/ask.jinja", context={"kept": kept}))


@needs(Permission.ASSURANCE_ASK)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what was asked, with the reason."""
    viewer = viewer_of(request)
    row = queries.enquiry(viewer, pk)
    if not queries.may_ask(viewer, row):
        raise NotAllowed("Only those who may ask in the name of this group can withdraw it.")

    def act(form: Any) -> str:
        operations.withdraw(by=viewer, at=clock.now(), enquiry=pk, **form.cleaned_data)
        return address(pk)

    lede = f"{row.agency.title} no longer has to answer. What was asked stays to be read, with your reason."
    back = (row.title, address(pk))
    return run(request, Task("Withdraw it", back, forms.WhyForm, act, "Withdrawn.", "Withdraw", row.title, lede))


def address(pk: Any) -> str:
    """Return the page of something that was asked."""
    return reverse("assurance:enquiry", args=[pk])


def _back(spot: Spot | None, kind: str) -> tuple[str, str]:
    if spot is not None:
        return ("The indicator", reverse("evidence:indicator", args=[spot.indicator]))
    return (_PLURALS[kind], reverse(_LISTS[kind]))


def _prefilled(viewer: Viewer, spot: Spot | None) -> dict[str, str]:
    if spot is None:
        return {}
    row, stood, when = evidence.indicator(viewer, spot.indicator), keeping.said(viewer, spot), say(spot.period)
    return {
        "title": presenters.spot_words(row.name, spot.period, spot.cut),
        "question": presenters.question(row.question, row.name, stood, when),
    }
