"""The interface itself: one description, one door, one shape of answer when something is wrong."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from goldenthread import __version__
from goldenthread.api import rules
from goldenthread.api.door import Door
from goldenthread.foundation.errors import EditConflict, GoldenThreadError, NotAllowed, NotFound, RuleBroken
from goldenthread.workbench import routes

NOTHING = "There is nothing here, or you are not allowed to see it."
_STATUS = {NotAllowed: 403, NotFound: 404, RuleBroken: 422, EditConflict: 409}


class Interface(NinjaAPI):
    """Every answer to a read carries an ETag; whoever sends it back in If-None-Match gets 304 while nothing has changed."""

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        """Return the answer, or that it is the same as before."""
        response = super().create_response(request, data, **options)
        if request.method != "GET" or response.status_code != 200:
            return response
        response["ETag"] = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization"
        same = get_conditional_response(request, etag=response["ETag"], response=response)
        return same or response


def build() -> NinjaAPI:
    """Return the interface with every area's routes."""
    api = Interface(
        title="Golden Thread",
        version=__version__,
        description=(
            "Reads what the owner of a token may read: the same rows as on the pages, and no others. "
            "Dates are ISO 8601; moments are UTC; ids are UUIDs and never change. "
            "Every answer has an ETag: send it in If-None-Match and get 304 while nothing has changed. "
            "A parameter that an address does not have is refused with 422."
        ),
        auth=Door(),
        docs_url=None,
        openapi_url=None,
        urls_namespace="interface",
    )
    for each in routes.every():
        api.add_router(f"/{each.prefix}/", each.router, tags=[each.title])
    _answer_faults(api)
    return api


def problem(
    api: NinjaAPI, request: HttpRequest, sentence: str, status: int, fields: Mapping[str, str] | None = None
) -> HttpResponse:
    """Answer with a sentence, in the one shape that every problem has."""
    response = api.create_response(request, {"problem": sentence, "fields": dict(fields or {})}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response["Retry-After"] = str(rules.SECONDS)
    return response


def _answer_faults(api: NinjaAPI) -> None:
    def house(request: HttpRequest, fault: Any) -> HttpResponse:
        field = getattr(fault, "field", None)
        fields = {field: fault.sentence} if field else {}
        return problem(api, request, fault.sentence, _STATUS.get(type(fault), 400), fields)

    def invalid(request: HttpRequest, fault: Any) -> HttpResponse:
        said = {_place(error): str(error["msg"]) for error in fault.errors}
        return problem(api, request, "The request is not as described. See fields.", 422, said)

    def stranger(request: HttpRequest, fault: Any) -> HttpResponse:
        return problem(api, request, "Send a token that works in the header Authorization: Bearer …", 401)

    def other(request: HttpRequest, fault: Any) -> HttpResponse:
        return problem(api, request, str(fault), fault.status_code)

    def nothing(request: HttpRequest, fault: Any) -> HttpResponse:
        return problem(api, request, NOTHING, 404)

    for kind, handler in [
        (GoldenThreadError, house),
        (ValidationError, invalid),
        (AuthenticationError, stranger),
        (HttpError, other),
        (Http404, nothing),
    ]:
        api.add_exception_handler(kind, handler)


def _place(error: Mapping[str, Any]) -> str:
    return ".".join(str(step) for step in error["loc"] if step not in ("query", "path", "body")) or "request"
