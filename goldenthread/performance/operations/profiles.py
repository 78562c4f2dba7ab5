"""Profiles made, written, put together from sections, and ended."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries as evidence
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.performance import queries, rules
from goldenthread.performance.models import Profile
from goldenthread.performance.rules import Section
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search


@writes
def add_profile(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    form: str,
    title: str,
    lede: str = "",
    question: str = "",
    period: Period | None = None,
    like: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Make a profile, a spotlight or an outcomes framework. Returns its id.

    ``like`` is a profile of the same partnership whose sections it begins with: the same again for the next quarter.
    """
    by.require(Permission.PERFORMANCE_EDIT, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    words = _title(title)
    if form not in rules.FORMS:
        raise RuleBroken("Choose what you are making.", field="form")
    _check_period(form, period)
    sections = queries.profile(by, like).sections if like else []
    if like and queries.profile(by, like).partnership_id != partnership:
        raise NotFound("There is no such profile, or you are not allowed to see it.")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.KIND,
        title=words,
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    row = Profile.objects.create(
        record=record,
        partnership_id=partnership,
        form=form,
        title=words,
        lede=clean(lede),
        question=clean(question),
        start=period.start if period else None,
        end=period.end if period else None,
        sections=sections,
    )
    search.index(record.pk, f"{row.title} {row.lede} {row.question}")
    _told("performance.added", by, at, row)
    return record.pk


@writes
def change_profile(
    *,
    by: Viewer,
    at: datetime,
    profile: UUID,
    seen: int,
    title: str,
    lede: str = "",
    question: str = "",
    narrative: str = "",
    period: Period | None = None,
) -> None:
    """Change what a profile is called and asks, the period it is about, and what is said about it."""
    row = _for_edit(by, profile, seen)
    _check_period(row.form, period)
    changed = row.apply(
        {
            "title": _title(title),
            "lede": clean(lede),
            "question": clean(question),
            "narrative": clean(narrative),
            "start": period.start if period else None,
            "end": period.end if period else None,
        }
    )
    if changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
        search.index(row.pk, f"{row.title} {row.lede} {row.question} {row.narrative}")
        _told("performance.changed", by, at, row, changes=changed)


@writes
def put_section(
    *,
    by: Viewer,
    at: datetime,
    profile: UUID,
    seen: int,
    title: str,
    shape: str,
    indicators: Sequence[str],
    asks: str = "",
    place: int | None = None,
) -> None:
    """Add a section at the end, or put another in the place of one, counted from 0.

    ``indicators`` are codes the partnership keeps.
    """
    row = _for_edit(by, profile, seen)
    made = rules.section(title, shape, indicators, asks)
    kept = set(evidence.indicators(by, row.partnership_id).values_list("code", flat=True))
    unknown = [code for code in made.indicators if code not in kept]
    if unknown:
        raise RuleBroken(f"The partnership does not keep “{unknown[0]}”.", field="indicators")
    sections = list(row.shown)
    if place is None:
        if len(sections) >= rules.MOST_SECTIONS:
            raise RuleBroken(f"A profile has {rules.MOST_SECTIONS} sections at most.")
        sections.append(made)
    else:
        sections[_there(sections, place)] = made
    _keep(by, at, row, sections, made.title)


@writes
def move_section(*, by: Viewer, at: datetime, profile: UUID, seen: int, place: int, up: bool) -> None:
    """Move a section one place up or down; at either end nothing changes."""
    row = _for_edit(by, profile, seen)
    sections = list(row.shown)
    other = _there(sections, place) + (-1 if up else 1)
    if 0 <= other < len(sections):
        sections[place], sections[other] = sections[other], sections[place]
        _keep(by, at, row, sections, sections[other].title)


@writes
def remove_section(*, by: Viewer, at: datetime, profile: UUID, seen: int, place: int) -> None:
    """Take a section out. Its indicators and their figures stay."""
    row = _for_edit(by, profile, seen)
    sections = list(row.shown)
    gone = sections.pop(_there(sections, place))
    _keep(by, at, row, sections, gone.title)


@writes
def retire_profile(*, by: Viewer, at: datetime, profile: UUID, seen: int, on: date | None) -> None:
    """End a profile on a day, or take it up again without one. It stays to be read."""
    row = _for_edit(by, profile, seen)
    if row.apply({"retired_on": on}):
        _told("performance.ended" if on else "performance.taken_up", by, at, row)


def _for_edit(by: Viewer, profile: UUID, seen: int) -> Profile:
    found = queries.profile(by, profile)
    by.require(Permission.PERFORMANCE_EDIT, partnership=found.partnership_id)
    return Profile.for_edit(found.pk, seen=seen)


def _keep(by: Viewer, at: datetime, row: Profile, sections: Sequence[Section], title: str) -> None:
    if row.apply({"sections": [each.plain for each in sections]}):
        _told("performance.section_put", by, at, row, section=title)


def _told(event: str, by: Viewer, at: datetime, row: Profile, **more: object) -> None:
    trail.write(event, by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.title, **more)


def _title(title: str) -> str:
    words = clean(title)[:200]
    if not words:
        raise RuleBroken("Give it a title.", field="title")
    return words


def _check_period(form: str, period: Period | None) -> None:
    if form != rules.PROFILE and period is None:
        raise RuleBroken("Say which days it is about.", field="start")


def _there(sections: Sequence[Section], place: int) -> int:
    if not 0 <= place < len(sections):
        raise NotFound("There is no such section.")
    return place
