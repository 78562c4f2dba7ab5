"""What higher areas tell the trail: which records a reader is not told of, and how the others are named."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from goldenthread.access.viewer import Viewer

Hidden = Callable[[Viewer], "QuerySet[Any, Any] | None"]
Namer = Callable[[Viewer, set[str]], dict[str, tuple[str, str]]]
_hidden: list[Hidden] = []
_namers: list[Namer] = []


def hide(hidden: Hidden) -> None:
    """Register a query for the ids (as text) of records whose lines a viewer is not told of; called from `registration.py`."""
    if hidden not in _hidden:
        _hidden.append(hidden)


def name_records(namer: Namer) -> None:
    """Register what gives (reference, address) for ids of records that a viewer may know of."""
    if namer not in _namers:
        _namers.append(namer)


def hidden_from(viewer: Viewer) -> list[Any]:
    """Return the queries for what is hidden from a viewer."""
    return [rows for rows in (hidden(viewer) for hidden in _hidden) if rows is not None]


def names(viewer: Viewer, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Return (reference, address) of records."""
    found: dict[str, tuple[str, str]] = {}
    for namer in _namers:
        found |= namer(viewer, ids)
    return found
