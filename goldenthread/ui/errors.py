"""Refusals as calm pages: the house errors, Django's handlers, and forged forms."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.ui.pages import page

TITLES = {
    400: ("We could not read that request", "The address or the form was damaged on its way. Go back and try again."),
    403: ("You cannot open this page", "Your roles do not let you see it."),
    404: ("Page not found", "There is nothing here that you can see. If you typed the address, check it."),
    409: ("Somebody else changed this", "Open it again: the newest version will show. Nothing was overwritten."),
    413: ("That was too big", "Send a smaller file, or split it."),
    422: ("That could not be done", "Go back, mend what the message says and try again."),
    429: ("Too many tries", "Wait a few minutes, then try again."),
    500: (
        "Something went wrong",
        "It is our fault, not yours. What you had saved is safe. Try again in a few minutes.",
    ),
}


class HouseErrors:
    """Turns what operations and queries refuse with into pages. The person who is not signed in is asked to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for one of our refusals; leave everything else to Django."""
        if isinstance(exception, NotFound):
            return error_page(request, 404)
        if isinstance(exception, NotAllowed):
            return _not_allowed(request, exception)
        if isinstance(exception, EditConflict):
            return error_page(request, 409)
        if isinstance(exception, RuleBroken):
            return error_page(request, 422, words=exception.sentence)
        return None


def _not_allowed(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    if isinstance(getattr(request, "viewer", None), Viewer):
        return error_page(request, 403, words=refusal.sentence)
    try:
        sign_in = reverse("account_login")
    except NoReverseMatch:
        return error_page(request, 403, words=refusal.sentence)
    back = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{sign_in}?{back}" if back else sign_in)


def error_page(request: HttpRequest, status: int, *, words: str = "") -> HttpResponse:
    """Return the page for a status; ``words`` replaces its usual explanation."""
    title, usual = TITLES[status]
    return page(request, "ui/error.jinja", {"title": title, "words": words or usual, "code": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django refused to read."""
    return bare_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer Django's own refusals."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours: a page that needs no database."""
    return bare_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or too old."""
    words = (
        "The page was open for too long, or cookies are switched off. Go back, reload the page and send the form again. "
        "What you typed is still there."
    )
    return error_page(request, 403, words=words)


def bare_page(request: HttpRequest, status: int, *, words: str = "") -> HttpResponse:
    """Return an error page that reads nothing: no session, no database, no navigation."""
    title, usual = TITLES[status]
    context: dict[str, Any] = {"title": title, "words": words or usual, "code": status}
    return HttpResponse(render_to_string("ui/bare_error.jinja", context), status=status)
