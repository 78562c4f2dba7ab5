"""How many people each group of a partnership has."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.models import GroupPopulation
from goldenthread.evidence.rules import cuts
from goldenthread.foundation.errors import NotFound

People = Mapping[tuple[str, int, int, int], GroupPopulation]
"""The newest release of each group: (cut, mid-year, first age, last age)."""


@reads
def group_populations(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[GroupPopulation]:
    """Return how many people the groups of the partnerships have whose figures the viewer may see."""
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    found = (
        GroupPopulation.objects.all()
        if reach.everywhere
        else GroupPopulation.objects.filter(partnership__in=reach.around)
    )
    return found.filter(partnership=partnership) if partnership else found


@reads
def group_population(viewer: Viewer, pk: UUID) -> GroupPopulation:
    """Return one of them; raises `NotFound`."""
    found = group_populations(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such number, or you are not allowed to see it.")
    return found


@reads
def people_of_groups(viewer: Viewer, partnership: UUID) -> People:
    """Return the number of people of each group, of the release that was kept last."""
    rows = group_populations(viewer, partnership).order_by("kept_at", "pk")
    return {(cuts.cut({row.dimension: row.value}), row.year, row.age_from, row.age_to): row for row in rows}
