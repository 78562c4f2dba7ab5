"""Saving, opening by default and deleting views of lists."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.access.guards import signed_in, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.records import queries as records
from goldenthread.ui.pages import page
from goldenthread.workbench.forms import SaveViewForm
from goldenthread.workbench.operations import saved_views as operations
from goldenthread.workbench.queries import saved_views as queries


@signed_in
@require_http_methods(["GET", "POST"])
def save_view(request: HttpRequest) -> HttpResponse:
    """Ask for a name and keep the filters and order of a list."""
    viewer = viewer_of(request)
    given = {name: request.GET.get(name, "") for name in ("code", "query", "back")}
    form = SaveViewForm(request.POST or None, initial=given, partnerships=_partnerships(request))
    back = _safe(request, request.POST.get("back", given["back"]))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            view = operations.save_view(
                by=viewer,
                at=clock.now(),
                list_code=chosen["code"],
                name=chosen["name"],
                query=chosen["query"],
                partnership=UUID(chosen["partnership"]) if chosen["partnership"] else None,
                is_default=chosen["is_default"],
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, f"The view “{view.name}” is saved.")
            return redirect(f"{back}?{view.query}")
    return page(request, "workbench/save_view.jinja", {"form": form, "back": back})


@signed_in
@require_GET
def views(request: HttpRequest) -> HttpResponse:
    """List the views of one list, to open or delete."""
    viewer = viewer_of(request)
    code = request.GET.get("code", "")[:80].replace("\x00", "")
    rows = list(queries.saved_views(viewer, code))
    return page(request, "workbench/views.jinja", {"rows": rows, "mine": viewer.user_id})


@signed_in
@require_POST
def default_view(request: HttpRequest, view: UUID) -> HttpResponse:
    """Open the list with this view from now on, or no longer."""
    on = request.POST.get("on") == "yes"
    chosen = operations.make_default(by=viewer_of(request), at=clock.now(), view=view, on=on)
    words = f"The list now opens with “{chosen.name}”." if on else "The list now opens without a view."
    messages.success(request, words)
    return redirect(_views_of(chosen.list_code))


@signed_in
@require_POST
def delete_view(request: HttpRequest, view: UUID) -> HttpResponse:
    """Delete one of one's own views."""
    code = operations.delete_view(by=viewer_of(request), at=clock.now(), view=view)
    messages.success(request, "The view is deleted.")
    return redirect(_views_of(code))


def _views_of(code: str) -> str:
    return f"{redirect('workbench:views').url}?code={code}"


def _safe(request: HttpRequest, back: str) -> str:
    """Return the way back, if it leads to a page of ours."""
    own = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back.partition("?")[0] if own else "/"


def _partnerships(request: HttpRequest) -> list[tuple[UUID, str]]:
    """The partnerships a view can be shared with."""
    viewer = viewer_of(request)
    reach = viewer.reach(Permission.WORK_VIEW)
    rows = records.visible(viewer).filter(kind="partnership.partnership")
    chosen = rows if reach.everywhere else rows.filter(pk__in=reach.around)
    return list(chosen.order_by("title").values_list("pk", "title")[:50])
