"""How records are named and linked on pages."""

from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.records import kinds, walls
from goldenthread.records.models import Record


def address_of(record: Record) -> str:
    """Return the address of a record's page, or "" for a kind without one."""
    return _address(record.kind, str(record.pk))


def label_of(code: str) -> str:
    """Return the words for a kind."""
    return next((kind.label for kind in kinds.every() if kind.code == code), code)


def names_of_records(viewer: Viewer, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Return (reference, address) of the records among ``ids`` that the viewer may know of."""
    told = walls.told_of(viewer, ids)
    return {each: (reference, _address(kind, each)) for each, (reference, kind) in told.items()}


def _address(code: str, record_id: str) -> str:
    try:
        return reverse(kinds.get(code).url_name, args=[record_id])
    except (KeyError, NoReverseMatch):
        return ""
