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

CONCERN = "concern"
MOST_THEMES = 8
YEARS_BACK = 10
_GUARDED = ("restricted", "walled")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of it: of one theme, of one agency, of one kind; None and "" are all."""

    theme: UUID | None = None
    agency: UUID | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ByTheme:
    """What was found about one theme in a period."""

    pk: UUID
    name: str
    strengths: int
    concerns: int
    sources: int


@dataclass(frozen=True, slots=True)
class Back:
    """A theme that comes back: where it was seen, what was done about it last, and whether that has held (`rules.held`)."""

    theme: Any
    seen: Any
    done: tuple[Any, ...]
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
    strengths: tuple[Any, ...]
    concerns: tuple[Any, ...]
    by_theme: tuple[ByTheme, ...]
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

    ``guarded`` False leaves out what is restricted, for readers other than the viewer. Nothing where they may not see quality.
    """
    reach = viewer.reach(Permission.QUALITY_VIEW)
    if not (reach.everywhere or partnership in reach.around):
        return Together((), (), (), (), (), 0, (), {}, {}, ())
    every = looked.found(viewer, partnership, period)
    every = every if guarded else _unguarded(viewer, every)
    names = _names(viewer, partnership, every)
    kinds = sorted({each.kind for each in every})
    wanted = _known(asked or Asked(), names, kinds)
    seen = [each for each in every if _fits(each, wanted)]
    findings = _findings(viewer, partnership, period, wanted, {each.record for each in seen}, guarded)
    themes = [
        each
        for each in thread.themes_recurring(
            viewer, partnership=partnership, period=period, only=_only(wanted), guarded=guarded
        )
        if each.seen.recurs
    ]
    return Together(
        seen=tuple(seen),
        strengths=tuple(each for each in findings if each.kind != CONCERN),
        concerns=tuple(each for each in findings if each.kind == CONCERN),
        by_theme=_by_theme(findings),
        back=tuple(_back(viewer, each) for each in themes[:MOST_THEMES]),
        more=max(0, len(themes) - MOST_THEMES),
        again=_again(seen, [*every, *_earlier(viewer, partnership, period, seen, every)]),
        beside=_beside(seen, names),
        names=names,
        kinds=tuple(kinds),
    )


def _names(viewer: Viewer, partnership: UUID, every: Iterable[Looked]) -> dict[UUID, str]:
    """The agencies that anything was looked at in, by name: those of the partnership that the viewer may know of."""
    seen = {pk for each in every for pk in each.agencies}
    rows = partnerships.agencies(viewer, partnership=partnership).filter(pk__in=seen) if seen else ()
    return dict(sorted(((row.pk, row.name) for row in rows), key=lambda each: each[1].casefold()))


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


def _findings(
    viewer: Viewer, partnership: UUID, period: Period, asked: Asked, sources: Collection[UUID], guarded: bool
) -> list[Any]:
    rows = thread.findings(viewer, partnership=partnership, period=period, theme=asked.theme)
    if not guarded:
        rows = rows.exclude(record__sensitivity__in=_GUARDED).exclude(source__sensitivity__in=_GUARDED)
    if asked.kind or asked.agency:
        rows = rows.filter(source__in=list(sources))
    return list(rows)


def _by_theme(findings: Iterable[Any]) -> tuple[ByTheme, ...]:
    counted: dict[tuple[UUID, str], Counter[str]] = {}
    sources: dict[tuple[UUID, str], set[UUID]] = {}
    for each in findings:
        for one in each.finding_themes.all():
            key = (one.theme_id, one.theme.name)
            counted.setdefault(key, Counter())[CONCERN if each.kind == CONCERN else "strength"] += 1
            sources.setdefault(key, set()).add(each.source_id)
    told = [
        ByTheme(key[0], key[1], found["strength"], found[CONCERN], len(sources[key])) for key, found in counted.items()
    ]
    return tuple(sorted(told, key=lambda each: (-each.concerns, -each.strengths, each.name)))


def _back(viewer: Viewer, recurring: Any) -> Back:
    rows = thread.actions(viewer, theme=recurring.theme.pk).order_by("-record__closed_on", "-record__opened_on")
    done = tuple(rows)
    told = [
        Done(
            each.record.closed_on,
            bool(each.closing_judgement and each.closing_judgement.verdict in ("some", "sustained")),
        )
        for each in done
    ]
    return Back(recurring.theme, recurring.seen, done, rules.held(told, recurring.seen.last, recurring.seen.back_on))


def _earlier(
    viewer: Viewer, partnership: UUID, period: Period, seen: Iterable[Looked], every: Iterable[Looked]
) -> list[Looked]:
    """What was looked at before the period, where something in it looked at it again."""
    known = {each.record for each in every}
    if all(each.before is None or each.before in known for each in seen):
        return []
    start = date(max(1, period.start.year - YEARS_BACK), 1, 1)
    return looked.found(viewer, partnership, Period(start, period.start))


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
