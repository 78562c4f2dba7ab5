"""What stands around every page: whose installation this is, who looks, where to go. Higher areas fill the gaps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.ui import menu

Words = Callable[[HttpRequest], str]


@dataclass(slots=True)
class Fillings:
    """What higher areas say about the frame. Each is set once, in a `registration.py`.

    ``partnership``: the name of the partnership in view ("" for none). ``banner``: the sentence of the demonstration.
    ``role``: the words on the link to one's account. The others are names of addresses; those that do not exist are left out.
    """

    partnership: Words | None = None
    banner: Words | None = None
    role: Words | None = None
    home: list[str] = field(default_factory=lambda: ["workbench:my_work", "workbench:home"])
    search: list[str] = field(default_factory=lambda: ["workbench:search", "records:search"])
    account: list[str] = field(default_factory=lambda: ["accounts:account", "accounts:home"])
    sign_in: list[str] = field(default_factory=lambda: ["account_login"])
    sign_out: list[str] = field(default_factory=lambda: ["account_logout"])


fillings = Fillings()


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page."""

    viewer: Viewer | None
    partnership: str
    banner: str
    role: str
    home: str
    search: str
    account: str
    sign_in: str
    sign_out: str
    nav: list[menu.Link]
    side: list[menu.Link]
    side_title: str


def first_address(names: Iterable[str]) -> str:
    """Return the address of the first name that exists, or ""."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def of(request: HttpRequest, *, section: str = "", item: str = "") -> Frame:
    """Return the frame for a request."""
    found: Any = getattr(request, "viewer", None)
    viewer = found if isinstance(found, Viewer) else None
    nav = menu.top(viewer, request, section)
    side = menu.side(viewer, request, section, item)
    return Frame(
        viewer=viewer,
        partnership=_say(fillings.partnership, request),
        banner=_banner(request),
        role=_say(fillings.role, request) or (viewer.name if viewer else ""),
        home=first_address(fillings.home) or "/",
        search=first_address(fillings.search) if viewer else "",
        account=first_address(fillings.account) if viewer else "",
        sign_in=first_address(fillings.sign_in),
        sign_out=first_address(fillings.sign_out) if viewer else "",
        nav=nav,
        side=side,
        side_title=next((link.label for link in nav if link.current), ""),
    )


def _say(words: Words | None, request: HttpRequest) -> str:
    return words(request) if words else ""


def _banner(request: HttpRequest) -> str:
    if not settings.DEMONSTRATION:
        return ""
    return _say(fillings.banner, request) or (
        "Demonstration. Bodies and arrangements come from published documents; anything invented is marked so."
    )
