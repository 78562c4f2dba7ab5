"""Decisions about funding that are to come."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.finance import queries, rules
from goldenthread.finance.holding import of
from goldenthread.finance.models import FundingQuestion
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.records import queries as records


@writes
def ask_question(
    *, by: Viewer, at: datetime, year: UUID, words: str, due: date | None = None, group: UUID | None = None
) -> UUID:
    """Note what must be decided about the money of a year, by when and by which group. Returns its id."""
    held = queries.year(by, year)
    by.require(Permission.FINANCE_EDIT, partnership=held.partnership_id)
    asked = rules.words(words, "words", "Say what must be decided.")[:500]
    if group is not None:
        records.get(by, group, kind="partnership.group")
    deadline = None
    if due is not None:
        started = clocks.start(
            by=by,
            at=at,
            record=held.pk,
            trigger=at,
            title=f"Decide: {asked}"[:200],
            due=due,
            why="Set when the decision was asked for",
            owner_group=group,
            allowed=True,
        )
        deadline = started.id
    row = FundingQuestion.objects.create(year=held, words=asked, group_id=group, deadline=deadline)
    trail.write("finance.question_asked", by=by, at=at, **of(held), words=asked)
    return row.pk


@writes
def decide(*, by: Viewer, at: datetime, question: UUID, decision: str, on: date, seen: int) -> None:
    """Record what was decided, and on which day; its date is met."""
    found = queries.question(by, question)
    held = found.year
    by.require(Permission.FINANCE_EDIT, partnership=held.partnership_id)
    if on > london_day(at):
        raise RuleBroken("The day of the decision must be today or earlier.", field="on")
    row = FundingQuestion.for_edit(found.pk, seen=seen)
    if row.decided_on is not None:
        raise RuleBroken("This has been decided already.")
    row.apply(
        {
            "decision": rules.words(decision, "decision", "Say what was decided."),
            "decided_on": on,
            "decided_by": by.user_id,
            "decided_by_name": by.name[:200],
        }
    )
    if row.deadline is not None:
        clocks.complete(by=by, at=at, deadline=row.deadline, allowed=True)
    trail.write("finance.question_decided", by=by, at=at, **of(held), words=row.words, decision=row.decision)
