"""What all that was looked at says together: findings by theme, themes that come back with what was done, agencies side by side."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import looked
from goldenthread.quality.looked import Looked
from goldenthread.quality.rules import together as rules
from goldenthread.quality.rules.together import Done, Middle
from goldenthread.records import queries as records
from goldenthread.thread import queries as thread
from goldenthread.thread.queries import DoneAbout, Found, Weighed

MOST_THEMES = 8
YEARS_BACK = (1, 3, 10)  # how far back the first look is sought, little by little
_GUARDED = ("restricted", "walled")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of it: of one theme, of one agency, of one kind; None and "" are all."""

    theme: UUID | None = None
    agency: UUID | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ByAgency:
    """What was found that names an agency. ``looked``: how many of the things looked at were about it, with others or alone."""

    found: Weighed
    looked: int
    worries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Back:
    """A theme that comes back: where it was seen, what was done about it last, and whether that has held (`rules.held`)."""

    theme: Any
    seen: Any
    done: DoneAbout
    held: str


@dataclass(frozen=True, slots=True)
class Again:
    """Something that was looked at twice, the earlier first."""

    before: Looked
    after: Looked

    @property
    def change(self) -> float | None:
        """How much better it is, in points; None where either was not graded."""
        if self.before.points is None or self.after.points is None:
            return None
        return self.after.points - self.before.points


@dataclass(frozen=True, slots=True)
class BySide:
    """An agency beside others, of one kind of look."""

    pk: UUID
    name: str
    found: Middle


@dataclass(frozen=True, slots=True)
class Together:
    """The quality page of a period. ``names`` of agencies and ``kinds`` can be chosen; ``more`` counts themes that are not told."""

    seen: tuple[Looked, ...]
    found: Found
    by_agency: tuple[ByAgency, ...]
    back: tuple[Back, ...]
    more: int
    again: tuple[Again, ...]
    beside: Mapping[str, tuple[BySide, ...]]
    names: Mapping[UUID, str]
    kinds: tuple[str, ...]


@reads
def together(
    viewer: Viewer, partnership: UUID, period: Period, asked: Asked | None = None, *, guarded: bool = True
) -> Together:
    """Return what was looked at in a period and what it says together, of what the viewer may know.

    ``guarded`` False is for readers other than the viewer: without what is restricted, and as it stood when the period ended.
    Nothing where they may not see quality.
    """
    reach = viewer.reach(Permission.QUALITY_VIEW)
    if not (reach.everywhere or partnership in reach.around):
        return Together((), Found(), (), (), 0, (), {}, {}, ())
    every = looked.found(viewer, partnership, period)
    every = every if guarded else _unguarded(viewer, every)
    names = _names(viewer, partnership)
    kinds = sorted({each.kind for each in every})
    wanted = _known(asked or Asked(), names, kinds)
    seen = [each for each in every if _fits(each, wanted)]
    found = thread.found(viewer, partnership, period, _narrowed(wanted, every), guarded=guarded)
    back, more = _back(viewer, partnership, period, wanted, guarded)
    return Together(
        seen=tuple(seen),
        found=found,
        by_agency=_by_agency(found, seen, names),
        back=back,
        more=more,
        again=_again(seen, [*every, *_earlier(viewer, partnership, period, seen, every)]),
        beside=_beside(seen, names),
        names=_occurring(names, every, thread.agencies_named(viewer, partnership, period)),
        kinds=tuple(kinds),
    )


def _names(viewer: Viewer, partnership: UUID) -> dict[UUID, str]:
    """The agencies of a partnership that the viewer may know of, by name."""
    rows = partnerships.agencies(viewer, partnership=partnership).order_by().values_list("pk", "name")
    return dict(sorted(rows, key=lambda each: each[1].casefold()))


def _occurring(names: Mapping[UUID, str], every: Iterable[Looked], named: Collection[UUID]) -> dict[UUID, str]:
    """Those that anything was looked at in, or found of: they can be chosen."""
    there = {pk for each in every for pk in each.agencies}.union(named)
    return {pk: name for pk, name in names.items() if pk in there}


def _known(asked: Asked, names: Mapping[UUID, str], kinds: Collection[str]) -> Asked:
    """What is asked for, without an agency or a kind that nothing was looked at in."""
    agency = asked.agency if asked.agency in names else None
    return Asked(asked.theme, agency, asked.kind if asked.kind in kinds else "")


