"""Saved views of lists: the hook that the workbench fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from goldenthread.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view somebody kept: its name and the part of the address after the question mark."""

    label: str
    query: str
    manage_url: str = ""


class Provider(Protocol):
    """What keeps saved views."""

    def views(self, request: HttpRequest, code: str) -> Sequence[SavedView]:
        """Return the views of the list ``code`` that this person may use."""

    def save_address(self, request: HttpRequest, code: str, query: str) -> str:
        """Return the address of the page that saves the present view, or "" where it cannot be saved."""


class SavedViews:
    """Asks the provider, when there is one."""

    def __init__(self) -> None:
        self.provider: Provider | None = None

    def provide(self, provider: Provider) -> None:
        """Set the provider; called once, from a `registration.py`."""
        self.provider = provider

    def views(self, request: HttpRequest, code: str) -> Sequence[SavedView]:
        """Return the saved views of a list."""
        return self.provider.views(request, code) if self.provider and _known(request) else ()

    def save_address(self, request: HttpRequest, code: str, query: str) -> str:
        """Return where the present view can be saved, or ""."""
        return self.provider.save_address(request, code, query) if self.provider and _known(request) else ""


def _known(request: HttpRequest) -> bool:
    """Whether somebody has signed in: views are kept for people."""
    return isinstance(getattr(request, "viewer", None), Viewer)


saved_views = SavedViews()
