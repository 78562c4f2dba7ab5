"""How many people each group of a partnership has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.models import GroupPopulation
from goldenthread.evidence.rules import cuts, peopling
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import queries as partnerships


@dataclass(frozen=True, slots=True)
class Many:
    """How many people a group has at mid-year, who published it, in which release."""

    count: int
    year: int
    source: str
    vintage: str


People = Mapping[tuple[str, int, int, int], Many]
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
    """Return the number of people of each group, of the release that was kept last.

    Numbers of several council areas are added where each area has one; a number of the whole partnership goes before them.
    """
    areas = set(council_areas(viewer, partnership).values())
    found: dict[tuple[str, int, int, int], dict[str, GroupPopulation]] = {}
    for row in group_populations(viewer, partnership).order_by("kept_at", "pk"):
        about = (cuts.cut({row.dimension: row.value}), row.year, row.age_from, row.age_to)
        found.setdefault(about, {})[row.area] = row
    return {about: _many([held[""]] if "" in held else list(held.values()))
            for about, held in found.items() if "" in held or areas <= set(held)}  # fmt: skip


def _many(rows: Sequence[GroupPopulation]) -> Many:
    told = [", ".join(dict.fromkeys(getattr(row, name) for row in rows)) for name in ("source", "vintage")]
    return Many(sum(row.count for row in rows), rows[0].year, *told)


@reads
def council_areas(viewer: Viewer, partnership: UUID) -> dict[str, str]:
    """Return the council areas a partnership covers or covered: names and codes, in small letters, to codes."""
    covered = partnerships.coverage(viewer, partnership).values_list("area__name", "area__code")
    return {words.lower(): code for name, code in covered for words in (name, code)}


@reads
def known_people(viewer: Viewer, partnership: UUID, today: date) -> peopling.Known:
    """Return what a file of people of groups is checked against."""
    names = ("area", "dimension", "value", "year", "age_from", "age_to", "vintage", "count")
    rows = group_populations(viewer, partnership).order_by().values_list(*names)
    return peopling.Known(council_areas(viewer, partnership), {row[:-1]: row[-1] for row in rows}, today)
