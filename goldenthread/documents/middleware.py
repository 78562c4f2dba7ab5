"""Refusing what is too large before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goldenthread.ui.errors import error_page

_FORM_AROUND_A_FILE = 1024 * 1024


class RefuseLargeBodies:
    """Answers 413 to a request whose length says that it holds more than an upload may have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it unread."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.UPLOAD_BYTES + _FORM_AROUND_A_FILE:
            most = settings.UPLOAD_BYTES // (1024 * 1024)
            words = f"A file may have {most} MB at most. Nothing was taken in. Split the file, or save it smaller."
            response = error_page(request, 413, words=words)
            response["Connection"] = "close"
            return response
        return self.get_response(request)