def _only(asked: Asked) -> list[UUID] | None:
    return [asked.theme] if asked.theme else None


def _unguarded(viewer: Viewer, seen: Sequence[Looked]) -> list[Looked]:
    ids = [each.record for each in seen]
    open_ones = set(
        records.visible_among(viewer, ids).exclude(sensitivity__in=_GUARDED).values_list("pk", flat=True) if ids else ()
    )
    return [each for each in seen if each.record in open_ones]


def _fits(each: Looked, asked: Asked) -> bool:
    return (
        (not asked.kind or each.kind == asked.kind)
        and (asked.theme is None or asked.theme in each.themes)
        and (asked.agency is None or asked.agency in each.agencies)
    )


def _narrowed(asked: Asked, every: Iterable[Looked]) -> thread.Asked:
    """Return which findings are asked for. Those that name no agency count for all that took part in what was looked at."""
    of_kind = [each for each in every if not asked.kind or each.kind == asked.kind]
    sources = {each.record for each in of_kind} if asked.kind else None
    alone = {each.record for each in of_kind if asked.agency in each.agencies}
    return thread.Asked(asked.theme, sources, asked.agency, alone)


def _by_agency(found: Found, seen: Iterable[Looked], names: Mapping[UUID, str]) -> tuple[ByAgency, ...]:
    """What was found of each agency, in the order of their names."""
    looked_in = Counter(pk for each in seen for pk in each.agencies)
    weighed = {each.pk: each for each in found.by_agency}
    return tuple(ByAgency(weighed[pk], looked_in[pk], found.worries.get(pk, ())) for pk in names if pk in weighed)


def _back(
    viewer: Viewer, partnership: UUID, period: Period, asked: Asked, guarded: bool
) -> tuple[tuple[Back, ...], int]:
    """The themes that come back, the most often seen first, and how many more there are."""
    until = None if guarded else period.end
    rows = thread.themes_recurring(
        viewer, partnership=partnership, period=period, only=_only(asked), guarded=guarded, until=until
    )
    themes = [each for each in rows if each.seen.recurs]
    told = themes[:MOST_THEMES]
    done = thread.done_about(viewer, [each.theme.pk for each in told], until=until)
    return tuple(_held(each, done[each.theme.pk]) for each in told), len(themes) - len(told)


def _held(recurring: thread.Recurring, done: DoneAbout) -> Back:
    seen = recurring.seen
    held = rules.held(Done(done.number, done.closed_on, done.better > 0), seen.last, seen.back_on)
    return Back(recurring.theme, seen, done, held)


def _earlier(
    viewer: Viewer, partnership: UUID, period: Period, seen: Iterable[Looked], every: Iterable[Looked]
) -> list[Looked]:
    """What was looked at before the period, as far back as something in it looked at it again."""
    known = {each.record for each in every}
    missing = {each.before for each in seen if each.before is not None} - known
    found: list[Looked] = []
    end = period.start
    for years in YEARS_BACK:
        if not missing:
            break
        start = date(max(1, period.start.year - years), 1, 1)
        found += looked.found(viewer, partnership, Period(start, end))
        missing -= {each.record for each in found}
        end = start
    return found


def _again(seen: Iterable[Looked], every: Iterable[Looked]) -> tuple[Again, ...]:
    known = {each.record: each for each in every}
    return tuple(Again(known[each.before], each) for each in seen if each.before is not None and each.before in known)


def _beside(seen: Iterable[Looked], names: Mapping[UUID, str]) -> dict[str, tuple[BySide, ...]]:
    """Agencies by kind, in the order of their names: only what was about one agency alone says something of it alone."""
    found: dict[str, dict[UUID, list[float]]] = {}
    for each in seen:
        if each.points is not None and len(each.agencies) == 1 and each.agencies[0] in names:
            found.setdefault(each.kind, {}).setdefault(each.agencies[0], []).append(each.points)
    told: dict[str, tuple[BySide, ...]] = {}
    for kind, grades in sorted(found.items()):
        if len(grades) > 1:
            compared = rules.compare(grades)
            rows = [BySide(pk, names[pk], compared[pk]) for pk in grades]
            told[kind] = tuple(sorted(rows, key=lambda each: each.name))
    return told
