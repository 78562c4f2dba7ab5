"""The areas and populations of partnerships."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.placing import Place
from goldenthread.partnership import queries as partnerships


@reads
def place(viewer: Viewer, partnership: UUID) -> Place:
    """Return the areas and populations of one partnership."""
    populations: dict[tuple[UUID, int, int, int], list[Any]] = {}
    for row in partnerships.populations(viewer, partnership).order_by("pk"):
        populations.setdefault((row.area_id, row.year, row.age_from, row.age_to), []).append(row)
    return Place(tuple(partnerships.coverage(viewer, partnership)), populations)


@reads
def lookup(viewer: Viewer) -> Callable[[UUID], Place]:
    """Return a way to find places, each read once."""
    known: dict[UUID, Place] = {}

    def find(partnership: UUID) -> Place:
        if partnership not in known:
            known[partnership] = place(viewer, partnership)
        return known[partnership]

    return find


@reads
def vintages(viewer: Viewer, partnership: UUID) -> Iterable[str]:
    """Return the releases of populations that are kept, newest first."""
    rows = partnerships.populations(viewer, partnership).order_by("-pk").values_list("vintage", flat=True)
    return dict.fromkeys(rows)
