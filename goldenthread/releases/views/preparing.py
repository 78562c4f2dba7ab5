"""Pages on which an edition is prepared."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from goldenthread import jobs
from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.releases import forms, queries
from goldenthread.releases.tasks import PREPARE, PREPARE_AGAIN, PROTECT
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, run

_PREPARE = Permission.RELEASE_PREPARE
_DONE = "The tables are being drawn and proved. Nobody but those who decide will see them yet."


@needs(_PREPARE)
def prepare(request: HttpRequest, place: UUID) -> HttpResponse:
    """Choose what to release, and to whom."""
    viewer = viewer_of(request)
    viewer.require(_PREPARE, partnership=place)
    periods, breakdowns = queries.periods_to_choose(viewer, place)
    indicators = queries.indicators_to_choose(viewer, place)

    def make(data: Any) -> Form:
        start: dict[str, Any] = {name: request.GET.get(name, "") for name in ("title", "audience")}
        start |= {name: request.GET.getlist(name) for name in ("indicators", "periods", "breakdowns")}
        return forms.PrepareForm(data, initial=start, indicators=indicators, periods=periods, breakdowns=breakdowns)

    def act(form: Form) -> str:
        data = form.cleaned_data
        job = jobs.enqueue(
            PREPARE,
            by=viewer,
            partnership=str(place),
            title=data["title"],
            audience=data["audience"],
            indicators=list(data["indicators"]),
            periods=list(data["periods"]),
            breakdowns=list(data.get("breakdowns", [])),
        )
        return reverse("jobs:job", args=[job])

    lede = "Small numbers are hidden, and as few others as it takes. A second person looks at the tables before they go out."
    back = ("Releases", reverse("releases:releases"))
    return run(request, Task("Prepare a release", back, make, act, _DONE, "Draw the tables", lede=lede))


@require_POST
@needs(_PREPARE)
def protect(request: HttpRequest, place: UUID) -> HttpResponse:
    """Have all figures of a partnership protected as they are now, in the background."""
    viewer = viewer_of(request)
    viewer.require(_PREPARE, partnership=place)
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    job = jobs.enqueue(PROTECT, by=viewer, partnership=str(place), back=back if safe else "")
    return HttpResponseRedirect(reverse("jobs:job", args=[job]))


@needs(_PREPARE)
def prepare_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Prepare a new edition of a release: corrected, or carried on."""
    viewer = viewer_of(request)
    row = queries.release(viewer, pk)
    viewer.require(_PREPARE, partnership=row.partnership_id)
    periods, _ = queries.periods_to_choose(viewer, row.partnership_id)
    chosen = queries.editions(viewer, row)[0].chosen["periods"]

    def make(data: Any) -> Form:
        return forms.PrepareAgainForm(data, initial={"periods": chosen}, periods=periods)

    def act(form: Form) -> str:
        data = form.cleaned_data
        job = jobs.enqueue(
            PREPARE_AGAIN, by=viewer, release=str(pk), periods=list(data["periods"]), changed=data["changed"]
        )
        return reverse("jobs:job", args=[job])

    lede = "The same indicators and groups, with the figures of now. It is checked against every edition before it."
    back = (row.title, reverse("releases:release", args=[pk]))
    return run(request, Task("Prepare a new edition", back, make, act, _DONE, "Draw the tables", lede=lede))
