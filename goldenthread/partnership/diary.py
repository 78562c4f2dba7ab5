"""Dates of the register that somebody must meet, kept as deadlines: reviews, ends of terms, appraisals, the arrangements."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as running
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import RuleBroken

FIRST_EDITION = {"wt2018": "MASA-1", "wt2023": "MASA-2"}
REVIEW = "MASA-3"


def keep(
    by: Viewer,
    at: datetime,
    *,
    record: UUID,
    stored: UUID | None,
    due: date | None,
    title: str,
    why: str,
    owner_group: UUID | None = None,
) -> UUID | None:
    """Start, move or cancel the deadline behind a date of the register; return its id.

    A date that had passed when it was first written down is history, and asks nothing of anybody.
    """
    if stored is not None:
        return _kept(by, at, stored, due)
    if due is None or due < london_day(at):
        return None
    deadline = clocks.start(
        by=by,
        at=at,
        record=record,
        trigger=london_day(at),
        title=title,
        due=due,
        why=why,
        owner_group=owner_group,
        allowed=True,
    )
    return deadline.id


def _kept(by: Viewer, at: datetime, stored: UUID, due: date | None) -> UUID | None:
    deadline = running.running(by).filter(pk=stored).first()
    if deadline is None:
        return stored
    if due is None:
        clocks.cancel(by=by, at=at, deadline=stored, why="The date was taken out of the register.", allowed=True)
        return None
    if deadline.due_on != due:
        clocks.change_date(
            by=by, at=at, deadline=stored, due=due, why="The date was changed in the register.", allowed=True
        )
    return stored


def done(by: Viewer, at: datetime, stored: UUID | None) -> None:
    """Say that what a deadline asked for was done, if the deadline is still running."""
    if stored is not None and running.running(by).filter(pk=stored).exists():
        clocks.complete(by=by, at=at, deadline=stored, allowed=True)


def dropped(by: Viewer, at: datetime, stored: UUID | None, why: str) -> None:
    """Cancel a deadline that no longer applies, if it is still running."""
    if stored is not None and running.running(by).filter(pk=stored).exists():
        clocks.cancel(by=by, at=at, deadline=stored, why=why, allowed=True)


def arrangements_started(by: Viewer, at: datetime, *, partnership: UUID, checklist: str) -> None:
    """Start the clock for the edition that a new guidance asks for, where one is running on this day."""
    rule = FIRST_EDITION.get(checklist)
    if rule and not running.running(by).filter(record=partnership, rule_version__rule=rule).exists():
        _start(by, at, partnership, rule, london_day(at))


def arrangements_published(by: Viewer, at: datetime, *, partnership: UUID, on: date) -> None:
    """Meet the clocks of the arrangements and start the one for their next review."""
    mine = running.running(by).filter(record=partnership)
    for deadline in mine.filter(rule_version__rule__in=[*FIRST_EDITION.values(), REVIEW]):
        clocks.complete(by=by, at=at, deadline=deadline.pk, allowed=True)
    if not mine.filter(rule_version__rule=REVIEW).exists():
        _start(by, at, partnership, REVIEW, on)


def _start(by: Viewer, at: datetime, partnership: UUID, rule: str, trigger: date) -> None:
    try:
        clocks.start(by=by, at=at, record=partnership, trigger=trigger, rule=rule, allowed=True)
    except RuleBroken:
        return  # the rule was not in force on that day, so nothing is due under it
