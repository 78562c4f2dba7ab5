"""What a release holds, and where it gives another figure than an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import permits, tables
from goldenthread.benchmarks.comparing import MeasureInfo, ReleaseInfo
from goldenthread.benchmarks.models import Measure, Sheet
from goldenthread.benchmarks.rules import cells
from goldenthread.foundation.periods import Period

_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A measure that a release holds, with the ends of its first and last period."""

    code: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Difference:
    """``differ`` of the ``both`` places that this release and an earlier one give a number for."""

    measure: MeasureInfo
    period: Period
    earlier: ReleaseInfo
    differ: int
    both: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A table that is there to be opened."""

    period: Period
    release: ReleaseInfo


@reads
def holds(viewer: Viewer, release: UUID) -> list[Held]:
    """Return the measures of a release that stand beside our indicators: others have a dot in their code."""
    permits.may_read(viewer)
    rows = Measure.objects.filter(sheets__file__release=release).exclude(code__contains=".")
    told = rows.annotate(first=Min("sheets__end"), last=Max("sheets__end")).order_by("name")
    return [Held(row.code, row.name, row.first, row.last) for row in told]


@reads
def editions(viewer: Viewer, measure: str) -> Sequence[Edition]:
    """Return which periods of a measure there are, in which releases: the newest first, and the one that counts first."""
    permits.may_read(viewer)
    kept = tables.shelf([measure]).entries.get(measure, ())
    return [Edition(each.period, each.release) for each in kept]


@reads
def differences(viewer: Viewer, release: UUID) -> list[Difference]:
    """Return where a release differs from those before it, for our measures and the newest periods both have."""
    permits.may_read(viewer)
    codes = [each.code for each in holds(viewer, release)]
    kept = tables.shelf(codes)
    pairs = [
        (entry, earlier)
        for entries in kept.entries.values()
        for entry in [each for each in entries if each.release.id == release][:_PERIODS]
        for earlier in entries
        if earlier.period == entry.period and earlier.release.counts_from < entry.release.counts_from
    ]
    wanted = {each.pk for pair in pairs for each in pair}
    opened = dict(Sheet.objects.filter(pk__in=wanted).values_list("pk", "cells"))
    found = []
    for entry, earlier in pairs:
        now, before = _numbers(opened[entry.pk]), _numbers(opened[earlier.pk])
        both = now.keys() & before.keys()
        differ = sum(now[place] != before[place] for place in both)
        if differ:
            found.append(Difference(kept.measures[entry.measure], entry.period, earlier.release, differ, len(both)))
    return sorted(found, key=lambda each: (each.measure.name, -each.period.end.toordinal()))


def _numbers(kept: dict[str, str]) -> dict[str, object]:
    """Return the published values of a table that are numbers."""
    read = {place: cells.figures(text).value.number for place, text in kept.items()}
    return {place: value for place, value in read.items() if value is not None}
