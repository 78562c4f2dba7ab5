"""The plan of scrutiny: begun, filled with pieces, each done with what was learned, or not done with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.saving import needed
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.scrutiny import keeping, library, queries
from goldenthread.scrutiny.models import Look, Rested, ScrutinyPlan
from goldenthread.scrutiny.rules import planning, safe
from goldenthread.thread.rules import words as finding

_WHY = "The plan of scrutiny says so."
_OVER = "It is done, or was dropped, already."


@writes
def begin_scrutiny_plan(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    start: date,
    end: date,
    group: UUID | None = None,
    themes: Sequence[str] = (),
    words: str = "",
    source: str = "",
    illustrative: bool = False,
) -> UUID:
    """Begin a plan of one to three years. Returns its id. ``themes`` are what the cycle means to cover."""
    by.require(Permission.SCRUTINY_KEEP, partnership=partnership)
    said = _said({"title": title, "start": start, "end": end, "themes": themes, "words": words})
    home = keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group of the partnership.")
    record = spine.open_record(
        by=by, at=at, kind=queries.PLAN, title=said["title"], opened_on=start, partnership=partnership, owner_group=home,
        illustrative=illustrative,
    )  # fmt: skip
    row = ScrutinyPlan.objects.create(
        record=record,
        partnership_id=partnership,
        group_id=home,
        source=clean(source)[:250],
        **said,
        **keeping.who(by, at),
    )
    keeping.to_trail("scrutiny.plan_begun", row, by=by, at=at)
    return record.pk


@writes
def change_scrutiny_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what a plan is called, its days, its themes and its words."""
    _held_plan(by, plan)
    row = ScrutinyPlan.for_edit(plan, seen=seen)
    names = ("title", "start", "end", "themes", "words")
    changed = row.apply(_said({name: changes.get(name, getattr(row, name)) for name in names}))
    if "title" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    keeping.to_trail("scrutiny.plan_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def plan_look(
    *,
    by: Viewer,
    at: datetime,
    plan: UUID,
    title: str,
    method: str,
    due_on: date,
    theme: str = "",
    who: str = "",
    lines: str = "",
) -> UUID:
    """Plan a piece of scrutiny. Returns its id. Its day is on the due list of the group of the plan."""
    home = _held_plan(by, plan)
    said = _of_look(
        home, {"title": title, "method": method, "due_on": due_on, "theme": theme, "who": who, "lines": lines}
    )
    record = spine.open_record(
        by=by, at=at, kind=queries.LOOK, title=said["title"], opened_on=min(london_day(at), due_on),
        partnership=home.partnership_id, owner_group=home.group_id, illustrative=home.record.illustrative,
    )  # fmt: skip
    row = Look.objects.create(
        record=record, partnership_id=home.partnership_id, plan=home, **said, **keeping.who(by, at)
    )
    _clock(row, home, by=by, at=at)
    keeping.to_trail("scrutiny.look_planned", row, by=by, at=at, method=row.how.label, on=due_on)
    return record.pk


