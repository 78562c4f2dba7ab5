"""Starting a clock, meeting it, and opening it again."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import queries, rules
from goldenthread.clocks.editions import version_for
from goldenthread.clocks.keeping import (
    DeadlineRef,
    What,
    calendar_of,
    date_words,
    held,
    must_run,
    reference,
    told,
)
from goldenthread.clocks.models import Deadline, RuleVersion
from goldenthread.clocks.rights import require_somewhere_here
from goldenthread.clocks.rules import Due, Moment, Unit
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records

Status = Deadline.Status


@writes
def start(
    *,
    by: Viewer,
    at: datetime,
    record: UUID,
    trigger: datetime | date,
    title: str = "",
    rule: str | None = None,
    variant: str | None = None,
    owner_agency: UUID | None = None,
    owner_group: UUID | None = None,
    due: date | None = None,
    why: str = "",
    terms: UUID | None = None,
    allowed: bool = False,
) -> DeadlineRef:
    """Start a clock on a record: by a rule (``rule="SIN-1"``), or with a date of its own (``due`` and ``why``).

    The rule's edition in force at the trigger is frozen, and so is the date. ``terms`` is the set of term dates for rules in
    school days; without it the partnership's standard one. ``allowed``: the calling operation has checked that ``by`` may.
    """
    spine = records.get(by, record)
    if not allowed:
        mine = [spine.pk, spine.partnership_id, spine.owner_agency_id, spine.owner_group_id, owner_agency, owner_group]
        require_somewhere_here(by, Permission.DEADLINE_EDIT, *mine)
    row = Deadline(
        record_id=spine.pk,
        title=clean(title)[:250],
        why=clean(why),
        owner_agency_id=owner_agency,
        owner_group_id=owner_group,
        started_at=at,
        started_by=by.user_id,
    )
    _trigger(row, trigger)
    if rule:
        row.rule_version = version_for(rule, row.trigger_on, variant, spine.partnership_id or spine.pk)
        _terms(row, by, terms, spine.partnership_id or spine.pk)
        _reckon(row, trigger, calendar_of(by, row))
    else:
        _own_date(row, due)
    row.series_began_on = row.trigger_on
    _begin(row, by=by, at=at)
    return reference(row)


@writes
def complete(
    *,
    by: Viewer,
    at: datetime,
    deadline: UUID,
    on: datetime | None = None,
    covers: Sequence[UUID] = (),
    words: str = "",
    allowed: bool = False,
) -> DeadlineRef | None:
    """Say that a deadline was met, now or at an earlier moment ``on``. Returns the next one of a repeating rule.

    ``covers`` are other deadlines met by the same thing, such as one return interview about several episodes.
    """
    row = held(by, deadline, allowed=allowed)
    must_run(row)
    done = on or at
    if done > at:
        raise RuleBroken("It cannot have been done at a moment that has not come yet.", field="on")
    _done(row, done, by=by, at=at, words=clean(words))
    for other in covers:
        covered = held(by, other, allowed=allowed)
        must_run(covered)
        _done(covered, done, by=by, at=at, words=clean(words), covered_by=row)
    return _next(row, done, by=by, at=at)


@writes
def reopen(*, by: Viewer, at: datetime, deadline: UUID, why: str) -> None:
    """Open a deadline that was marked done by mistake. The next one of its series, if begun, is cancelled."""
    row = held(by, deadline)
    if row.status != Status.DONE:
        raise RuleBroken("Only what is done can be opened again.")
    if not clean(why):
        raise RuleBroken("Say why it is opened again.", field="why")
    following = Deadline.objects.filter(previous=row).first()
    if following is not None:
        if following.status == Status.DONE:
            raise RuleBroken("The one after it is done already. Open that one first.")
        following.apply({"status": Status.CANCELLED, "previous": None})
        told(following, What.CANCELLED, by=by, at=at, words="The one before it was opened again.")
    row.apply(
        {"status": Status.OPEN, "completed_at": None, "completed_by": None, "completed_by_name": "", "covered_by": None}
    )
    told(row, What.REOPENED, by=by, at=at, words=clean(why))
    _audit("clocks.reopened", row, by=by, at=at, why=clean(why))


def _trigger(row: Deadline, trigger: Moment) -> None:
    row.trigger_is_day = not isinstance(trigger, datetime)
    row.trigger_at = rules.local(trigger)
    row.trigger_on = rules.local_day(trigger)


def _terms(row: Deadline, by: Viewer, terms: UUID | None, partnership: UUID) -> None:
    if row.unit is not Unit.SCHOOL_DAYS:
        return
    row.term_calendar = queries.term_calendar(by, terms) if terms else queries.standard_terms(by, partnership)


def _reckon(row: Deadline, trigger: Moment, calendar: rules.Calendar) -> None:
    version = row.rule_version
    assert version is not None  # noqa: S101 - only called for clocks under a rule
    spec = version.as_rule()
    found = rules.due(spec, trigger, calendar)
    _dated(row, found)
    row.title = row.title or version.title
    row.why = row.why or rules.explain(spec, trigger, found, calendar)


def _own_date(row: Deadline, due: date | None) -> None:
    if due is None:
        raise RuleBroken("Give the rule that sets the date, or the date itself.", field="due")
    if not row.why:
        raise RuleBroken("Say why the date is set, such as: set by the group.", field="why")
    if not row.title:
        raise RuleBroken("Say what is due.", field="title")
    _dated(row, Due(due))


def _dated(row: Deadline, due: Due) -> None:
    row.due_on = row.first_due = due.on
    row.due_at = row.first_due_at = due.at


def _begin(row: Deadline, *, by: Viewer, at: datetime) -> None:
    row.save(force_insert=True)
    told(row, What.STARTED, by=by, at=at, words=row.why)
    version = row.rule_version
    trail.write(
        "clocks.started",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        due=date_words(row),
        rule=f"{version.rule} ({version.version})" if version else "",
    )


def _done(
    row: Deadline, done: datetime, *, by: Viewer, at: datetime, words: str, covered_by: Deadline | None = None
) -> None:
    row.pauses.filter(resumed_at__isnull=True).update(resumed_at=at, resumed_by=by.user_id, resumed_by_name=by.name)
    changes = {"status": Status.DONE, "completed_at": done, "completed_by": by.user_id}
    row.apply({**changes, "completed_by_name": by.name[:200], "covered_by": covered_by})
    told(row, What.DONE, by=by, at=at, words=words)
    _audit("clocks.completed", row, by=by, at=at, on=done.isoformat(), due=date_words(row))


def _next(row: Deadline, done: datetime, *, by: Viewer, at: datetime) -> DeadlineRef | None:
    """Begin the next deadline of a repeating rule, counted from what was really done, under the edition then in force."""
    if row.rule_version is None or not row.rule_version.as_rule().repeats:
        return None
    trigger: Moment = rules.local_day(done) if row.trigger_is_day else done
    version = _version_after(row, rules.local_day(done))
    following = Deadline(
        record_id=row.record_id,
        title=row.title if version.title == row.rule_version.title else version.title,
        rule_version=version,
        term_calendar_id=row.term_calendar_id,
        owner_agency_id=row.owner_agency_id,
        owner_group_id=row.owner_group_id,
        previous=row,
        series_began_on=row.series_began_on,
        started_at=at,
        started_by=by.user_id,
    )
    _trigger(following, trigger)
    spec, calendar = version.as_rule(), calendar_of(by, following)
    found = rules.following(spec, trigger, calendar)
    _dated(following, found)
    following.why = rules.explain(rules.as_following(spec), trigger, found, calendar)
    _begin(following, by=by, at=at)
    return reference(following)


def _version_after(row: Deadline, on: date) -> RuleVersion:
    """Return the edition for the next in a series: in the variant it changes to, once the series has lasted long enough."""
    now = row.rule_version
    assert now is not None  # noqa: S101 - only called for clocks under a rule
    variant = rules.variant_after(now.as_rule(), row.series_began_on, on)
    record = row.record
    return version_for(now.rule, on, variant or "standard", record.partnership_id or record.pk)


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
