"""Findings of a period and what was done about themes, summed up by the database: as many questions for much as for little."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, Exists, F, Max, OuterRef, Q, QuerySet, When, Window

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.thread.models import Action, Finding, FindingAgency, FindingTheme
from goldenthread.thread.queries.actions import actions, on_theme
from goldenthread.thread.queries.scope import known_actions, known_findings
from goldenthread.thread.rules.impact import NEEDS_EVIDENCE
from goldenthread.thread.rules.words import CONCERN

_GUARDED = ("restricted", "walled")
_NEWEST = 12
_WEIGHED = {
    "concerns": Count("pk", filter=Q(finding__kind=CONCERN)),
    "strengths": Count("pk", filter=~Q(finding__kind=CONCERN)),
    "sources": Count("finding__source", distinct=True),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings: of one theme; of some sources; of one agency (`of_agency`). None asks for all."""

    theme: UUID | None = None
    sources: Collection[UUID] | None = None
    agency: UUID | None = None
    alone: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """How many findings say well of something and how many badly, and how many sources they come from."""

    pk: UUID
    name: str
    concerns: int
    strengths: int
    sources: int


@dataclass(frozen=True, slots=True)
class Some:
    """Findings: how many, and the newest of them."""

    number: int = 0
    newest: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a period. ``worries``: for an agency, its concerns by theme, the most of one first."""

    strengths: Some = Some()
    concerns: Some = Some()
    by_theme: tuple[Weighed, ...] = ()
    by_agency: tuple[Weighed, ...] = ()
    worries: Mapping[UUID, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@reads
def of_agency(viewer: Viewer, agency: UUID, looked: Collection[UUID]) -> Q:
    """Return the condition on findings of an agency: those that name it, and of those that name nobody what ``looked`` found."""
    named = FindingAgency.objects.filter(finding=OuterRef("pk"))
    return Q(Exists(named.filter(agency=agency))) | (Q(source__in=list(looked)) & ~Q(Exists(named)))


@reads
def agencies_named(viewer: Viewer, partnership: UUID, period: Period) -> set[UUID]:
    """Return the agencies that findings recorded in a period name."""
    rows = _rows(viewer, partnership, period, Asked(), guarded=True).values("pk")
    return set(FindingAgency.objects.filter(finding__in=rows).order_by().values_list("agency", flat=True).distinct())


@reads
def found(
    viewer: Viewer, partnership: UUID, period: Period, asked: Asked | None = None, *, guarded: bool = True
) -> Found:
    """Return the findings recorded in a period, summed up by theme and by the agencies they name.

    ``guarded`` False leaves out what came from restricted and walled sources, for readers other than the viewer.
    """
    rows = _rows(viewer, partnership, period, asked or Asked(), guarded)
    numbers = dict(rows.values_list("kind").annotate(Count("pk")))
    concerns = numbers.pop(CONCERN, 0)
    known = rows.values("pk")
    themed, named = (model.objects.filter(finding__in=known).order_by() for model in (FindingTheme, FindingAgency))
    return Found(
        Some(sum(numbers.values()), _newest(rows.exclude(kind=CONCERN))),
        Some(concerns, _newest(rows.filter(kind=CONCERN))),
        _weighed(themed, "theme", "theme__name"),
        _weighed(named, "agency", "agency__title"),
        _worries(known),
    )


def _rows(viewer: Viewer, partnership: UUID, period: Period, asked: Asked, guarded: bool) -> QuerySet[Finding]:
    rows = known_findings(viewer).filter(
        record__partnership=partnership, record__opened_on__range=(period.start, period.end)
    )
    if not guarded:
        rows = rows.exclude(record__sensitivity__in=_GUARDED).exclude(source__sensitivity__in=_GUARDED)
    if asked.theme is not None:
        rows = rows.filter(Exists(FindingTheme.objects.filter(finding=OuterRef("pk"), theme=asked.theme)))
    if asked.sources is not None:
        rows = rows.filter(source__in=list(asked.sources))
    if asked.agency is not None:
        rows = rows.filter(of_agency(viewer, asked.agency, asked.alone))
    return rows.order_by()


def _newest(rows: QuerySet[Finding]) -> tuple[Finding, ...]:
    told = rows.select_related("record", "source").order_by("-record__opened_on", "-record__reference")
    return tuple(told[:_NEWEST])


def _weighed(rows: Any, *what: str) -> tuple[Weighed, ...]:
    return tuple(Weighed(*each) for each in rows.values_list(*what).annotate(**_WEIGHED))


def _worries(known: Any) -> dict[UUID, tuple[tuple[str, int], ...]]:
    rows = FindingTheme.objects.filter(finding__in=known, finding__kind=CONCERN, finding__concerns__isnull=False)
    counted = rows.values_list("finding__concerns__agency", "theme__name").annotate(number=Count("pk"))
    told: dict[UUID, tuple[tuple[str, int], ...]] = {}
    for agency, theme, number in counted.order_by("-number", "theme__name"):
        told[agency] = (*told.get(agency, ()), (theme, number))
    return told


@dataclass(frozen=True, slots=True)
class DoneAbout:
    """What the findings of a theme led to: how many actions, when the last was closed, how many made a difference, the newest.

    ``until``: as it stood on that day; None is now.
    """

    number: int = 0
    closed_on: date | None = None
    better: int = 0
    newest: tuple[Action, ...] = ()
    until: date | None = None


@reads
def done_about(
    viewer: Viewer, themes: Iterable[UUID], newest: int = 3, *, until: date | None = None
) -> dict[UUID, DoneAbout]:
    """Return for each theme what its findings led to, by themselves or by a recommendation; what was closed last comes first.

    ``until``: as it stood on a day.
    """
    summed = {theme: _summed(viewer, theme, newest, until or date.max) for theme in themes}
    wanted = {pk for rows in summed.values() for pk, *_ in rows}
    told = actions(viewer).in_bulk(wanted) if wanted else {}
    return {theme: _done(rows, told, until) for theme, rows in summed.items()}


def _summed(viewer: Viewer, theme: UUID, newest: int, until: date) -> list[Any]:
    """Return the newest actions that findings of a theme led to, each with the sums over all."""
    closed = Case(When(record__closed_on__lte=until, then=F("record__closed_on")), output_field=DateField())
    better = Q(record__closed_on__lte=until, closing_judgement__verdict__in=NEEDS_EVIDENCE)
    sums = {
        "number": Window(Count("pk")),
        "closed": Window(Max(closed)),
        "better": Window(Count("pk", filter=better)),
    }
    rows = known_actions(viewer).filter(on_theme(viewer, theme), record__opened_on__lte=until)
    rows = rows.annotate(**sums).values_list("pk", *sums)
    ordered = rows.order_by(closed.desc(nulls_last=True), "-record__opened_on", "-record__reference")
    return list(ordered[:newest])


def _done(rows: Sequence[Any], told: Mapping[UUID, Action], until: date | None) -> DoneAbout:
    if not rows:
        return DoneAbout(until=until)
    _, number, closed_on, better = rows[0]
    return DoneAbout(number, closed_on, better, tuple(told[pk] for pk, *_ in rows), until)
