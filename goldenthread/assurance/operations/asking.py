"""Asking agencies for evidence and for assurance, and taking back what was asked."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import keeping, queries, rules
from goldenthread.assurance.models import Enquiry
from goldenthread.evidence import steps
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.london import london_day
from goldenthread.records import operations as spine


@writes
def ask(
    *,
    by: Viewer,
    at: datetime,
    kind: str,
    partnership: UUID,
    agencies: Sequence[UUID],
    title: str,
    question: str,
    due: date,
    group: UUID | None = None,
    points: Sequence[Spot] = (),
    signal: UUID | None = None,
    illustrative: bool = False,
) -> list[UUID]:
    """Ask one or several agencies, each for an answer of its own by a day. Returns what was asked, one id for each agency.

    ``title`` is made of safe words. ``points`` are the figures it is about: what they say today is kept with it.
    Every signal of these figures, and ``signal`` itself, counts as looked at from then on.
    """
    by.require(Permission.ASSURANCE_ASK, partnership=partnership, group=group)
    keeping.check_group(by, partnership, group)
    named = rules.needed(title, "title", "Say in a few words what it is about.")[:250]
    words = rules.needed(question, "question", "Say what you want to know.")
    rules.check_due(due, london_day(at))
    names = dict(queries.agencies(by, partnership))
    chosen = list(dict.fromkeys(agencies))
    if not chosen or any(str(each) not in names for each in chosen):
        raise RuleBroken("Choose the agencies of the partnership that are asked.", field="agencies")
    together = uuid7()
    made = []
    for agency in chosen:
        record = spine.open_record(
            by=by,
            at=at,
            kind=queries.KINDS[kind],
            title=named,
            opened_on=london_day(at),
            partnership=partnership,
            owner_agency=agency,
            owner_group=group,
            illustrative=illustrative,
        )
        row = Enquiry.objects.create(
            record=record,
            kind=kind,
            partnership_id=partnership,
            agency_id=agency,
            group_id=group,
            round=together,
            title=named,
            question=words,
            due_on=due,
            **keeping.who(by, at, "asked"),
        )
        keeping.keep_points(by, record.pk, points)
        keeping.start_clock(row, due, by=by, at=at)
        keeping.to_trail("assurance.asked", row, by=by, at=at, kind=kind, due=due.isoformat())
        made.append(record.pk)
    steps.taken(by, at, steps.Taken(partnership, made[0], tuple(points), signal))
    return made


@writes
def withdraw(*, by: Viewer, at: datetime, enquiry: UUID, why: str) -> None:
    """Take back what was asked, with the reason: it stays to be read, and its date no longer runs."""
    row = keeping.held(by, enquiry)
    if not queries.may_ask(by, row):
        raise NotAllowed("Only those who may ask in the name of this group can withdraw it.")
    rules.check_can_move(row.state, rules.WITHDRAWN)
    words = rules.needed(why, "why", "Say why it is withdrawn.")
    keeping.stop_clock(row, words, by=by, at=at)
    row.apply({"state": rules.WITHDRAWN, "words": words, **keeping.who(by, at, "settled")})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    keeping.to_trail("assurance.withdrawn", row, by=by, at=at, why=words)
