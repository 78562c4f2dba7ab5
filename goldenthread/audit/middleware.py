"""One id for each request: in the log, in the audit trail, in the answer's header."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

_SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger("goldenthread.request")


class RequestId:
    """Gives ``request.request_id`` and logs each request in one line, without its query and without who asked.

    The id is ours; one that a proxy sent stands beside it in the log as ``upstream_id``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, with its id."""
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        bound = {"request_id": request.request_id}  # type: ignore[attr-defined]
        upstream = request.headers.get("X-Request-ID", "")
        if _SOUND.fullmatch(upstream):
            bound["upstream_id"] = upstream
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(**bound):
            response = self.get_response(request)
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000, 1),
            )
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response
