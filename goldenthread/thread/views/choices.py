"""What forms can choose from, as (id, words), and the record that somebody names."""

from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnership
from goldenthread.records import queries as records
from goldenthread.thread.queries.scope import FINDING

Choices = list[tuple[str, str]]


def places(viewer: Viewer, permission: Permission) -> Choices:
    """Return the partnerships in which the viewer may do something, also by way of a group."""
    known = records.visible(viewer, kind="partnership.partnership")
    reach = viewer.reach(permission)
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships | reach.around)
    return _pairs(known)


def agencies(viewer: Viewer, place: UUID | None, *, schools: bool | None = None) -> Choices:
    """Return the agencies of a partnership, or all that the viewer may know of; with ``schools``, only them or none of them."""
    rows = partnership.agencies(viewer, partnership=place) if place else partnership.agencies(viewer)
    if schools is not None:
        rows = rows.filter(kind__code="school") if schools else rows.exclude(kind__code="school")
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


def sources(viewer: Viewer) -> Any:
    """Return the records that can show something: all the viewer may know of, but findings themselves."""
    return records.visible(viewer, besides=(FINDING,)).order_by("title")


def anything(viewer: Viewer, *, besides: UUID | None = None) -> Any:
    """Return all records the viewer may know of, but one."""
    return records.visible(viewer).exclude(pk__in=[besides] if besides else []).order_by("title")


def of_kind(viewer: Viewer, kind: str, *, besides: UUID | None = None) -> Any:
    """Return the records of a kind, but one."""
    return records.visible(viewer, kind=kind).exclude(pk__in=[besides] if besides else []).order_by("title")


def identified(text: str) -> UUID | None:
    """Return the id that an address or a form names, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _pairs(rows: Any) -> Choices:
    return [(str(pk), title) for pk, title in rows.order_by("title").values_list("pk", "title")]
