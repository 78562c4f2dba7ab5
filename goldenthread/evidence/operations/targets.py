"""Targets and accepted shortfalls: set, changed, ended."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import definition_of, kept_by, needed, of
from goldenthread.evidence.models import AcceptedShortfall, Indicator, Target
from goldenthread.evidence.rules import aiming
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships


@writes
def set_target(
    *,
    by: Viewer,
    at: datetime,
    indicator: UUID,
    start: date,
    value: Decimal,
    at_least: bool,
    source: str,
    agreed_on: date,
    agreed_by: str,
    end: date | None = None,
    near: Decimal | None = None,
) -> UUID:
    """Set a target from a day on, with or without an end. Returns its id.

    ``value`` and ``near`` (nearly met) are in the unit of the indicator. ``source``: where it stands, such as a plan.
    """
    row = kept_by(by, indicator)
    given = _checked(row, at, start, end, value, near, at_least, source, agreed_on, agreed_by)
    made = Target.objects.create(indicator=row, **given, **_set(by, at))
    trail.write("evidence.target_set", by=by, at=at, **of(row), target=_told(made))
    return made.pk


@writes
def change_target(
    *,
    by: Viewer,
    at: datetime,
    target: UUID,
    seen: int,
    start: date,
    value: Decimal,
    at_least: bool,
    source: str,
    agreed_on: date,
    agreed_by: str,
    why: str,
    end: date | None = None,
    near: Decimal | None = None,
) -> UUID:
    """Put a new version in the place of a target, with the reason; the old one stays to be read. Returns the new id."""
    row = kept_by(by, queries.target(by, target).indicator_id)
    old = _current(target, seen)
    reason = needed(why, "why", "Say why the target changes.")
    given = _checked(row, at, start, end, value, near, at_least, source, agreed_on, agreed_by, but=old.pk)
    return _replaced(by, at, row, old, given, reason)


@writes
def end_target(*, by: Viewer, at: datetime, target: UUID, seen: int, on: date, why: str) -> UUID:
    """Let a target end on a day: its last one. What it was stays. Returns the id of the version that ends."""
    row = kept_by(by, queries.target(by, target).indicator_id)
    old = _current(target, seen)
    if on < old.start:
        raise RuleBroken("A target ends on or after the day it begins.", field="on")
    if old.end is not None and on > old.end:
        raise RuleBroken("It ends before that already.", field="on")
    reason = needed(why, "why", "Say why the target ends.")
    kept = ("start", "value", "near", "at_least", "source", "agreed_on", "agreed_by")
    return _replaced(by, at, row, old, {name: getattr(old, name) for name in kept} | {"end": on}, reason)


@writes
def accept_shortfall(
    *,
    by: Viewer,
    at: datetime,
    indicator: UUID,
    start: date,
    end: date,
    owner: UUID,
    reason: str,
    accepted_by: str,
) -> UUID:
    """Accept, until a day, that an indicator misses its target: with an owner and a reason. Returns its id.

    After the last day it is no longer accepted, without anybody doing anything.
    """
    row = kept_by(by, indicator)
    if end < start:
        raise RuleBroken("It ends on or after the day it begins.", field="end")
    if end < london_day(at):
        raise RuleBroken("It would have ended already.", field="end")
    for other in AcceptedShortfall.objects.filter(indicator=row, ended_on__isnull=True):
        if Period(start, end).meets(Period(other.start, other.end)):
            raise RuleBroken("A shortfall is accepted in this time already. End it first.", field="start")
    person = partnerships.people(by, partnership=row.partnership_id).filter(pk=owner).first()
    if person is None:
        raise RuleBroken("Choose who owns it.", field="owner")
    made = AcceptedShortfall.objects.create(
        indicator=row,
        start=start,
        end=end,
        owner=person,
        reason=needed(reason, "reason", "Say why it is accepted, and what is done meanwhile."),
        accepted_by=needed(accepted_by, "accepted_by", "Say who accepted it.", 200),
        **_set(by, at),
    )
    until = end.isoformat()
    trail.write("evidence.shortfall_accepted", by=by, at=at, **of(row), until=until, owner=person.name, why=made.reason)
    return made.pk


@writes
def end_shortfall(*, by: Viewer, at: datetime, shortfall: UUID, seen: int, why: str) -> None:
    """No longer accept a shortfall, from today on."""
    row = kept_by(by, queries.accepted_shortfall(by, shortfall).indicator_id)
    found = AcceptedShortfall.for_edit(shortfall, seen=seen)
    if found.ended_on is not None:
        raise RuleBroken("It was ended already.")
    reason = needed(why, "why", "Say why it is no longer accepted.")
    found.apply(
        {
            "ended_on": london_day(at),
            "why_ended": reason,
            "ended_by": by.user_id,
            "ended_by_name": by.name[:200],
        }
    )
    trail.write("evidence.shortfall_ended", by=by, at=at, **of(row), why=reason)


def _checked(
    row: Indicator,
    at: datetime,
    start: date,
    end: date | None,
    value: Decimal,
    near: Decimal | None,
    at_least: bool,
    source: str,
    agreed_on: date,
    agreed_by: str,
    *,
    but: UUID | None = None,
) -> dict[str, Any]:
    """Return the fields of a target that can be, while nobody else sets one of the same indicator."""
    Indicator.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if end is not None and end < start:
        raise RuleBroken("A target ends on or after the day it begins.", field="end")
    if agreed_on > london_day(at):
        raise RuleBroken("It cannot have been agreed in the future.", field="agreed_on")
    period = Period(start, end or aiming.OPEN_END)
    aiming.aim(period, value, near, at_least=at_least, details=definition_of(row, start))
    others = [each for each in Target.objects.filter(indicator=row, current=True) if each.pk != but]
    aiming.check_apart(period, [Period(each.start, each.end or aiming.OPEN_END) for each in others])
    return {
        "start": start,
        "end": end,
        "value": value,
        "near": near,
        "at_least": at_least,
        "source": needed(source, "source", "Say where the target stands, such as the plan and the page.", 300),
        "agreed_on": agreed_on,
        "agreed_by": needed(agreed_by, "agreed_by", "Say who agreed it.", 200),
    }


def _current(target: UUID, seen: int) -> Target:
    old = Target.for_edit(target, seen=seen)
    if not old.current:
        raise RuleBroken("This target was changed since. Change the newer one.")
    return old


def _replaced(by: Viewer, at: datetime, row: Indicator, old: Target, given: dict[str, Any], why: str) -> UUID:
    old.apply({"current": False})
    made = Target.objects.create(
        indicator=row, **given, version=old.version + 1, replaces=old, why_changed=why, **_set(by, at)
    )
    trail.write("evidence.target_changed", by=by, at=at, **of(row), target=_told(made), why=why)
    return made.pk


def _set(by: Viewer, at: datetime) -> dict[str, Any]:
    return {"set_at": at, "set_by": by.user_id, "set_by_name": by.name[:200]}


def _told(row: Target) -> str:
    words = f"{'at least' if row.at_least else 'at most'} {row.value.normalize():f}"
    until = f" to {row.end.isoformat()}" if row.end else ""
    return f"{words}, from {row.start.isoformat()}{until}"
