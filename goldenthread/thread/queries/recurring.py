"""Themes that come back, summed up by the database: as many questions for ten years of findings as for one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.thread.models import Demand, FindingTheme, RecommendationFinding, Theme
from goldenthread.thread.queries.scope import in_reach, known_themes, source_known
from goldenthread.thread.rules import recurrence
from goldenthread.thread.rules.words import CONCERN

AT_ONCE = 100  # themes summed up in one question: each row is compared with the day of each
EARLY = 300  # closings looked at first: mostly every theme has one among them
_ON, _CLOSED = "finding__record__opened_on", "action__record__closed_on"
Sightings = QuerySet[FindingTheme]


@dataclass(frozen=True, slots=True)
class Recurring:
    """A theme with where and when it was seen, and whether it came back after an action on it was closed."""

    theme: Theme
    seen: recurrence.Seen


@reads
def themes_recurring(
    viewer: Viewer,
    *,
    partnership: UUID | None = None,
    period: Period | None = None,
    only: Iterable[UUID] | None = None,
    guarded: bool = True,
    until: date | None = None,
) -> list[Recurring]:
    """Return every theme with its recurrence, most often seen first; the findings are counted where they lie.

    With ``period``, only themes seen in it; their whole history is told. ``guarded`` False leaves out what came from restricted
    and walled sources, for readers other than the viewer. ``until``: as it stood on a day.
    """
    rows = known_themes(viewer, partnership)
    chosen = list(rows if only is None else rows.filter(pk__in=list(only)))
    several = [chosen[start : start + AT_ONCE] for start in range(0, len(chosen), AT_ONCE)]
    seen = FindingTheme.objects.filter(in_reach(viewer, "finding__record__"), source_known(viewer, "finding__source"))
    seen = seen if guarded else seen.exclude(finding__record__sensitivity__in=["restricted", "walled"])
    seen = seen if until is None else seen.filter(**{f"{_ON}__lte": until})
    told = [
        each for some in several for each in _summed_up(seen.filter(theme__in=some).order_by(), some, period, until)
    ]
    return sorted(told, key=lambda each: (-each.seen.sources, -each.seen.findings, each.theme.name))


def _summed_up(seen: Sightings, themes: list[Theme], period: Period | None, until: date | None) -> Iterator[Recurring]:
    """Sum up the sightings of a few themes; with a period, those seen in it alone."""
    again = Q(finding__kind=CONCERN)
    ended = _first_closed(seen, themes, until)
    days = [When(theme=theme, then=Value(day)) for theme, day in ended.items()]
    again &= Q(**{f"{_ON}__gt": Case(*days, default=Value(None), output_field=DateField())}) if days else Q(pk__in=[])
    lately = Q(**{f"{_ON}__range": (period.start, period.end)}) if period else Q(pk__isnull=False)
    rows = seen.values_list("theme").annotate(
        findings=Count("pk"),
        concerns=Count("pk", filter=Q(finding__kind=CONCERN)),
        sources=Count("finding__source", distinct=True),
        first=Min(_ON),
        last=Max(_ON),
        back_on=Min(_ON, filter=again),
        lately=Count("pk", filter=lately),
    )
    found = {theme: (recurrence.Seen(*summed), lately) for theme, *summed, lately in rows}
    for theme in themes:
        summed, number = found.get(theme.pk, (recurrence.UNSEEN, 0))
        if number or period is None:
            yield Recurring(theme, summed)


def _first_closed(seen: Sightings, themes: list[Theme], until: date | None) -> Mapping[UUID, date]:
    """Say for each theme when an action that a finding on it led to, by itself or by a recommendation, was first closed."""
    homes = {theme.partnership_id for theme in themes}
    closings = Demand.objects.filter(
        action__status="closed", action__record__closed_on__isnull=False, action__record__partnership__in=homes
    ).order_by(_CLOSED)
    closings = closings if until is None else closings.filter(**{f"{_CLOSED}__lte": until})
    early = list(closings.values_list("record", _CLOSED)[:EARLY]) if len(themes) > 1 else []
    found = _themes_of(seen, early)
    others = [theme for theme in themes if theme.pk not in found]
    if others and (len(themes) == 1 or len(early) == EARLY):
        found |= _looked_up(seen.filter(theme__in=others), closings)
    return found


def _themes_of(seen: Sightings, closings: list[tuple[UUID, date]]) -> dict[UUID, date]:
    """Say which themes a few closings, the first first, are of: by the finding they answer, or through a recommendation."""
    first: dict[UUID, date] = {}
    for record, day in closings:
        first.setdefault(record, day)
    grounds = RecommendationFinding.objects.filter(recommendation__in=first).order_by()
    days = dict(first)
    for recommendation, finding in grounds.values_list("recommendation", "finding"):
        days[finding] = min(first[recommendation], days.get(finding, date.max))
    found: dict[UUID, date] = {}
    for theme, finding in seen.filter(finding__in=days).values_list("theme", "finding") if days else ():
        found[theme] = min(days[finding], found.get(theme, date.max))
    return found


def _looked_up(seen: Sightings, closings: QuerySet[Demand]) -> dict[UUID, date]:
    """Say when each theme first saw a closing, finding by finding."""
    grounds = RecommendationFinding.objects.filter(finding=OuterRef(OuterRef("finding_id"))).values("recommendation")
    found: dict[UUID, date] = {}
    for demanded in (Q(record=OuterRef("finding_id")), Q(record__in=grounds)):
        day: Any = Subquery(closings.filter(demanded).values(_CLOSED)[:1])
        for theme, first in seen.values_list("theme").annotate(day=Min(day)):
            if first is not None:
                found[theme] = min(first, found.get(theme, date.max))
    return found
