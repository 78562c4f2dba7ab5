"""Where agencies are asked, from a point on a chart or about a topic, and where a question is taken back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.assurance import forms, operations, queries, rules
from goldenthread.assurance.views import beginning
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts

_LISTS = {
    rules.CALL: ("Calls for evidence", "assurance:calls"),
    rules.REPORT: ("Assurance reports", "assurance:reports"),
}
_TITLES = {rules.CALL: "Ask for evidence", rules.REPORT: "Ask for an assurance report"}


@needs(Permission.ASSURANCE_ASK)
def ask(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Ask one or several agencies for evidence or for an assurance report."""
    viewer = viewer_of(request)
    if kind not in rules.SHAPES:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    begun = beginning.begin(request, viewer, pk)
    groups, schools = queries.groups(viewer, pk), queries.agencies(viewer, pk, schools=True)
    agencies = sorted(queries.agencies(viewer, pk, schools=False), key=lambda each: each[0] not in begun.agencies)
    kept = drafts.restore(request, f"assurance.{kind}", begun.key, title=_TITLES[kind])
    initial = {"question": begun.question, "agencies": begun.agencies, **begun.named}
    initial["school"] = next((school for school, _ in schools if school in begun.agencies), "")
    initial["group"] = groups[0][0] if len(groups) == 1 else ""

    def make(data: Any) -> Any:
        form = forms.AskForm(data or kept.data or None, initial=initial)
        field(form, "agencies").choices = agencies
        field(form, "school").choose_from(schools)
        field(form, "group").choose_from(groups)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        group, chosen = given.pop("group"), [*given.pop("agencies"), *filter(None, [given.pop("school")])]
        made = operations.ask(
            by=viewer,
            at=clock.now(),
            kind=kind,
            partnership=pk,
            agencies=[UUID(each) for each in chosen],
            group=UUID(group) if group else None,
            points=begun.points,
            signal=begun.signal.pk if begun.signal else None,
            **given,
        )
        drafts.sent(request, kept)
        return address(made[0]) if len(made) == 1 else reverse(_LISTS[kind][1])

    back = begun.back or (_LISTS[kind][0], reverse(_LISTS[kind][1]))
    words = (_TITLES[kind], back, make, act, "Asked.", "Ask", begun.place, begun.lede)
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
