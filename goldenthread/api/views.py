"""Pages to make and revoke tokens, and the description of the interface."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.access.guards import needs, public, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.api import operations, queries
from goldenthread.api.app import NOTHING, build
from goldenthread.api.forms import TokenForm
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.pages import page


@lru_cache(maxsize=1)
def interface() -> Any:
    """Return the one interface of this process, made when first asked for: every area has registered by then."""
    return build()


@needs(Permission.API_TOKEN)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens; make one, and show it this once."""
    viewer = viewer_of(request)
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data
            made = operations.make_token(by=viewer, at=clock.now(), name=chosen["name"], days=int(chosen["days"]))
            form = TokenForm()
        except RuleBroken as broken:
            form.add_rule_broken(broken)
    context = {"form": form, "made": made, "tokens": list(queries.tokens(viewer)[:50]), "now": clock.now()}
    response = page(request, "api/tokens.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


@needs(Permission.API_TOKEN)
@require_POST
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """Stop a token."""
    operations.revoke_token(by=viewer_of(request), at=clock.now(), token=token)
    messages.success(request, "The token is revoked. Programs that use it are refused from now on.")
    return redirect("api:tokens")


@public("It describes shapes only, and no row of anybody")
@require_GET
def description(request: HttpRequest) -> HttpResponseBase:
    """Return the OpenAPI 3.1 description of the interface."""
    return JsonResponse(interface().get_openapi_schema(path_prefix="/api/v1/"))


@public("It only says that there is nothing at an address of the interface")
@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer any other address under the interface as the interface does."""
    return JsonResponse({"problem": NOTHING, "fields": {}}, status=404)
