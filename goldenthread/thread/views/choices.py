"""What forms can choose from, as (id, words), and the record that somebody names."""

from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.partnership import queries as partnership
from goldenthread.records import queries as records
from goldenthread.records import search

Choices = list[tuple[str, str]]
MOST_NAMED = 5


def places(viewer: Viewer, permission: Permission) -> Choices:
    """Return the partnerships in which the viewer may do something, also by way of a group."""
    known = records.visible(viewer, kind="partnership.partnership")
    reach = viewer.reach(permission)
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships | reach.around)
    return _pairs(known)


def agencies(viewer: Viewer, place: UUID | None) -> Choices:
    """Return the agencies of a partnership, or all that the viewer may know of."""
    rows = partnership.agencies(viewer, partnership=place) if place else partnership.agencies(viewer)
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def groups(viewer: Viewer, place: UUID | None) -> Choices:
    """Return the groups of a partnership."""
    rows = partnership.groups(viewer, partnership=place) if place else partnership.groups(viewer)
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def people(viewer: Viewer, place: UUID | None, agency: UUID | None = None) -> Choices:
    """Return the people of a partnership, or of an agency, who have not left."""
    rows = partnership.people(viewer, partnership=None if agency else place, agency=agency)
    rows = rows.filter(left_on__isnull=True).prefetch_related(None).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def named(viewer: Viewer, text: str, field: str = "record", *, kind: str | None = None) -> Any:
    """Return the record that somebody named by its reference, or by words that only one record holds.

    ``kind``: of what kind it must be. Raises `RuleBroken` with those that fit.
    """
    exact = search.by_reference(viewer, text)
    if exact is not None and kind in (None, exact.kind):
        return exact
    found = list(search.search(viewer, text, kind=kind)[: MOST_NAMED + 1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise RuleBroken("Nothing you can see has that reference or those words.", field=field)
    several = "; ".join(f"{row.reference} {row.title}" for row in found[:MOST_NAMED])
    raise RuleBroken(f"Several records fit. Type the reference of one: {several}.", field=field)


def identified(text: str) -> UUID | None:
    """Return the id that an address or a form names, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _pairs(rows: Any) -> Choices:
    return [(str(pk), title) for pk, title in rows.order_by("title").values_list("pk", "title")]
