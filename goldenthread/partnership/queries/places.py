"""To which partnerships agencies and groups belong: what a viewer is built from."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.partnership.models import AgencyClass, GroupUse, on_day


@reads
def places(
    viewer: Viewer, *, agencies: Iterable[UUID] = (), groups: Iterable[UUID] = (), on: date | None = None
) -> dict[UUID, frozenset[UUID]]:
    """Return the partnerships that each agency serves and that use each group, by the id of the agency or group.

    Needs no permission: it is what the places of a grant are worked out from, and tells only ids. Give ``on`` the day it is;
    without it, rows that have an end are left out.
    """
    found: dict[UUID, set[UUID]] = defaultdict(set)
    current = Q(until_on__isnull=True) if on is None else on_day(on)
    wanted_agencies, wanted_groups = list(agencies), list(groups)
    if wanted_agencies:
        rows = AgencyClass.objects.filter(current, agency__in=wanted_agencies)
        for agency, partnership in rows.values_list("agency_id", "partnership_id"):
            found[agency].add(partnership)
    if wanted_groups:
        uses = GroupUse.objects.filter(current, group__in=wanted_groups)
        for group, partnership in uses.values_list("group_id", "partnership_id"):
            found[group].add(partnership)
    return {each: frozenset(found.get(each, ())) for each in [*wanted_agencies, *wanted_groups]}