@writes
def change_look(*, by: Viewer, at: datetime, look: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a piece of scrutiny that is still planned."""
    home = _held_look(by, look)
    row = Look.for_edit(look, seen=seen)
    names = ("title", "method", "due_on", "theme", "who", "lines")
    changed = row.apply(_of_look(home, {name: changes.get(name, getattr(row, name)) for name in names}))
    if "title" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    _clock(row, home, by=by, at=at)
    keeping.to_trail("scrutiny.look_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def finish_look(
    *,
    by: Viewer,
    at: datetime,
    look: UUID,
    on: date,
    learned: str,
    rested: Iterable[tuple[str, UUID | None]] = (),
    strengths: str = "",
    gaps: str = "",
) -> int:
    """Say what was learned, and take it into the thread with the piece as its source. Returns how many findings.

    ``rested`` says what it rested on: an element (`planning.ELEMENTS`) with the record of it, or None. An in-depth analysis rests
    on cases read, on staff and on children or parents.
    """
    _held_look(by, look)
    row = Look.objects.select_related("record", "plan", "deadline").get(pk=look)
    if on > london_day(at):
        raise RuleBroken("It cannot have been done on a day that has not come.", field="on")
    said = needed(learned, "learned", "Say what was learned.", 10_000)
    safe.check(learned=said)
    pairs = _rested(by, row, rested)
    row.apply({"state": planning.DONE, "done_on": on, "learned": said})
    Rested.objects.bulk_create(Rested(look=row, element=element, record_id=pk) for element, pk in pairs)
    if row.deadline is not None and row.deadline.is_running:
        clocks.complete(by=by, at=at, deadline=row.deadline.pk, allowed=True)
    lines = {finding.STRENGTH: ("strengths", strengths), finding.CONCERN: ("gaps", gaps)}
    found = keeping.take_into_thread(
        row, lines, by=by, at=at, themes=[row.theme] if row.theme else [], day=on, group=row.plan.group_id
    )
    spine.close_record(by=by, at=at, record=row.pk, on=max(on, row.record.opened_on))
    search.index(row.pk, "\n".join([row.title, row.theme, row.lines, said]))
    keeping.to_trail("scrutiny.look_done", row, by=by, at=at, on=on, found=len(found))
    return len(found)


@writes
def drop_look(*, by: Viewer, at: datetime, look: UUID, why: str) -> None:
    """Say that a planned piece of scrutiny is not done, and why."""
    _held_look(by, look)
    row = Look.objects.select_related("record", "deadline").get(pk=look)
    words = needed(why, "why", "Say why it is not done.")
    row.apply({"state": planning.DROPPED, "dropped_why": words})
    keeping.set_date(row, row.deadline, None, title="", why="", by=by, at=at)
    spine.close_record(by=by, at=at, record=row.pk, on=max(london_day(at), row.record.opened_on))
    keeping.to_trail("scrutiny.look_dropped", row, by=by, at=at, why=words)


def _held_plan(by: Viewer, plan: UUID) -> ScrutinyPlan:
    known = queries.scrutiny_plan(by, plan)
    by.require(Permission.SCRUTINY_KEEP, partnership=known.partnership_id)
    return known


def _held_look(by: Viewer, look: UUID) -> ScrutinyPlan:
    known = queries.look(by, look)
    by.require(Permission.SCRUTINY_KEEP, partnership=known.partnership_id)
    locked = Look.objects.select_for_update(of=("self",)).get(pk=known.pk)
    if locked.state != planning.PLANNED:
        raise RuleBroken(_OVER)
    return known.plan


def _said(given: dict[str, Any]) -> dict[str, Any]:
    planning.check_period(given["start"], given["end"])
    named = needed(given["title"], "title", "Say what the plan is called.", 250)
    themes = [" ".join(clean(each).split())[:120] for each in given["themes"]]
    words = clean(given["words"])
    safe.check(title=named, words=words)
    return {**given, "title": named, "themes": list(dict.fromkeys(each for each in themes if each)), "words": words}


def _of_look(plan: ScrutinyPlan, given: dict[str, Any]) -> dict[str, Any]:
    known = library.methods().get(given["method"])
    if known is None:
        raise RuleBroken("Choose how it is looked at.", field="method")
    theme = " ".join(clean(given["theme"]).split())[:120]
    if known.level in planning.LEVELS and not theme:
        raise RuleBroken("Say which theme it covers: the cycle counts it.", field="theme")
    if not plan.period.holds(given["due_on"]):
        raise RuleBroken("The day must lie in the plan.", field="due_on")
    named = needed(given["title"], "title", "Say what is looked at.", 250)
    lines, who = clean(given["lines"]), clean(given["who"])[:200]
    safe.check(title=named, lines=lines, who=who)
    return {**given, "title": named, "theme": theme, "lines": lines, "who": who}


def _rested(by: Viewer, row: Look, rested: Iterable[tuple[str, UUID | None]]) -> list[tuple[str, UUID | None]]:
    pairs = list(dict.fromkeys(rested))
    elements = {element for element, _ in pairs}
    if elements - set(planning.ELEMENTS):
        raise RuleBroken("Choose what it rested on.", field="elements")
    missing = [planning.ELEMENTS[each].lower() for each in planning.WHOLE if each not in elements]
    if row.how.level == planning.IN_DEPTH and missing:
        raise RuleBroken(f"An in-depth analysis rests on more. Missing: {', '.join(missing)}.", field="elements")
    wanted = {pk for _, pk in pairs if pk is not None}
    if wanted and records.visible_among(by, wanted).count() < len(wanted):
        raise RuleBroken("It can only rest on something in the product that you may see.", field="elements")
    return pairs


def _clock(row: Look, plan: ScrutinyPlan, *, by: Viewer, at: datetime) -> None:
    """Keep the day on the due list of the group; a day that has passed is told by the page alone."""
    if row.due_on < london_day(at):
        return
    made = keeping.set_date(
        row, row.deadline, row.due_on, title=f"{row.how.label}: {row.title}", why=_WHY, by=by, at=at,
        owner_group=plan.group_id,
    )  # fmt: skip
    if made != row.deadline_id:
        row.deadline_id = made
        row.save(update_fields=["deadline"])
