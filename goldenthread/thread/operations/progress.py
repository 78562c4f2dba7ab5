"""How actions go: updates, one by one and many at once; shortfalls accepted for a time; opening again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.foundation.text import clean, short_date
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.thread import keeping
from goldenthread.thread.models import Action, Shortfall
from goldenthread.thread.rules import statuses, words


@writes
def update_action(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    status: str,
    note: str = "",
    on: date | None = None,
    judge_on: date | None = None,
    seen: int | None = None,
) -> None:
    """Say how an action goes. Complete is not closed: only an administrative action closes on completion.

    ``judge_on``: when the difference it made can be judged; that day goes on the due list of the overseeing group.
    """
    row = keeping.locked_action(by, action, Permission.ACTION_UPDATE, seen)
    kept = clean(note)
    statuses.check_can_report(row.status, status, kept)
    day = keeping.day_of(on, at)
    if day < row.record.opened_on:
        raise RuleBroken(f"It was opened on {short_date(row.record.opened_on)}: the day must be later.", field="on")
    keeping.said(row, status=status, note=kept, on=day, by=by, at=at)
    changes: dict[str, Any] = {"status": status, "updated_on": day}
    if row.status == statuses.SHORTFALL and status != statuses.SHORTFALL:
        _end_shortfall(row, day, by=by, at=at)
    if status == statuses.COMPLETE:
        changes |= _completed(row, day, judge_on, by=by, at=at)
    elif row.status == statuses.COMPLETE:
        changes["completed_on"] = None
    row.apply(changes)
    keeping.to_trail("thread.action_updated", row, by=by, at=at, status=row.status_words.lower(), on=day.isoformat())


def _completed(row: Action, day: date, judge_on: date | None, *, by: Viewer, at: datetime) -> dict[str, Any]:
    keeping.meet(row.deadline, on=keeping.moment_of(day, at), by=by, at=at)
    if row.administrative:
        spine.close_record(by=by, at=at, record=row.pk, on=day)
        return {"status": statuses.CLOSED, "completed_on": day}
    changes: dict[str, Any] = {"completed_on": row.completed_on or day}
    if judge_on is not None:
        changes["look_again_id"] = keeping.look_again(row, judge_on, by=by, at=at)
    return changes


@writes
def accept_shortfall(
    *, by: Viewer, at: datetime, action: UUID, owner: UUID, reason: str, until: date, seen: int | None = None
) -> None:
    """Accept, for now, that an action falls short: who answers for that, why, and until which day.

    On that day it is on the due list again.
    """
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    statuses.check_can_move(row.status, statuses.SHORTFALL)
    person = partnerships.person(by, owner)
    why = words.needed(reason, "reason", "Say why falling short is accepted for now.")
    day = keeping.day_of(None, at)
    if until <= day:
        raise RuleBroken("The day on which it ends must be later than today.", field="until")
    Shortfall.objects.create(action=row, owner=person, why=why, accepted_on=day, until_on=until, **keeping.who(by, at))
    keeping.drop(row.deadline, why=f"Falling short is accepted until {short_date(until)}.", by=by, at=at)
    keeping.drop(row.look_again, why=f"Falling short is accepted until {short_date(until)}.", by=by, at=at)
    title = f"Accepted shortfall ends: {row.record.title}"[:250]
    ends = keeping.start_date(row, title=title, due=until, why="Set when the shortfall was accepted", by=by, at=at)
    note = f"Falling short is accepted until {short_date(until)}: {why}"
    keeping.said(row, status=statuses.SHORTFALL, note=note, on=day, by=by, at=at)
    row.apply({"status": statuses.SHORTFALL, "updated_on": day, "look_again_id": ends})
    keeping.to_trail("thread.shortfall_accepted", row, by=by, at=at, until=until.isoformat(), why=why)


def _end_shortfall(row: Action, day: date, *, by: Viewer, at: datetime) -> None:
    Shortfall.objects.filter(action=row, ended_on__isnull=True).update(ended_on=day)
    keeping.meet(row.look_again, on=at, by=by, at=at)
    row.look_again = None


@writes
def reopen_action(
    *, by: Viewer, at: datetime, action: UUID, why: str, due: date | None = None, seen: int | None = None
) -> None:
    """Open an action again that was closed, withdrawn or superseded. What was judged of it stays readable."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    if row.status not in statuses.SETTLED:
        raise RuleBroken("It is open already.")
    statuses.check_can_move(row.status, statuses.UNDER_WAY)
    if row.status == statuses.CLOSED and not row.administrative:
        keeping.require(by, Permission.IMPACT_JUDGE, row.record)
    reason = words.needed(why, "why", "Say why it is opened again.")
    day = keeping.day_of(None, at)
    keeping.said(row, status=statuses.UNDER_WAY, note=f"Opened again: {reason}", on=day, by=by, at=at)
    changes: dict[str, Any] = {"status": statuses.UNDER_WAY, "updated_on": day, "completed_on": None}
    changes |= {"closing_judgement": None, "next_step": "", "ended_reason": "", "ended_approver": None}
    changes["went_into"] = None
    if due is not None:
        title, set_why = row.record.title, "Set when the action was opened again"
        changes["deadline_id"] = keeping.start_date(row, title=title, due=due, why=set_why, by=by, at=at)
    spine.reopen_record(by=by, at=at, record=row.pk)
    row.apply(changes)
    keeping.to_trail("thread.action_reopened", row, by=by, at=at, why=reason)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of an update of many: those that took it, and those that did not, each with the reason."""

    done: tuple[UUID, ...] = ()
    refused: Mapping[UUID, str] = field(default_factory=dict)


@writes
def update_many(
    *,
    by: Viewer,
    at: datetime,
    actions: Iterable[UUID],
    status: str,
    note: str = "",
    on: date | None = None,
    only_if_all: bool = False,
) -> Bulk:
    """Say the same of many actions. Those it cannot be said of keep what they had, each with the reason.

    ``only_if_all``: if one refuses, none is changed.
    """
    done: list[UUID] = []
    refused: dict[UUID, str] = {}
    with transaction.atomic():
        for action in dict.fromkeys(actions):
            try:
                with transaction.atomic():
                    update_action(by=by, at=at, action=action, status=status, note=note, on=on)
                done.append(action)
            except GoldenThreadError as broken:
                refused[action] = broken.sentence
        if refused and only_if_all:
            transaction.set_rollback(True)
            done = []
    return Bulk(tuple(done), refused)
