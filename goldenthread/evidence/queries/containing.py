"""Which indicators of a partnership count a part of what others count, and where a part is larger than its whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library
from goldenthread.evidence.models import Containment, Indicator
from goldenthread.evidence.queries.rows import indicators, readings
from goldenthread.evidence.rules import containing
from goldenthread.evidence.rules.containing import Clash
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Contained:
    """What ``part`` counts is among what ``whole`` counts. ``said`` is the row that says so; None where the library does."""

    part: UUID
    whole: UUID
    part_code: str
    whole_code: str
    part_name: str
    whole_name: str
    said: UUID | None = None
    why: str = ""


@reads
def contains(viewer: Viewer, partnership: UUID) -> list[Contained]:
    """Return what holds what among the indicators of a partnership: as the library has it, and as was declared."""
    rows = {row.code: row for row in indicators(viewer, partnership).prefetch_related("definitions")}
    by_id = {row.pk: row for row in rows.values()}
    found = [
        _contained(row, rows[starter.part_of])
        for code, row in rows.items()
        if (starter := library.starters().get(code)) and starter.part_of in rows and _alike(row, rows[starter.part_of])
    ]
    there = {(each.part, each.whole) for each in found}
    for said in Containment.objects.filter(part__in=list(by_id)):
        if (said.part_id, said.whole_id) not in there and said.whole_id in by_id:
            found.append(_contained(by_id[said.part_id], by_id[said.whole_id], said))
    return found


@reads
def containment(viewer: Viewer, pk: UUID) -> Containment:
    """Return one declaration; raises `NotFound`."""
    known = indicators(viewer).order_by().values("pk")
    found = Containment.objects.filter(pk=pk, part__in=known).select_related("part", "whole").first()
    if found is None:
        raise NotFound("There is no such declaration, or you are not allowed to see it.")
    return found


@reads
def clashes(viewer: Viewer, partnership: UUID) -> list[tuple[Contained, Clash]]:
    """Return each figure supplied for a part that is larger than that of its whole."""
    pairs = contains(viewer, partnership)
    about = {pk for each in pairs for pk in (each.part, each.whole)}
    counted: dict[UUID, dict[tuple[Period, str], Decimal]] = {}
    rows = readings(viewer).filter(indicator__in=about).order_by()
    for pk, start, end, cut, number in rows.values_list("indicator", "start", "end", "cut", "numerator"):
        counted.setdefault(pk, {})[Period(start, end), cut] = number
    nothing: Mapping[tuple[Period, str], Decimal] = {}
    return [
        (pair, clash)
        for pair in pairs
        for clash in containing.clashes(counted.get(pair.part, nothing), counted.get(pair.whole, nothing))
    ]


def _alike(part: Indicator, whole: Indicator) -> bool:
    """Whether both count the same unit: a partnership may have changed what its indicator counts."""
    one, other = (list(row.definitions.all())[-1].counts.lower() for row in (part, whole))
    return one == other


def _contained(part: Indicator, whole: Indicator, said: Containment | None = None) -> Contained:
    names = (part.pk, whole.pk, part.code, whole.code, part.name, whole.name)
    return Contained(*names, said.pk if said else None, said.why if said else "")
