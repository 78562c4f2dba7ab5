"""Reporting exceptions to the Executive, and what it decided."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, queries, rules
from goldenthread.assurance.models import ExceptionRaised
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.evidence import steps
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine


@writes
def report_exception(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    executive: UUID,
    title: str,
    risk: str,
    asks: str,
    due: date,
    group: UUID | None = None,
    points: Sequence[Spot] = (),
    signal: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Report an exception to the Executive, to be decided by a day. Returns its id.

    ``title`` is made of safe words. Every signal of the figures it is about counts as looked at from then on.
    """
    by.require(Permission.ASSURANCE_ASK, partnership=partnership, group=group)
    keeping.check_group(by, partnership, group)
    known = partnerships.groups(by, partnership=partnership)
    if not known.filter(pk=executive).exists():
        raise RuleBroken("Choose the group of the partnership that decides.", field="executive")
    named = rules.needed(title, "title", "Say in a few words what it is about.")[:250]
    words = rules.needed(risk, "risk", "Say what the risk appears to be.")
    wanted = rules.needed(asks, "asks", "Say what you ask of the Executive.")
    rules.check_due(due, london_day(at))
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.EXCEPTION,
        title=named,
        opened_on=london_day(at),
        partnership=partnership,
        owner_group=group,
        illustrative=illustrative,
    )
    row = ExceptionRaised.objects.create(
        record=record,
        partnership_id=partnership,
        group_id=group,
        executive_id=executive,
        title=named,
        risk=words,
        asks=wanted,
        due_on=due,
        reported_on=london_day(at),
        **keeping.who(by, at, "reported"),
    )
    ref = clocks.start(
        by=by,
        at=at,
        record=record.pk,
        trigger=at,
        title=f"Decide: {named}"[:250],
        due=due,
        why="Asked of the Executive",
        owner_group=executive,
        allowed=True,
    )
    row.apply({"deadline_id": ref.id})
    keeping.keep_points(by, record.pk, points)
    steps.taken(by, at, steps.Taken(partnership, record.pk, tuple(points), signal))
    _trail("assurance.exception_reported", row, by=by, at=at, due=due.isoformat())
    return record.pk


@writes
def decide(*, by: Viewer, at: datetime, exception: UUID, decision: str, on: date) -> None:
    """Record what the Executive decided, and on which day. From then on it stays as it is."""
    row = _held(by, exception)
    if not queries.may_decide(by, row):
        raise NotAllowed("Only those who decide in the Executive can record what it decided.")
    rules.check_can_settle(row.state, rules.DECIDED)
    words = rules.needed(decision, "decision", "Say what the Executive decided.")
    rules.check_decided_on(on, row.reported_on, london_day(at))
    _settle(row, rules.DECIDED, words, on, by=by, at=at)
    _trail("assurance.exception_decided", row, by=by, at=at, on=on.isoformat())


@writes
def take_back(*, by: Viewer, at: datetime, exception: UUID, why: str) -> None:
    """Take an exception back before the Executive has decided, with the reason: it stays to be read."""
    row = _held(by, exception)
    if not by.may(Permission.ASSURANCE_ASK, partnership=row.partnership_id, group=row.group_id):
        raise NotAllowed("Only those who may report for this group can take it back.")
    rules.check_can_settle(row.state, rules.TAKEN_BACK)
    words = rules.needed(why, "why", "Say why it is taken back.")
    _settle(row, rules.TAKEN_BACK, words, london_day(at), by=by, at=at)
    _trail("assurance.exception_taken_back", row, by=by, at=at, why=words)


def _held(by: Viewer, exception: UUID) -> ExceptionRaised:
    known = queries.exception(by, exception)
    rows = ExceptionRaised.objects.select_for_update(of=("self",)).select_related("deadline", "record")
    row: ExceptionRaised = rows.get(pk=known.pk)
    return row


def _settle(row: ExceptionRaised, state: str, words: str, on: date, *, by: Viewer, at: datetime) -> None:
    keeping.stop_clock(row, words if state == rules.TAKEN_BACK else "", by=by, at=at)
    row.apply({"state": state, "decision": words, "decided_on": on, **keeping.who(by, at, "settled")})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))


def _trail(event: str, row: ExceptionRaised, *, by: Viewer, at: datetime, **details: Any) -> None:
    trail.write(event, by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.title, **details)
