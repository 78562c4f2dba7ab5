"""What a partnership has for everybody: areas register their public lists, and each public page leads to the others.

publicly.register(PublicList("releases", "Data", "releases:published", queries.published_releases))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class PublicList:
    """A public list at ``url_name``, which takes the partnership's slug. ``holds(slug)`` is true when there is something in it."""

    code: str
    label: str
    url_name: str
    holds: Callable[[str], Any]


_LISTS: dict[str, PublicList] = {}


def register(made: PublicList) -> None:
    """Add a list; called from an area's `registration.py`. Raises `ValueError` when the code is taken."""
    if _LISTS.setdefault(made.code, made) != made:
        raise ValueError(f"Two areas register the public list {made.code}.")


def others(slug: str, besides: str = "") -> list[tuple[str, str]]:
    """Return the public lists of a partnership that hold something, as (words, address), but one."""
    known = [_LISTS[code] for code in sorted(_LISTS) if code != besides]
    return [(each.label, reverse(each.url_name, args=[slug])) for each in known if each.holds(slug)]
