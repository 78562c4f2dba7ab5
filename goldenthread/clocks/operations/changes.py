"""Changing a running deadline: its date, its start, its owner, its end."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import rules
from goldenthread.clocks.keeping import What, calendar_of, date_words, held, must_run, told
from goldenthread.clocks.models import Deadline
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records


@writes
def change_date(
    *, by: Viewer, at: datetime, deadline: UUID, due: date, why: str, seen: int | None = None, allowed: bool = False
) -> None:
    """Set another date by hand. A date that a rule sets may be brought forward, never put back: a miss is explained instead."""
    row = _editable(by, deadline, seen, why, allowed=allowed)
    if row.rule_version is not None and due > row.due_on:
        raise RuleBroken(
            f"{row.rule_version.rule} sets this date, so it cannot be put back. If it will be missed, give the reason then.",
            field="due",
        )
    before, before_words = row.due_on, date_words(row)
    changes = {"due_on": due, "set_by_hand": True}
    if row.due_at is not None:
        changes["due_at"] = rules.local(datetime.combine(due, rules.local(row.due_at).time()))
    row.apply(changes)
    told(row, What.SET, by=by, at=at, before=before, words=clean(why))
    _audit("clocks.date_set", row, by=by, at=at, before=before_words, after=date_words(row), why=clean(why))


@writes
def correct_trigger(
    *, by: Viewer, at: datetime, deadline: UUID, trigger: datetime | date, why: str, seen: int | None = None
) -> None:
    """Correct the moment the clock started at; the date is reckoned anew with the same frozen edition of the rule.

    This is also how the last of several strategy discussions comes to count.
    """
    row = _editable(by, deadline, seen, why)
    version = row.rule_version
    if version is None:
        raise RuleBroken("No rule sets this date: set another one instead.", field="trigger")
    spec, calendar = version.as_rule(), calendar_of(by, row)
    if not spec.in_force(rules.local_day(trigger)):
        raise RuleBroken(
            f"{spec.rule} in its edition {spec.version} was not in force on that day. Cancel this clock and start another.",
            field="trigger",
        )
    if row.pauses.exists():
        raise RuleBroken(
            "This clock has been paused, so its start can no longer be corrected. Cancel it and start another."
        )
    reckon = rules.due if row.previous_id is None else rules.following
    found = reckon(spec, trigger, calendar)
    before, before_words = row.due_on, date_words(row)
    row.apply(
        {
            "trigger_at": rules.local(trigger),
            "trigger_on": rules.local_day(trigger),
            "trigger_is_day": not isinstance(trigger, datetime),
            "due_on": found.on,
            "due_at": found.at,
            "set_by_hand": False,
            "why": rules.explain(
                spec if row.previous_id is None else rules.as_following(spec), trigger, found, calendar
            ),
        }
    )
    told(row, What.CORRECTED, by=by, at=at, before=before, words=clean(why))
    _audit("clocks.trigger_corrected", row, by=by, at=at, before=before_words, after=date_words(row), why=clean(why))


@writes
def cancel(*, by: Viewer, at: datetime, deadline: UUID, why: str, allowed: bool = False) -> None:
    """End a deadline that no longer applies."""
    row = _editable(by, deadline, None, why, allowed=allowed)
    row.pauses.filter(resumed_at__isnull=True).update(resumed_at=at, resumed_by=by.user_id, resumed_by_name=by.name)
    row.apply({"status": Deadline.Status.CANCELLED})
    told(row, What.CANCELLED, by=by, at=at, words=clean(why))
    _audit("clocks.cancelled", row, by=by, at=at, why=clean(why))


@writes
def hand_over(
    *,
    by: Viewer,
    at: datetime,
    deadline: UUID,
    owner_agency: UUID | None = None,
    owner_group: UUID | None = None,
    why: str = "",
    allowed: bool = False,
) -> None:
    """Give a deadline to another agency or group, as when a child moves area. The date does not change."""
    row = held(by, deadline, allowed=allowed)
    must_run(row)
    new = [records.get(by, place).title for place in (owner_agency, owner_group) if place]
    if not new:
        raise RuleBroken("Say which agency or group takes it over.", field="owner_agency")
    row.apply({"owner_agency_id": owner_agency, "owner_group_id": owner_group})
    told(row, What.HANDED, by=by, at=at, words=f"To {' and '.join(new)}. {clean(why)}".strip())
    _audit("clocks.handed_over", row, by=by, at=at, to=" and ".join(new), why=clean(why))


def _editable(by: Viewer, deadline: UUID, seen: int | None, why: str, *, allowed: bool = False) -> Deadline:
    row = held(by, deadline, allowed=allowed)
    must_run(row)
    if seen is not None and row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    if not clean(why):
        raise RuleBroken("Say why.", field="why")
    return row


def _audit(event: str, row: Deadline, *, by: Viewer, at: datetime, **details: str) -> None:
    trail.write(
        event,
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        **details,
    )
