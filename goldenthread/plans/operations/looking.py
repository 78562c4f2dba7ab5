"""Looking at a plan: reviews in the diary, how it is going, what cannot wait, the four parts, what another board signs off."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, short_date
from goldenthread.partnership import queries as register
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.models import Cycle, Escalation, FourPart, Item, Plan, Progress, Review, SignOff
from goldenthread.plans.rules import reviews as rules
from goldenthread.plans.rules import states

_PARTS = ("why", "what", "impact", "next")


@writes
def start_cycle(*, by: Viewer, at: datetime, plan: UUID, kind: str, first_on: date, group: UUID | None = None) -> Cycle:
    """Have a group look at a plan every so often: the first review comes into its diary."""
    home = keeping.plan_to_change(by, plan)
    if kind not in rules.KINDS:
        raise RuleBroken("Say what sort of review it is.", field="kind")
    if not home.period.holds(first_on):
        raise RuleBroken("The first review falls within the plan.", field="first_on")
    row = saving.insert(
        Cycle(plan=home, kind=kind, group=None if group is None else register.group(by, group), first_on=first_on)
    )
    _told("plans.cycle_started", home, by=by, at=at, kind=rules.KINDS[kind].words, first_on=first_on)
    _next(by, at, row, 0)
    return row


@writes
def end_cycle(*, by: Viewer, at: datetime, cycle: UUID, seen: int, on: date, words: str) -> Cycle:
    """Stop a round of reviews, with the reason; the one that waits leaves the diary."""
    held = saving.found(Cycle.objects.select_related("plan").filter(pk=cycle).first(), "There is no such review.")
    home = keeping.plan_to_change(by, held.plan_id)
    why = saving.words(words, "words", missing="Say why it ends.")
    row, _ = saving.change(Cycle, held.pk, seen=seen, changes={"ended_on": on})
    for waiting in row.reviews.filter(held_on__isnull=True):
        _drop(by, at, waiting.deadline, why)
    _told("plans.cycle_ended", home, by=by, at=at, kind=rules.KINDS[row.kind].words, words=why)
    return row


def _next(by: Viewer, at: datetime, cycle: Cycle, place: int) -> None:
    """Put the review with a place (from 0) into the diary, while the plan runs."""
    due = rules.next_due(cycle.kind, cycle.first_on, place, until=cycle.plan.ends_on)
    if due is None or cycle.ended_on is not None:
        return
    deadline = clocks.start(
        by=by,
        at=at,
        record=cycle.plan_id,
        trigger=london_day(at),
        title=f"{rules.KINDS[cycle.kind].words}: {cycle.plan.title}"[:250],
        due=due,
        why="Set in the plan: quarterly by the Executive, twice a year to the Board, yearly as a whole",
        owner_group=cycle.group_id,
        allowed=True,
    )
    saving.insert(Review(cycle=cycle, place=place + 1, due_on=due, deadline=deadline.id))


@writes
def hold_review(*, by: Viewer, at: datetime, review: UUID, seen: int, on: date, words: str = "") -> Review:
    """Say that a review was held, and what was said of the plan as a whole; the next one comes into the diary."""
    held = queries.review(by, review)
    plan = held.cycle.plan
    places = {"partnership": plan.partnership_id, "group": held.cycle.group_id or plan.owner_group_id}
    by.require(Permission.PLAN_PROGRESS, **places, agency=plan.owner_agency_id)
    if held.held_on is not None:
        raise RuleBroken("This review was held already.")
    if on > london_day(at):
        raise RuleBroken("It cannot have been held on a day that has not come yet.", field="on")
    changes = {"held_on": on, "held_by": by.name[:200], "words": clean(words)}
    row, _ = saving.change(Review, held.pk, seen=seen, changes=changes)
    _meet(by, at, row.deadline)
    _told("plans.review_held", plan, by=by, at=at, kind=rules.KINDS[held.cycle.kind].words, on=on)
    _next(by, at, held.cycle, row.place)
    return row


@writes
def judge(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    state: str,
    words: str = "",
    on: date | None = None,
    review: UUID | None = None,
) -> Progress:
    """Say how an item is going: on track, at risk, off track, done or not started. The words of before stay."""
    row = keeping.item_to_judge(by, item)
    states.check_progress(state, clean(words))
    day = on or london_day(at)
    if day > london_day(at):
        raise RuleBroken("Nobody can judge a day that has not come yet.", field="on")
    meeting = None if review is None else queries.review(by, review)
    if meeting is not None and meeting.cycle.plan_id != row.plan_id:
        raise RuleBroken("That review is of another plan.", field="review")
    said = saving.insert(
        Progress(
            item=row,
            review=meeting,
            state=state,
            words=clean(words),
            on=day,
            at=at,
            by_name=by.name[:200],
            by_user=by.user_id,
        )
    )
    _of_item("plans.judged", row, by=by, at=at, state=states.PROGRESS[state].lower(), words=said.words)
    return said


@writes
def escalate(*, by: Viewer, at: datetime, item: UUID, group: UUID, reason: str) -> Escalation:
    """Put what threatens delivery before a group at once: it stands in the group's diary from this day."""
    row = keeping.item_to_judge(by, item)
    board = register.group(by, group)
    why = saving.words(reason, "reason", missing="Say what threatens delivery.")
    deadline = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=at,
        title=f"Escalated: {keeping.short(row.text)}"[:250],
        due=london_day(at),
        why="What threatens delivery goes to the group at once",
        owner_group=board.pk,
        allowed=True,
    )
    raised = saving.insert(
        Escalation(item=row, group=board, reason=why, raised_by=by.name[:200], raised_at=at, deadline=deadline.id)
    )
    _of_item("plans.escalated", row, by=by, at=at, group=board.name, reason=why)
    return raised


