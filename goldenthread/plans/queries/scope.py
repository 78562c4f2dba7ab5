"""Who may know of plans, and who may change one."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.plans.models import Item, Plan
from goldenthread.records import queries as records

PLAN, ITEM, EVENT = "plans.plan", "plans.item", "plans.event"


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of plans, their items and events that the viewer may know of."""
    reach = viewer.reach(Permission.PLAN_VIEW)
    if reach.everywhere:
        return Q()
    return Q(partnership__in=reach.around) | Q(owner_agency__in=reach.agencies) | Q(owner_group__in=reach.groups)


@reads
def may(viewer: Viewer, permission: Permission, plan: Plan) -> bool:
    """Say whether a permission is held for a plan: in its partnership, or in the group or agency whose plan it is."""
    return viewer.may(
        permission, partnership=plan.partnership_id, group=plan.owner_group_id, agency=plan.owner_agency_id
    )


@reads
def may_judge(viewer: Viewer, item: Item) -> bool:
    """Say whether a viewer may judge an item: by the places of its plan, or because their agency or group has a duty in it."""
    if may(viewer, Permission.PLAN_PROGRESS, item.plan):
        return True
    reach = viewer.reach(Permission.PLAN_PROGRESS)
    mine = reach.agencies | reach.groups
    return any(duty.body_id in mine for duty in item.duties.all())


@reads
def places(viewer: Viewer, permission: Permission = Permission.PLAN_EDIT) -> list[tuple[str, str]]:
    """Return for whom the viewer may begin a plan: ("partnership:ID", name), then groups and agencies, by name.

    Groups and agencies need the partnership with them: "group:ID:PARTNERSHIP".
    """
    reach = viewer.reach(permission)
    known = records.visible(viewer).order_by("title")
    homes = list(known.filter(kind="partnership.partnership"))
    own = [home for home in homes if reach.everywhere or home.pk in reach.partnerships]
    found = [(f"partnership:{home.pk}", home.title) for home in own]
    for word, ids in (("group", reach.groups), ("agency", reach.agencies)):
        for body in known.filter(pk__in=ids):
            near = [home for home in homes if home.pk in _near(viewer, body.pk, permission)]
            found += [
                (f"{word}:{body.pk}:{home.pk}", f"{body.title}, in {home.title}" if len(near) > 1 else body.title)
                for home in near
            ]
    return found


def _near(viewer: Viewer, place: UUID, permission: Permission) -> set[UUID]:
    """The partnerships to which a place belongs in which a permission is held."""
    held = [grant for grant in viewer.grants if grant.scope_id == place and permission in grant.permissions]
    return set().union(*(grant.partnerships for grant in held))


@reads
def bodies(viewer: Viewer) -> QuerySet[Any]:
    """Return the agencies and groups the viewer may know of: those that can lead or answer for something."""
    return (
        records.visible(viewer).filter(kind__in=("partnership.agency", "partnership.group")).order_by("kind", "title")
    )
