"""Reminding those who have not returned yet: by hand, and every working night along the ladder of the round."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, listed, short_date
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Chase, Return
from goldenthread.self_assessment.rules import chasing
from goldenthread.self_assessment.wording import address as address_of
from goldenthread.workbench.chasing import tell

_MAYS = {
    chasing.FILLER: Permission.ASSESSMENT_FILL,
    chasing.SIGNER: Permission.ASSESSMENT_SIGN,
    chasing.GROUP: Permission.GROUP_EDIT,
}
_WITHIN = 5
"""Working days within which a group says what it does about a late return."""


@writes
def remind(*, by: Viewer, at: datetime, round: UUID, words: str = "") -> list[str]:
    """Write to everybody who can answer for an agency that has not returned. Returns the agencies nobody could be told for.

    Whoever was told today is not told again. The mail says which return it is and links to it; no answer stands in it.
    """
    row = keeping.round_of(by, round)
    if row.sent_at is None or row.closed_at is not None:
        raise RuleBroken("Only a round that was sent, and is not closed, is chased.")
    day, silent, count = london_day(at), [], 0
    text = clean(words)[:1_000] or f"Your return has not come. It is to be signed by {short_date(row.sign_by)}."
    for each in queries.returns(by).filter(round=row, signed_at__isnull=True):
        told = _write(by, day, each, (chasing.FILLER,), text, f"{day}")
        count += len(told)
        if not told:
            silent.append(each.agency.title)
    place = {"record": row.pk, "partnership": row.partnership_id, "title": row.record.title}
    trail.write("self_assessment.reminded", by=by, at=at, **place, count=count, words=text)
    return silent


@writes
def chase_due(*, by: Viewer, at: datetime) -> int:
    """Take every step that is due tonight: reminders before each of the two days, the ladder after. Returns how many were taken.

    It can be run again on the same day: a step is taken once for a return.
    """
    day, taken, between = london_day(at), 0, deadlines.calendar(by).between
    owed = queries.returns(by).filter(signed_at=None, round__sent_at__isnull=False, round__closed_at=None)
    for row in owed.prefetch_related("chases"):
        by.require(Permission.RETURN_CHASE, partnership=row.round.partnership_id)
        days = chasing.Days(row.round.fill_by, row.round.sign_by, row.frozen_at is not None, day, between)
        done = [each.step for each in row.chases.all()]
        for step in chasing.due(days, row.round.reminders, row.round.ladder, done):
            _take(by, at, row, step)
            taken += 1
    return taken


def _take(by: Viewer, at: datetime, row: Return, step: chasing.Step) -> None:
    """Take one step: tell people, keep that they were told, and put the return before the group where its chair is told."""
    told = _write(by, london_day(at), row, step.who, f"{step.words}.", step.code)
    if chasing.GROUP in step.who and row.round.group_id:
        _escalate(by, at, row)
    Chase.objects.create(sheet=row, step=step.code, words=step.words, told=told, at=at, by_name=by.name[:200])
    trail.write(
        "self_assessment.chased", by=by, at=at, **keeping.about(row), step=step.code, told=told, words=step.words
    )


def _write(by: Viewer, day: date, row: Return, who: Sequence[str], words: str, step: str) -> list[str]:
    title = row.round.record.title
    body = f"{words}\n\n{row.agency.title}, {title}\n\nOpen the return: {settings.ADDRESS}{address_of(row.pk)}"
    places = {chasing.FILLER: row.agency_id, chasing.SIGNER: row.agency_id, chasing.GROUP: row.round.group_id}
    return tell(
        by,
        day,
        who,
        places=places,
        mays=_MAYS,
        write=lambda address: (title, body, f"self_assessment:{row.pk}:{step}:{address}"),
    )


def _escalate(by: Viewer, at: datetime, row: Return) -> None:
    """Put a return that nobody signed before the group: on its list of work, with five working days."""
    title = f"Not returned: {row.record.title}"[:250]
    if keeping.running_on(by, row).filter(title=title).exists():
        return
    clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=title,
        due=deadlines.calendar(by).step(london_day(at), _WITHIN),
        why=f"Chased in vain: {listed([chasing.LADDER[each] for each in (chasing.FILLER, chasing.SIGNER)])}",
        owner_group=row.round.group_id,
        allowed=True,
    )