@writes
def answer_escalation(*, by: Viewer, at: datetime, escalation: UUID, seen: int, answer: str) -> Escalation:
    """Say what the group decided about something that was put before it."""
    held = queries.escalation(by, escalation)
    plan = held.item.plan
    if not by.may(Permission.PLAN_PROGRESS, partnership=plan.partnership_id, group=held.group_id):
        raise NotAllowed("Only the group it was put before, or the partnership, can answer.")
    if held.answered_at is not None:
        raise RuleBroken("It was answered already.")
    words = saving.words(answer, "answer", missing="Say what was decided.")
    changes = {"answer": words, "answered_by": by.name[:200], "answered_at": at}
    row, _ = saving.change(Escalation, held.pk, seen=seen, changes=changes)
    _meet(by, at, row.deadline)
    _of_item("plans.escalation_answered", held.item, by=by, at=at, group=held.group.name, answer=words)
    return row


@writes
def write_four_parts(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    starts_on: date,
    ends_on: date,
    seen: int | None = None,
    why: str = "",
    what: str = "",
    impact: str = "",
    next: str = "",
) -> FourPart:
    """Write the review of a priority for a period: why it was one, what was done, what difference it made, what next.

    ``seen`` is the edition that was read, None where there was none yet.
    """
    row = keeping.item_to_judge(by, item)
    texts = dict(zip(_PARTS, map(clean, (why, what, impact, next)), strict=True))
    if not any(texts.values()):
        raise RuleBroken("Write at least one of the four parts.", field="what")
    stored = FourPart.objects.filter(item=row.pk, starts_on=starts_on, ends_on=ends_on).first()
    if stored is None or seen is None:
        kept = saving.insert(
            FourPart(item=row, starts_on=starts_on, ends_on=ends_on, written_by=by.name[:200], written_at=at, **texts)
        )
    else:
        kept, _ = saving.change(
            FourPart, stored.pk, seen=seen, changes={**texts, "written_by": by.name[:200], "written_at": at}
        )
    period = f"{short_date(starts_on)} to {short_date(ends_on)}"
    _of_item("plans.four_parts_written", row, by=by, at=at, period=period)
    return kept


@writes
def sign_off(
    *,
    by: Viewer,
    at: datetime,
    item: UUID,
    accepted: bool,
    on: date,
    board: UUID | None = None,
    board_words: str = "",
    words: str = "",
) -> SignOff:
    """Record that another board accepted an item of an improvement plan as done, or sent it back and why."""
    row = keeping.item_to_change(by, item)
    if on > london_day(at):
        raise RuleBroken("It cannot have been signed off on a day that has not come yet.", field="on")
    said = saving.insert(
        SignOff(
            item=row,
            board=keeping.board_of(by, board),
            board_words=clean(board_words)[:200],
            accepted=accepted,
            on=on,
            words=clean(words),
            recorded_by=by.name[:200],
            recorded_at=at,
        )
    )
    name = said.board.name if said.board else said.board_words
    _of_item("plans.signed_off", row, by=by, at=at, board=name, outcome="accepted" if accepted else "sent back")
    return said


def _meet(by: Viewer, at: datetime, deadline: UUID | None) -> None:
    if deadline is not None and deadlines.running(by).filter(pk=deadline).exists():
        clocks.complete(by=by, at=at, deadline=deadline, allowed=True)


def _drop(by: Viewer, at: datetime, deadline: UUID | None, why: str) -> None:
    if deadline is not None and deadlines.running(by).filter(pk=deadline).exists():
        clocks.cancel(by=by, at=at, deadline=deadline, why=why, allowed=True)


def _told(event: str, plan: Plan, *, by: Viewer, at: datetime, **details: Any) -> None:
    trail.write(event, by=by, at=at, record=plan.pk, partnership=plan.partnership_id, title=plan.title, **details)


def _of_item(event: str, row: Item, *, by: Viewer, at: datetime, **details: Any) -> None:
    home = row.record.partnership_id
    trail.write(event, by=by, at=at, record=row.pk, partnership=home, text=keeping.short(row.text), **details)
