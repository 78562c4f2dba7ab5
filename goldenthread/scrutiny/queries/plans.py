"""The plan of scrutiny, its pieces, and how its cycle stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.records import queries as records
from goldenthread.scrutiny.models import Look, ScrutinyPlan
from goldenthread.scrutiny.queries.scope import NOTHING_HERE
from goldenthread.scrutiny.rules import planning

PLAN, LOOK = "scrutiny.plan", "scrutiny.look"


@reads
def scrutiny_plans(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[ScrutinyPlan]:
    """Return the plans of scrutiny the viewer may know of, the newest first."""
    known = records.visible(viewer, kind=PLAN).order_by().values("pk")
    found = ScrutinyPlan.objects.filter(record__in=known)
    found = found if partnership is None else found.filter(partnership=partnership)
    return found.select_related("record", "partnership", "group")


@reads
def scrutiny_plan(viewer: Viewer, pk: UUID) -> ScrutinyPlan:
    """Return one plan of scrutiny; raises `NotFound`."""
    row = scrutiny_plans(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def looks(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Look]:
    """Return the pieces of scrutiny the viewer may know of, in the order of their days."""
    known = records.visible(viewer, kind=LOOK).order_by().values("pk")
    found = Look.objects.filter(record__in=known)
    found = found if partnership is None else found.filter(partnership=partnership)
    return found.select_related("record", "partnership", "plan", "deadline").prefetch_related("rested__record")


@reads
def look(viewer: Viewer, pk: UUID) -> Look:
    """Return one piece of scrutiny; raises `NotFound`."""
    row = looks(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@dataclass(frozen=True, slots=True)
class Cycle:
    """How a plan stands: its years, each theme with a cell for each year, what years lack, what was never looked at in depth."""

    years: list[Period]
    rows: list[tuple[str, list[planning.Cell]]]
    faults: list[str]
    waiting: list[str]


@reads
def cycle(viewer: Viewer, plan: ScrutinyPlan, on: date, rows: Iterable[Look] | None = None) -> Cycle:
    """Return how the cycle of a plan stands on a day."""
    kept = list(looks(viewer).filter(plan=plan.pk) if rows is None else rows)
    pieces = [planning.Piece(each.theme, each.how.level, each.state, each.due_on, each.done_on) for each in kept]
    named = [*plan.themes, *(piece.theme for piece in pieces if piece.theme and piece.level in planning.LEVELS)]
    first: dict[str, str] = {}
    for each in named:
        first.setdefault(each.casefold(), each)
    themes = list(first.values())
    years = planning.years(plan.period)
    return Cycle(
        years,
        [(theme, [planning.cell(pieces, theme, year, on) for year in years]) for theme in themes],
        planning.faults(pieces, plan.period, on),
        planning.waiting(pieces, themes),
    )
