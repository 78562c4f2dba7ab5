"""Showing long work: a page that reloads itself without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.ui.pages import page

REFRESH_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is. ``words`` say it; ``of`` may be 0 where nobody knows yet."""

    title: str
    words: str
    done: int = 0
    of: int = 0
    finished: bool = False
    failed: bool = False

    @property
    def running(self) -> bool:
        """Whether there is something to wait for."""
        return not (self.finished or self.failed)

    @property
    def percent(self) -> int:
        """Whole percent for the bar, from 0 to 100."""
        if self.finished:
            return 100
        return max(0, min(100, self.done * 100 // self.of)) if self.of else 0


def progress_page(
    request: HttpRequest,
    progress: Progress,
    *,
    back: tuple[str, str],
    result: tuple[str, str] | None = None,
    context: Mapping[str, Any] | None = None,
    template: str = "ui/progress.jinja",
) -> HttpResponse:
    """Return the page of one piece of work. ``back`` and ``result`` are (words, address); it reloads while work goes on."""
    given = {"progress": progress, "back": back, "result": result, **(context or {})}
    response = page(request, template, given)
    if progress.running:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response
