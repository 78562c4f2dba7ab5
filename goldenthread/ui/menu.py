"""The navigation: areas register their entries; a person sees those their roles open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry. ``parent`` None: top navigation; else the code of the top entry in whose side navigation it stands.

    ``permission`` None: everybody who has signed in. ``title`` groups entries of a side navigation under a small heading.
    ``or_below``: who may not open its page is led to the first entry below it that they may open.
    """

    code: str
    label: str
    url_name: str
    permission: Permission | None
    order: int
    parent: str | None = None
    title: str = ""
    or_below: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as a page shows it."""

    label: str
    url: str
    current: bool
    code: str
    title: str = ""


_ITEMS: dict[str, MenuItem] = {}


def register(item: MenuItem) -> MenuItem:
    """Add an entry; called from an area's `registration.py`. Raises `ValueError` when the code is taken."""
    if _ITEMS.setdefault(item.code, item) != item:
        raise ValueError(f"Two areas register the menu entry {item.code}.")
    return item


def every() -> list[MenuItem]:
    """Return all entries, in the order of the page."""
    return sorted(_ITEMS.values(), key=lambda item: (item.order, item.label))


def top(viewer: Viewer | None, request: HttpRequest, section: str = "") -> list[Link]:
    """Return the top navigation for a viewer; ``section`` names the current entry where the address does not."""
    current = section or current_section(request)
    tops = [_within_reach(viewer, item) for item in every() if item.parent is None]
    return _links(viewer, tops, current)


def _within_reach(viewer: Viewer | None, top: MenuItem) -> MenuItem:
    """Return an entry; where the viewer may not open its page, but one below it, an entry that leads there."""
    if viewer is None or not top.or_below or _may(viewer, top):
        return top
    below = next((item for item in every() if item.parent == top.code and _may(viewer, item)), None)
    return replace(top, url_name=below.url_name, permission=below.permission) if below else top


def _may(viewer: Viewer, item: MenuItem) -> bool:
    return item.permission is None or viewer.may_somewhere(item.permission)


def side(viewer: Viewer | None, request: HttpRequest, section: str = "", item: str = "") -> list[Link]:
    """Return the side navigation of the section we are in. ``item`` names the current entry where the address does not."""
    parent = section or current_section(request)
    items = [entry for entry in every() if entry.parent == parent and parent]
    match = request.resolver_match
    return _links(viewer, items, item or _closest(items, match))


def current_section(request: HttpRequest) -> str:
    """Return the code of the top entry that the address belongs to: by its name, else by its area."""
    closest = _closest(every(), request.resolver_match)
    found = _ITEMS.get(closest)
    if found is None:
        return ""
    return found.parent or found.code


def _closest(items: Sequence[MenuItem], match: ResolverMatch | None) -> str:
    if match is None:
        return ""
    exact = [item for item in items if item.url_name == match.view_name]
    near = [item for item in items if item.url_name.partition(":")[0] == match.namespace]
    tops = [item for item in near if item.parent is None]
    chosen = exact or tops
    if chosen:
        return max(chosen, key=lambda item: item.parent is not None).code
    parents = {item.parent for item in near}
    return near[0].parent or "" if len(parents) == 1 else ""


def _links(viewer: Viewer | None, items: Sequence[MenuItem], current: str) -> list[Link]:
    links = []
    for item in items:
        if viewer is None or not _may(viewer, item):
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        links.append(Link(item.label, url, item.code == current, item.code, item.title))
    return links
