"""Keeping what is typed while it is typed, and when somebody presses Save draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from goldenthread.access.guards import signed_in, viewer_of
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.pages import page
from goldenthread.workbench.operations import drafts as operations
from goldenthread.workbench.queries import drafts as queries


@signed_in
@require_POST
def keep(request: HttpRequest, form: str, about: UUID | str = "") -> HttpResponse:
    """Keep a form's fields. The script gets JSON; a button without the script is led back to the form."""
    viewer, now = viewer_of(request), clock.now()
    content = {name: request.POST.getlist(name) for name in request.POST}
    try:
        operations.keep_draft(
            by=viewer,
            at=now,
            form=form,
            about=str(about),
            content=content,
            title=request.POST.get("draft_title", ""),
            address=_safe(request.POST.get("draft_return", "")),
        )
    except RuleBroken as broken:
        if _is_script(request):
            return JsonResponse({"problem": broken.sentence}, status=422)
        raise
    if _is_script(request):
        return JsonResponse({"kept_at": now.isoformat()})
    messages.success(request, f"Your draft was kept at {clock.london(now):%H:%M}.")
    return redirect(_safe(request.POST.get("draft_return", "")))


@signed_in
@require_POST
def drop(request: HttpRequest, form: str, about: UUID | str = "") -> HttpResponse:
    """Throw a draft away."""
    operations.drop_draft(by=viewer_of(request), at=clock.now(), form=form, about=str(about))
    messages.success(request, "The draft is gone. The form is as it was saved.")
    return redirect(_safe(request.POST.get("draft_return", "")))


@signed_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """List one's own drafts."""
    return page(request, "workbench/drafts.jinja", {"drafts": list(queries.drafts(viewer_of(request)))})


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _safe(back: str) -> str:
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"
