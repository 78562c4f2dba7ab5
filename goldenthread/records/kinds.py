"""Which kinds of record there are. Each area registers its own; nothing here knows an area."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer


@dataclass(frozen=True, slots=True, eq=False)
class RecordKind:
    """A kind of record.

    ``visible(viewer)`` gives the condition on `Record` rows of this kind that the viewer may know of; the kind itself is
    added by the spine. ``url_name`` opens one record, with its id. ``yearly``: references count anew each year
    (``MAA-2026-004``), otherwise ``AG-0004``. ``walled``: invisible to others and every read logged.
    ``place``: people hold roles there, as "partnership", "group" or "agency".
    ``hint`` may be shown to those who cannot see it ("Restricted source", with the reference); walled kinds usually say nothing.
    """

    code: str
    label: str
    plural: str
    prefix: str
    url_name: str
    view: Permission
    visible: Callable[[Viewer], Q]
    yearly: bool = True
    walled: bool = False
    hint: bool = False
    place: str = ""


_KINDS: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> RecordKind:
    """Add a kind; called from an area's `registration.py`. Raises `ValueError` if its code or prefix is taken."""
    for other in _KINDS.values():
        if other.code == kind.code or other.prefix == kind.prefix:
            raise ValueError(f"The record kind {kind.code} ({kind.prefix}) clashes with {other.code} ({other.prefix}).")
    _KINDS[kind.code] = kind
    return kind


def get(code: str) -> RecordKind:
    """Return the kind registered as ``code``; raises `KeyError`."""
    return _KINDS[code]


def every() -> list[RecordKind]:
    """Return all kinds, by label."""
    return sorted(_KINDS.values(), key=lambda kind: kind.label)
