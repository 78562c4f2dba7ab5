"""Who may know of what was looked at from outside, and who may keep it."""

from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import library as scales_to_begin_with
from goldenthread.quality import queries as quality
from goldenthread.records import queries as records

Choices = list[tuple[str, str]]
INSPECTION = "scrutiny.inspection"
NOTHING_HERE = "There is nothing here, or you are not allowed to see it."


@reads
def of_scrutiny(viewer: Viewer) -> Q:
    """Return the condition on records of the area: those of every partnership the viewer works in."""
    reach = viewer.reach(Permission.SCRUTINY_VIEW)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def may_keep(viewer: Viewer, partnership: UUID) -> bool:
    """Say whether the viewer may record inspections, plan visits and run scrutiny in a partnership."""
    return viewer.may(Permission.SCRUTINY_KEEP, partnership=partnership)


@reads
def places(viewer: Viewer) -> Choices:
    """Return the partnerships for which the viewer may keep what was looked at: (id, name)."""
    reach = viewer.reach(Permission.SCRUTINY_KEEP)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


@reads
def agencies(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the agencies of a partnership, schools last: (id, name)."""
    found: dict[str, str] = {}
    for schools in (False, True):
        rows = partnerships.agencies(viewer, partnership=partnership, schools=schools).order_by("name")
        found |= {str(pk): name for pk, name in rows.values_list("pk", "name")}
    return list(found.items())


@reads
def groups(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the groups of a partnership: (id, name)."""
    rows = partnerships.groups(viewer, partnership=partnership).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


@reads
def scales(viewer: Viewer, partnership: UUID) -> Choices:
    """Return the scales on which somebody can grade: those of the partnership and those it can take over: (code, name)."""
    own = quality.scales(viewer, partnership=partnership).filter(kind="choice")
    found = {each.code: each.name for each in scales_to_begin_with.scales().values() if each.kind == "choice"}
    return list((found | dict(own.values_list("code", "name"))).items())
