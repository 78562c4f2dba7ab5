"""Inspections and peer reviews, with their grades and what was found."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import queries as quality
from goldenthread.quality.rules.asking import ScaleView
from goldenthread.records import queries as records
from goldenthread.scrutiny.models import Inspection
from goldenthread.scrutiny.queries.scope import INSPECTION, NOTHING_HERE
from goldenthread.scrutiny.rules import inspecting
from goldenthread.thread import queries as thread


@reads
def inspections(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Inspection]:
    """Return the inspections and reviews the viewer may know of, with their grades and the bodies inspected."""
    known = records.visible(viewer, kind=INSPECTION).order_by().values("pk")
    found = Inspection.objects.filter(record__in=known)
    found = found if partnership is None else found.filter(partnership=partnership)
    found = found.select_related("record", "partnership", "group", "before__record", "scale", "plan_deadline")
    return found.prefetch_related("judgements", "bodies__agency", "scale__values")


@reads
def inspection(viewer: Viewer, pk: UUID) -> Inspection:
    """Return one inspection; raises `NotFound`, also when the viewer may not know of it."""
    row = inspections(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def scale_of(viewer: Viewer, row: Inspection) -> ScaleView | None:
    """Return the scale an inspection graded on, None where it gave no grade."""
    return quality.scale(viewer, row.scale_id) if row.scale_id else None


@reads
def compared(viewer: Viewer, row: Inspection) -> list[inspecting.Change]:
    """Return how the grades changed since the inspection before it; nothing where there is none, or the viewer may not know it."""
    earlier = inspections(viewer).filter(pk=row.before_id).first() if row.before_id else None
    if earlier is None:
        return []
    then, now = ([(each.area, each.value) for each in which.judgements.all()] for which in (earlier, row))
    return inspecting.compare(then, scale_of(viewer, earlier), now, scale_of(viewer, row))


@reads
def later(viewer: Viewer, row: Inspection) -> list[Inspection]:
    """Return the inspections that are compared with this one, oldest first."""
    return list(inspections(viewer).filter(before=row.pk).order_by("from_on", "pk"))


@reads
def found(viewer: Viewer, row: Inspection) -> list[Any]:
    """Return the findings of an inspection that the viewer may know of, in the order in which they were recorded."""
    known = inspections(viewer).filter(pk=row.pk)
    if not known.exists():
        return []
    return list(thread.findings(viewer, source=row.pk).order_by("record__opened_on", "record__reference"))
