"""How many people each group has: kept by those who keep the evidence."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import needed
from goldenthread.evidence.models import GroupPopulation
from goldenthread.evidence.rules import cuts, peopling
from goldenthread.foundation.errors import RuleBroken
from goldenthread.records import queries as records


@writes
def keep_group_populations(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    dimension: str,
    year: int,
    counts: Mapping[str, int],
    source: str,
    vintage: str,
    age_from: int = 0,
    age_to: int = 17,
    area: str = "",
) -> int:
    """Keep how many people each group of a breakdown has at mid-year: group to number. Returns how many were kept.

    ``area`` is the code of one of several council areas; "" means the whole partnership.
    A group whose number is there already in this release is refused: a corrected number comes with a release of its own.
    """
    by.require(Permission.EVIDENCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    if dimension not in cuts.DIMENSIONS:
        raise RuleBroken("Choose a breakdown.", field="dimension")
    if area and area not in queries.council_areas(by, partnership).values():
        raise RuleBroken("Choose a council area of the partnership.", field="area")
    if not peopling.FIRST_YEAR <= year <= peopling.LAST_YEAR:
        raise RuleBroken("Give the year as four figures, such as 2017.", field="year")
    if not 0 <= age_from <= age_to <= peopling.OLDEST:
        raise RuleBroken("The last age cannot be below the first.", field="age_to")
    if not counts:
        raise RuleBroken("Give at least one group with its number of people.", field="counts")
    released = needed(vintage, "vintage", "Say of which release it is, such as June 2018.", 60)
    published = needed(source, "source", "Say who published it.", 200)
    named = {cuts.breakdown(cuts.cut({dimension: name}))[dimension]: number for name, number in counts.items()}
    about = {
        "area": area,
        "dimension": dimension,
        "year": year,
        "age_from": age_from,
        "age_to": age_to,
        "vintage": released,
    }
    there = GroupPopulation.objects.filter(partnership=partnership, value__in=named, **about).values_list(
        "value", flat=True
    )
    if there:
        raise RuleBroken(f"{sorted(there)[0]} has a number in this release already.", field="counts")
    for name, number in named.items():
        if number < 1:
            raise RuleBroken(
                f"{name} needs a number of people above 0. Leave a group out if nobody knows.", field="counts"
            )
    GroupPopulation.objects.bulk_create(
        GroupPopulation(
            partnership_id=partnership, value=name, count=number, source=published,
            kept_at=at, kept_by=by.user_id, kept_by_name=by.name[:200], **about,
        )
        for name, number in named.items()
    )  # fmt: skip
    words = cuts.DIMENSIONS[dimension].lower()
    trail.write(
        "evidence.group_populations_kept", by=by, at=at, partnership=partnership, breakdown=words, year=year,
        groups=", ".join(sorted(named)), source=f"{published}, {released}",
    )  # fmt: skip
    return len(named)


@writes
def remove_group_population(*, by: Viewer, at: datetime, population: UUID, why: str) -> None:
    """Remove a number that was kept by mistake, with the reason; what it said stays in the audit trail."""
    row = queries.group_population(by, population)
    by.require(Permission.EVIDENCE_EDIT, partnership=row.partnership_id)
    reason = needed(why, "why", "Say why it is removed.")
    GroupPopulation.objects.filter(pk=row.pk).delete()
    trail.write(
        "evidence.group_population_removed", by=by, at=at, partnership=row.partnership_id, group=row.value,
        year=row.year, number=row.count, why=reason,
    )  # fmt: skip
