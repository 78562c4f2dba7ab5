"""Pages on which a second person decides, and on which a partnership says what each audience may not see."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.releases import forms, operations, queries
from goldenthread.releases.rules.audiences import AUDIENCES, check_audience
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_DECIDE = Permission.RELEASE_APPROVE


@needs(_DECIDE)
def set_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Release an edition, with a reason."""
    lede = "It goes to its audience at once, and can never be made unknown. The figures are checked once more now."
    return _decision(request, pk, operations.set_out, ("Release this edition?", "Release it", "Released.", lede))


@needs(_DECIDE)
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send an edition back, with a reason."""
    lede = "It goes to nobody. Say what should be different."
    return _decision(request, pk, operations.send_back, ("Send this edition back?", "Send it back", "Sent back.", lede))


@needs(_DECIDE)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an edition down, with a reason."""
    lede = "Its readers see the reason in its place. Who has read it still knows what it said."
    return _decision(request, pk, operations.withdraw, ("Take this edition down?", "Take it down", "Taken down.", lede))


def _decision(
    request: HttpRequest, pk: UUID, operation: Callable[..., None], words: tuple[str, str, str, str]
) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    viewer.require(_DECIDE, partnership=row.release.partnership_id)
    title, save, done, lede = words
    home = reverse("releases:edition", args=[pk])

    def act(form: Form) -> str:
        at: datetime = clock.now()
        operation(by=viewer, at=at, edition=pk, why=form.cleaned_data["why"])
        return home

    back = (f"{row.release.title}, edition {row.number}", home)
    return run(request, Task(title, back, forms.WhyForm, act, done, save, lede=lede))


@needs(_DECIDE)
def policies(request: HttpRequest, place: UUID) -> HttpResponse:
    """Show what each audience of a partnership may not see, and every decision about it."""
    viewer = viewer_of(request)
    viewer.require(_DECIDE, partnership=place)
    context = {
        "place": place,
        "now": [(code, name, queries.policy(viewer, place, code)) for code, name in AUDIENCES.items()],
        "decided": queries.policies(viewer, place),
    }
    return page(request, "releases/policies.jinja", context, section="evidence", item="releases")


@needs(_DECIDE)
def decide_policy(request: HttpRequest, place: UUID, audience: str) -> HttpResponse:
    """Decide what an audience may not see."""
    viewer = viewer_of(request)
    viewer.require(_DECIDE, partnership=place)
    now = queries.policy(viewer, place, check_audience(audience))
    home = reverse("releases:policies", args=[place])
    start = {"threshold": now.threshold, "rounding": str(now.rounding), "whole_groups": now.whole_groups}

    def make(data: Any) -> Form:
        return forms.PolicyForm(data, initial=start)

    def act(form: Form) -> str:
        data = form.cleaned_data
        operations.decide_policy(
            by=viewer,
            at=clock.now(),
            partnership=place,
            audience=audience,
            threshold=data["threshold"],
            rounding=int(data["rounding"]),
            whole_groups=bool(data["whole_groups"]),
            why=data["why"],
        )
        return home

    lede = "It holds for what is prepared from now on. What was released stays as it is."
    title = f"What may these readers not see? {AUDIENCES[audience]}"
    return run(request, Task(title, ("What each audience sees", home), make, act, lede=lede))
