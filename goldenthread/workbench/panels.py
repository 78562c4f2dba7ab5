"""What an area adds to the page of every record, whatever its kind: the thread that runs through it, for one.

    panels.register(Panel("thread", order=10, place="top", show=views.thread_line))

``show(request, record)`` returns the template and its context, or None where there is nothing to show. It reads through the viewer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Place = Literal["top", "main", "aside"]
Show = Callable[[HttpRequest, UUID], tuple[str, Mapping[str, Any]] | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of every record page. ``place``: above the content, below it, or beside it; in it, by ``order``."""

    code: str
    order: int
    place: Place
    show: Show


_PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> Panel:
    """Add a panel; called from an area's `registration.py`. Raises `ValueError` if its code is taken."""
    if panel.code in _PANELS:
        raise ValueError(f"Two areas register the panel {panel.code}.")
    _PANELS[panel.code] = panel
    return panel


def shown(request: HttpRequest, record: UUID) -> dict[str, list[SafeString]]:
    """Return the panels of a record, drawn, by place."""
    found: dict[str, list[SafeString]] = {"top": [], "main": [], "aside": []}
    for panel in sorted(_PANELS.values(), key=lambda each: each.order):
        drawn = panel.show(request, record)
        if drawn is not None:
            template, context = drawn
            drawn_html = render_to_string(template, dict(context), request)
            found[panel.place].append(mark_safe(drawn_html))  # noqa: S308 - a template of ours drew it, and escaped what it shows
    return found
