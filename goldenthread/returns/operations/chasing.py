"""Reminding and chasing, by hand and at night, and locking what is past its day."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, listed
from goldenthread.returns import keeping, queries, wording
from goldenthread.returns.models import Chase, Return
from goldenthread.returns.operations.locking import lock
from goldenthread.returns.rules import chasing, states
from goldenthread.workbench.chasing import tell

_MAYS = {
    states.SUPPLIER: Permission.RETURN_FILL,
    states.LEAD: Permission.RETURN_SIGN,
    states.CHAIR: Permission.GROUP_EDIT,
}
_ESCALATED = "Late return"


@writes
def chase(*, by: Viewer, at: datetime, answer: UUID, who: Sequence[str], words: str = "") -> list[str]:
    """Chase a return now: write to those who can fill or sign it, or to the chair. Returns the names of who was told."""
    row = keeping.held(by, answer)
    by.require(Permission.RETURN_CHASE, partnership=row.call.partnership_id)
    if row.version and row.verdict not in (states.QUERIED, states.RETURNED):
        raise RuleBroken("This return is signed. Nothing is to be chased.")
    if not who or set(who) - set(states.LADDER):
        raise RuleBroken("Say who is told.", field="who")
    day = london_day(at)
    code = f"now:{row.chases.filter(step__startswith='now:').count() + 1}"
    return _tell(by, at, row, code, tuple(who), clean(words)[:1_000] or wording.waits(row, day))


@writes
def chase_due(*, by: Viewer, at: datetime) -> int:
    """Take every step that is due tonight: reminders before, the ladder after. Returns how many were taken.

    It can be run again on the same day: a step is taken once for a return.
    """
    day, taken = london_day(at), 0
    waiting = queries.listed(by).filter(
        version=0, locked_at__isnull=True, call__sent_at__isnull=False, call__closed_at__isnull=True
    )
    rows = list(waiting.prefetch_related("chases"))
    for standing in queries.standings(by, rows, day):
        row = standing.answer
        by.require(Permission.RETURN_CHASE, partnership=row.call.partnership_id)
        done = [each.step for each in row.chases.all()]
        for step in chasing.due(standing.facts, row.call.reminders, row.call.ladder, done):
            _tell(by, at, row, step.code, step.who, f"{step.words}. {wording.waits(row, day)}")
            taken += 1
    return taken


@writes
def lock_due(*, by: Viewer, at: datetime) -> int:
    """Lock every return whose call locks today or earlier, but those that were opened again for longer. Returns how many."""
    day, locked = london_day(at), 0
    past = queries.answers(by).filter(locked_at__isnull=True, call__lock_on__lte=day)
    for row in past:
        if row.open_until is None or row.open_until < day:
            lock(by=by, at=at, answer=row.pk)
            locked += 1
    return locked


def _tell(by: Viewer, at: datetime, row: Return, step: str, who: tuple[str, ...], words: str) -> list[str]:
    """Write to people, keep that they were told, and put a late return on the group's list of work where its chair is told."""
    places = {states.SUPPLIER: row.agency_id, states.LEAD: row.agency_id, states.CHAIR: row.call.group_id}
    subject, text = f"{row.call.record.title}: {row.agency.title}", _text(row, words)
    names = tell(
        by,
        london_day(at),
        who,
        places=places,
        mays=_MAYS,
        write=lambda address: (subject, text, f"return:{row.pk}:{step}:{address}"),
    )
    if states.CHAIR in who and row.call.group_id:
        _escalate(by, at, row)
    Chase.objects.create(answer=row, step=step, words=words, told=names, at=at, by_name=by.name[:200])
    trail.write("returns.chased", by=by, at=at, **keeping.about(row), step=step, told=names, words=words)
    return names


def _text(row: Return, words: str) -> str:
    address = settings.ADDRESS + wording.work_address(row.agency_id, row.call.period)
    about = f"{row.agency.title}, {wording.heading(row.call.period)}, for {row.call.partnership.title}"
    return f"{words}\n\n{about}\n\nOpen the return: {address}"


def _escalate(by: Viewer, at: datetime, row: Return) -> None:
    """Put a late return before the group: on its list of work, with five working days."""
    title = f"{_ESCALATED}: {row.agency.title}, {say(row.call.period)}"[:250]
    if keeping.running_on(by, row).filter(title=title).exists():
        return
    clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=title,
        due=keeping.day_after(by, london_day(at), keeping.ANSWER_WITHIN),
        why=f"Chased in vain: {listed(states.LADDER[each] for each in (states.SUPPLIER, states.LEAD))}",
        owner_group=row.call.group_id,
        allowed=True,
    )
