"""What the operations share: finding what somebody may change, saving with sentences, telling the trail."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.saving import checked as checked
from goldenthread.foundation.saving import needed as needed
from goldenthread.returns import queries
from goldenthread.returns.models import Call, Return

ANSWER_WITHIN = 5
"""Working days an agency has to answer a question about its return."""


def call_of(by: Viewer, pk: UUID) -> Call:
    """Return a call that ``by`` keeps, locked; raises `NotFound` or `NotAllowed`."""
    found = queries.call(by, pk)
    by.require(Permission.RETURN_CALL, partnership=found.partnership_id)
    return Call.objects.select_related("record").select_for_update(of=("self",)).get(pk=found.pk)


def held(by: Viewer, pk: UUID) -> Return:
    """Return a return that ``by`` may know of, locked; raises `NotFound`."""
    found = queries.answer(by, pk)
    related = ("record", "agency", "call__record", "call__partnership")
    return Return.objects.select_related(*related).select_for_update(of=("self",)).get(pk=found.pk)


def to_fill(by: Viewer, pk: UUID) -> Return:
    """Return a return that ``by`` may fill and that is open, locked; raises `NotFound`, `NotAllowed` or `RuleBroken`."""
    row = held(by, pk)
    by.require(Permission.RETURN_FILL, agency=row.agency_id)
    must_be_open(row)
    return row


def to_judge(by: Viewer, pk: UUID) -> Return:
    """Return a signed return whose newest version nobody has answered; raises `NotFound`, `NotAllowed` or `RuleBroken`."""
    row = held(by, pk)
    by.require(Permission.RETURN_CALL, partnership=row.call.partnership_id)
    if row.version == 0:
        raise RuleBroken("The agency has not signed this return yet.")
    return row


def may_sign(by: Viewer, row: Return) -> bool:
    """Whether ``by`` may sign for the agency: in its name, or as a partner who belongs to it."""
    if by.may(Permission.RETURN_SIGN, agency=row.agency_id):
        return True
    belongs = row.agency_id in by.agencies
    return belongs and by.may(Permission.RETURN_SIGN, partnership=row.call.partnership_id)


def must_be_open(row: Return) -> None:
    """Raise `RuleBroken` when a return is locked."""
    if row.locked_at is not None:
        raise RuleBroken("This return is locked. Ask the partnership to open it again.")


def must_sign(by: Viewer, row: Return) -> None:
    """Raise `NotAllowed` unless ``by`` may sign for the agency."""
    if not may_sign(by, row):
        raise NotAllowed(f"Your roles do not let you {Permission.RETURN_SIGN.sentence} here.")


def day_after(by: Viewer, start: date, working_days: int) -> date:
    """Return the day so many working days later."""
    return deadlines.calendar(by).step(start, working_days)


def begin_clock(by: Viewer, at: datetime, row: Return, title: str, due: date, why: str) -> UUID:
    """Start the clock of a return, on the agency."""
    found = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=title,
        due=due,
        why=why,
        owner_agency=row.agency_id,
        allowed=True,
    )
    return found.id


def running_on(by: Viewer, row: Return) -> Any:
    """Return the clocks of a return that still run: its own, those of parts handed out, those of its chase."""
    return deadlines.running(by).filter(record=row.pk)


def meet_clock(by: Viewer, at: datetime, row: Return, words: str) -> None:
    """Say that everything was met that a return was still to do: its own clock, its parts, its chase."""
    for each in running_on(by, row):
        clocks.complete(by=by, at=at, deadline=each.pk, words=words, allowed=True)


def about(row: Return) -> dict[str, Any]:
    """Return what every event of a return says."""
    return {
        "record": row.pk,
        "partnership": row.call.partnership_id,
        "agency": row.agency.title,
        "period": say(row.call.period),
    }


def counted_once(ids: Iterable[UUID]) -> list[UUID]:
    """Return ids in order, each once."""
    return list(dict.fromkeys(ids))


NO_VERDICT = {"verdict": "", "verdict_words": "", "verdict_at": None, "verdict_by_name": ""}
"""A version nobody has answered yet."""
