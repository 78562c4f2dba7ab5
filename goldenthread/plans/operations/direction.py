"""Vision, values, core functions; the days on which priorities were set; strategies of other boards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as register
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.models import Event, EventLine, Statement, Strategy
from goldenthread.plans.queries.scope import EVENT
from goldenthread.records import operations as records
from goldenthread.records import queries as spine
from goldenthread.records import search

_OF_EVENT = ("title", "kind", "held_on", "held_words", "summary", "plan")
_OF_STRATEGY = (
    "name",
    "board",
    "owner_words",
    "version",
    "endorsed_on",
    "endorsed_words",
    "starts_on",
    "ends_on",
    "address",
    "note",
)


@writes
def write_statement(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    kind: str,
    text: str,
    from_on: date,
    statute: str = "",
    parent: UUID | None = None,
    replaces: UUID | None = None,
) -> Statement:
    """Write a vision, a value or a core function that holds from a day; ``replaces`` names the version that ends then."""
    home = register.partnership(by, partnership)
    by.require(Permission.PLAN_EDIT, partnership=home.pk)
    all_ = queries.statements(by, home.pk)
    before = None if replaces is None else saving.found(all_.filter(pk=replaces).first(), "No such statement.")
    above = None if parent is None else saving.found(all_.filter(pk=parent).first(), "No such statement.")
    if before is not None:
        _end(before, from_on)
        kind, above = before.kind, before.parent
    last = all_.filter(kind=kind, parent=above).order_by("-position").first()
    row = saving.insert(
        Statement(
            partnership=home,
            kind=kind,
            parent=above,
            position=before.position if before else (last.position + 1 if last else 1),
            text=saving.words(text, "text", missing="Write the words."),
            statute=clean(statute)[:250],
            version=before.version + 1 if before else 1,
            replaces=before,
            from_on=from_on,
            written_by=by.name,
            written_at=at,
        )
    )
    _told("plans.statement_written", row, by=by, at=at)
    return row


def _end(before: Statement, day: date) -> None:
    if before.until_on is not None and before.until_on < day:
        return
    if day <= before.from_on:
        raise RuleBroken("The next version begins after the one before.", field="from_on")
    before.until_on = date.fromordinal(day.toordinal() - 1)
    before.save(update_fields=["until_on"])


@writes
def end_statement(*, by: Viewer, at: datetime, statement: UUID, on: date) -> Statement:
    """Say on which day a statement ceased to hold, without another in its place."""
    row = saving.found(Statement.objects.filter(pk=statement).first(), "There is no such statement.")
    by.require(Permission.PLAN_EDIT, partnership=row.partnership_id)
    row.until_on = on
    saving.check(row)
    row.save(update_fields=["until_on"])
    _told("plans.statement_ended", row, by=by, at=at)
    return row


def _told(event: str, row: Statement, *, by: Viewer, at: datetime) -> None:
    kind = Statement.Kind(row.kind).label.lower()
    trail.write(event, by=by, at=at, partnership=row.partnership_id, kind=kind, text=row.text, version=row.version)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of an event: words, and the record or the person it speaks of, if any."""

    words: str = ""
    record: UUID | None = None
    person: UUID | None = None


@writes
def record_event(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    kind: str = Event.Kind.PRIORITIES,
    held_on: date | None = None,
    held_words: str = "",
    plan: UUID | None = None,
    summary: str = "",
    considered: Sequence[Said] = (),
    present: Sequence[Said] = (),
    results: Sequence[Said] = (),
    illustrative: bool = False,
    id: UUID | None = None,
) -> Event:
    """Record a day on which priorities were set or a declaration agreed: what was looked at, who was there, what came of it."""
    home = register.partnership(by, partnership)
    by.require(Permission.PLAN_EDIT, partnership=home.pk)
    row = Event(
        partnership=home,
        plan=None if plan is None else queries.plan(by, plan),
        kind=kind,
        title=saving.words(title, "title", missing="Give the event a title."),
        held_on=held_on,
        held_words=clean(held_words)[:120],
        summary=clean(summary),
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind=EVENT,
        title=row.title,
        opened_on=held_on or london_day(at),
        partnership=home.pk,
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    _lines(by, row, {"considered": considered, "present": present, "result": results})
    trail.write("plans.event_recorded", by=by, at=at, record=row.pk, partnership=home.pk, title=row.title)
    return row


@writes
def change_event(
    *,
    by: Viewer,
    at: datetime,
    event: UUID,
    seen: int,
    considered: Sequence[Said] | None = None,
    present: Sequence[Said] | None = None,
    results: Sequence[Said] | None = None,
    **changes: Any,
) -> Event:
    """Change an event, and its lines where they are given."""
    current = queries.event(by, event)
    by.require(Permission.PLAN_EDIT, partnership=current.partnership_id)
    values = saving.only(changes, *_OF_EVENT)
    if "plan" in values:
        values["plan"] = None if values["plan"] is None else queries.plan(by, values["plan"])
    row, changed = saving.change(Event, current.pk, seen=seen, changes=values)
    given = {"considered": considered, "present": present, "result": results}
    given_lines = {sort: said for sort, said in given.items() if said is not None}
    _lines(by, row, given_lines)
    if changed or given_lines:
        records.retitle(by=by, at=at, record=row.pk, title=row.title)
        trail.write("plans.event_changed", by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.title)
    return row


def _lines(by: Viewer, event: Event, given: dict[str, Sequence[Said]]) -> None:
    for sort, said in given.items():
        event.lines.filter(sort=sort).delete()
        for place, each in enumerate(said, 1):
            saving.insert(
                EventLine(
                    event=event,
                    sort=sort,
                    position=place,
                    words=clean(each.words),
                    record=None if each.record is None else spine.get(by, each.record),
                    person=None if each.person is None else register.person(by, each.person),
                )
            )
    words = [line.words for line in event.lines.all() if line.words]
    search.index(event.pk, "\n".join([event.summary, *words]))


@writes
def keep_strategy(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    board: UUID | None = None,
    owner_words: str = "",
    version: str = "",
    endorsed_on: date | None = None,
    endorsed_words: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    address: str = "",
    note: str = "",
) -> Strategy:
    """Keep a link to a strategy of another board: whose it is, its dates and version, where to read it."""
    home = register.partnership(by, partnership)
    by.require(Permission.PLAN_EDIT, partnership=home.pk)
    row = saving.insert(
        Strategy(
            partnership=home,
            name=saving.words(name, "name", missing="Give the strategy's name."),
            board=keeping.board_of(by, board),
            owner_words=clean(owner_words)[:200],
            version=clean(version)[:60],
            endorsed_on=endorsed_on,
            endorsed_words=clean(endorsed_words)[:200],
            starts_on=starts_on,
            ends_on=ends_on,
            address=clean(address),
            note=clean(note),
        )
    )
    trail.write("plans.strategy_kept", by=by, at=at, partnership=home.pk, name=row.name)
    return row


@writes
def change_strategy(*, by: Viewer, at: datetime, strategy: UUID, seen: int, **changes: Any) -> Strategy:
    """Change what is kept of a strategy; ``board`` is an id."""
    current = queries.strategy(by, strategy)
    by.require(Permission.PLAN_EDIT, partnership=current.partnership_id)
    values = saving.only(changes, *_OF_STRATEGY)
    if "board" in values:
        values["board"] = keeping.board_of(by, values["board"])
    row, changed = saving.change(Strategy, current.pk, seen=seen, changes=values)
    if changed:
        trail.write("plans.strategy_changed", by=by, at=at, partnership=row.partnership_id, name=row.name)
    return row
