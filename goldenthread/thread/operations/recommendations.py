"""Recommending, and answering."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.thread import keeping, queries
from goldenthread.thread.models import Addressee, Finding, Recommendation, RecommendationFinding, Response
from goldenthread.thread.queries.scope import RECOMMENDATION
from goldenthread.thread.rules import words

_SAY = "Say what should change."


@writes
def recommend(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    text: str,
    measure: str = "",
    retest_on: date | None = None,
    findings: Iterable[tuple[UUID, str]] = (),
    addressed_to: Iterable[UUID] = (),
    title: str = "",
    owner_group: UUID | None = None,
    made_on: date | None = None,
    illustrative: bool = False,
) -> UUID:
    """Recommend a change. Returns the id of the recommendation.

    ``findings`` are those it rests on, each with a reason; ``addressed_to`` the agencies that must answer; ``measure`` what will
    show the change, tested on ``retest_on``. Everybody in the partnership can read it: use safe words.
    """
    by.require(Permission.FINDING_RECORD, partnership=partnership, group=owner_group)
    _, group, _ = keeping.owners(by, None, owner_group, None)
    said = words.needed(text, "text", _SAY)
    record = spine.open_record(
        by=by,
        at=at,
        kind=RECOMMENDATION,
        title=words.title(title, said, _SAY),
        opened_on=keeping.day_of(made_on, at, field="made_on"),
        partnership=partnership,
        owner_group=group,
        illustrative=illustrative,
    )
    row = Recommendation.objects.create(
        record=record, text=said, measure=clean(measure), retest_on=retest_on, **keeping.who(by, at)
    )
    search.index(record.pk, f"{said}\n{row.measure}")
    keeping.to_trail("thread.recommended", row, by=by, at=at)
    for finding, reason in findings:
        rest_on(by=by, at=at, recommendation=record.pk, finding=finding, reason=reason)
    address_to(by=by, at=at, recommendation=record.pk, agencies=addressed_to)
    _set_retest(row, by=by, at=at)
    return record.pk


@writes
def change_recommendation(
    *,
    by: Viewer,
    at: datetime,
    recommendation: UUID,
    seen: int,
    title: str,
    text: str,
    measure: str = "",
    retest_on: date | None = None,
) -> None:
    """Change what a recommendation says, what will show the change, and when that is tested."""
    row = keeping.locked_recommendation(by, recommendation, Permission.FINDING_RECORD, seen)
    said = words.needed(text, "text", _SAY)
    before, record = row.retest_on, row.record
    changed = row.apply({"text": said, "measure": clean(measure), "retest_on": retest_on})
    name = words.title(title, said, _SAY)
    if name != record.title:
        changed["title"] = [record.title, name]
        spine.retitle(by=by, at=at, record=record.pk, title=name)
        record.title = name
    if retest_on != before:
        _set_retest(row, by=by, at=at)
    search.index(record.pk, f"{said}\n{row.measure}")
    keeping.to_trail("thread.recommendation_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def rest_on(*, by: Viewer, at: datetime, recommendation: UUID, finding: UUID, reason: str = "") -> None:
    """Say that a recommendation rests on a finding, and why."""
    row = keeping.locked_recommendation(by, recommendation, Permission.FINDING_RECORD)
    ground: Finding = queries.finding(by, finding)
    if RecommendationFinding.objects.filter(recommendation=row, finding=ground).exists():
        raise RuleBroken("It rests on this finding already.", field="finding")
    RecommendationFinding.objects.create(
        recommendation=row, finding=ground, reason=clean(reason), **keeping.who(by, at)
    )
    keeping.to_trail("thread.rests_on", row, by=by, at=at, finding=ground.pk)


@writes
def address_to(*, by: Viewer, at: datetime, recommendation: UUID, agencies: Iterable[UUID]) -> None:
    """Ask more agencies for an answer."""
    row = keeping.locked_recommendation(by, recommendation, Permission.FINDING_RECORD)
    for agency in agencies:
        known = records.get(by, agency, kind=keeping.AGENCY)
        _, made = Addressee.objects.get_or_create(recommendation=row, agency=known)
        if made:
            keeping.to_trail("thread.asked", row, by=by, at=at, agency=known.title)


@writes
def respond(*, by: Viewer, at: datetime, recommendation: UUID, agency: UUID, answer: str, reason: str = "") -> UUID:
    """Answer a recommendation for an agency: ``accept``, ``part`` or ``reject``, the last two with a reason."""
    known = queries.recommendation(by, recommendation)
    by.require(Permission.RECOMMENDATION_ANSWER, partnership=known.record.partnership_id, agency=agency)
    asked = records.get(by, agency, kind=keeping.AGENCY)
    why = words.answer(answer, reason)
    row = Recommendation.objects.select_for_update(of=("self",)).select_related("record").get(pk=known.pk)
    if Response.objects.filter(recommendation=row, agency=asked, taken_back_at__isnull=True).exists():
        raise RuleBroken(f"{asked.title} has answered already. Take that answer back first.")
    Addressee.objects.get_or_create(recommendation=row, agency=asked)
    given = Response.objects.create(recommendation=row, agency=asked, answer=answer, reason=why, **keeping.who(by, at))
    keeping.to_trail("thread.answered", row, by=by, at=at, agency=asked.title, answer=words.ANSWERS[answer].lower())
    return given.pk


@writes
def take_back_response(*, by: Viewer, at: datetime, recommendation: UUID, response: UUID, why: str) -> None:
    """Take an agency's answer back, so that it can answer anew. What it said stays readable."""
    known = queries.recommendation(by, recommendation)
    given = (
        Response.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=response, recommendation=known, taken_back_at__isnull=True)
        .first()
    )
    if given is None:
        raise RuleBroken("There is no such answer to take back.")
    by.require(Permission.RECOMMENDATION_ANSWER, partnership=known.record.partnership_id, agency=given.agency_id)
    given.taken_back_why = words.needed(why, "why", "Say why the answer is taken back.")
    given.taken_back_at, given.taken_back_by, given.taken_back_by_name = at, by.user_id, by.name[:200]
    given.save()
    keeping.to_trail(
        "thread.answer_taken_back", known, by=by, at=at, agency=given.agency.title, why=given.taken_back_why
    )


def _set_retest(row: Recommendation, *, by: Viewer, at: datetime) -> None:
    """Keep the day of the test on the due list: one date, moved or dropped with the recommendation."""
    title, why = f"Test again: {row.record.title}"[:250], "Set by the recommendation"
    running = row.deadline is not None and row.deadline.is_running
    if row.retest_on is None:
        keeping.drop(row.deadline, why="The recommendation no longer sets a day for the test.", by=by, at=at)
    elif running and row.deadline is not None:
        clocks.change_date(by=by, at=at, deadline=row.deadline.pk, due=row.retest_on, why=why, allowed=True)
    else:
        row.deadline_id = keeping.start_date(row, title=title, due=row.retest_on, why=why, by=by, at=at, for_group=True)
        row.save(update_fields=["deadline"])
