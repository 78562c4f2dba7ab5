"""Visits to the frontline: planning the year, going, writing up, taking what was noted into the thread, replying."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.saving import needed
from goldenthread.foundation.text import clean
from goldenthread.quality.rules import grades
from goldenthread.records import operations as spine
from goldenthread.records import search
from goldenthread.scrutiny import keeping, queries
from goldenthread.scrutiny.models import Noted, Visit, VisitAnswer, Visitor
from goldenthread.scrutiny.rules import safe, visiting
from goldenthread.thread import operations as thread

Note = tuple[str, str, str]
"""Something noted: its kind, what it says, its themes as names separated by commas."""


@writes
def plan_visit(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    team: str,
    on: date,
    agency: UUID | None = None,
    visitors: Iterable[UUID] = (),
    aim: str = "",
    plan: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Plan a visit. Returns its id. Who does not keep visits plans their own, and goes along.

    Without a ``plan`` it stands under the plan of its year, if there is one: the plan says which questions are taken along.
    """
    keeping.check_may_visit(by, partnership)
    named = needed(team, "team", "Say which team or service is visited.", 200)
    safe.check(team=named, aim=clean(aim))
    known = keeping.chosen(agency, queries.agencies(by, partnership), "agency", "Choose an agency of the partnership.")
    year = queries.visit_plan(by, plan) if plan else queries.plan_for(by, partnership, on)
    record = spine.open_record(
        by=by, at=at, kind=queries.VISIT, title=f"Visit: {named}", opened_on=on, partnership=partnership,
        illustrative=illustrative,
    )  # fmt: skip
    row = Visit.objects.create(
        record=record, partnership_id=partnership, plan=year, agency_id=known, team=named, held_on=on, aim=clean(aim),
        tool_id=year.tool_id if year else None,
    )  # fmt: skip
    _who_goes(by, row, visitors)
    keeping.to_trail("scrutiny.visit_planned", row, by=by, at=at, on=on)
    return record.pk


@writes
def record_visit(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    team: str,
    on: date,
    agency: UUID | None = None,
    visitors: Iterable[UUID] = (),
    aim: str = "",
    plan: UUID | None = None,
    illustrative: bool = False,
    **written: Any,
) -> UUID:
    """Write up a visit that nobody planned here. Returns its id. ``written`` is what `write_up` takes."""
    made = plan_visit(
        by=by, at=at, partnership=partnership, team=team, on=on, agency=agency, visitors=visitors, aim=aim, plan=plan,
        illustrative=illustrative,
    )  # fmt: skip
    write_up(by=by, at=at, visit=made, on=on, **written)
    return made


@writes
def change_visit(
    *, by: Viewer, at: datetime, visit: UUID, seen: int, team: str, on: date, agency: UUID | None = None,
    visitors: Iterable[UUID] = (), aim: str = "",
) -> None:  # fmt: skip
    """Change a visit that is still planned: where to, when, who goes and what to look at."""
    row = keeping.visit_to_write(by, visit)
    visiting.check_state(row.state, visiting.PLANNED, "Only a visit that is planned can be changed.")
    row = Visit.for_edit(visit, seen=seen)
    named = needed(team, "team", "Say which team or service is visited.", 200)
    safe.check(team=named, aim=clean(aim))
    agencies = queries.agencies(by, row.partnership_id)
    known = keeping.chosen(agency, agencies, "agency", "Choose an agency of the partnership.")
    changed = row.apply({"team": named, "held_on": on, "agency_id": known, "aim": clean(aim)})
    spine.retitle(by=by, at=at, record=row.pk, title=f"Visit: {named}")
    _who_goes(by, row, visitors)
    keeping.to_trail("scrutiny.visit_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def drop_visit(*, by: Viewer, at: datetime, visit: UUID, why: str) -> None:
    """Say that a planned visit is not made, and why."""
    row = keeping.visit_to_write(by, visit)
    visiting.check_state(row.state, visiting.PLANNED, "Only a visit that is planned can be dropped.")
    words = needed(why, "why", "Say why the visit is not made.")
    row.apply({"state": visiting.DROPPED, "dropped_why": words})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    keeping.to_trail("scrutiny.visit_dropped", row, by=by, at=at, why=words)


@writes
def write_up(
    *,
    by: Viewer,
    at: datetime,
    visit: UUID,
    on: date,
    met: str = "",
    seen: str = "",
    heard: str = "",
    noted: Sequence[Note] = (),
    answers: Mapping[UUID, str] | None = None,
    reply_by: date | None = None,
    source: str = "",
) -> int:
    """Write up a visit that was made. Returns how many things it brings back.

    ``source`` names the paper that tells of a visit made before it could be kept here: who went need not be known then.
    ``answers`` are what was answered to the questions taken along, by question. ``reply_by`` asks the agency for a reply by a day.
    What was noted goes into the thread at once if the one who writes may record findings; else those who keep visits take it over.
    """
    row = keeping.visit_to_write(by, visit)
    visiting.check_state(row.state, visiting.PLANNED, "This visit is written up already, or was not made.")
    if on > london_day(at):
        raise RuleBroken("It cannot have been made on a day that has not come.", field="on")
    said = {"met": clean(met)[:300], "seen": clean(seen), "heard": clean(heard)}
    notes = [(kind, clean(text), " ".join(clean(themes).split())[:300]) for kind, text, themes in noted if clean(text)]
    given = _answers(by, row, answers or {})
    if not (said["seen"] or said["heard"] or notes or given):
        raise RuleBroken("Write what you saw, or what you heard.", field="seen")
    safe.check(**said)
    for kind, text, _ in notes:
        if kind not in visiting.KINDS:
            raise RuleBroken("Choose what kind of thing you noted.", field="strengths")
        safe.check(**{"concerns" if kind == visiting.CONCERN else "strengths": text})
    if not (row.visitors.exists() or clean(source)):
        raise RuleBroken("Say who went.", field="visitors")
    row.apply(
        {**said, "state": visiting.MADE, "held_on": on, "source": clean(source)[:250], "written_at": at,
         "written_by": by.user_id, "written_by_name": by.name[:200]}
    )  # fmt: skip
    Noted.objects.bulk_create(
        Noted(visit=row, kind=kind, text=text, themes=themes, order=place)
        for place, (kind, text, themes) in enumerate(notes, start=1)
    )
    VisitAnswer.objects.bulk_create(VisitAnswer(visit=row, question_id=pk, value=value) for pk, value in given.items())
    _ask_for_reply(row, reply_by, by=by, at=at)
    _meet_what_was_owed(row, by=by, at=at)
    search.index(row.pk, "\n".join([row.team, *said.values(), *(text for _, text, _ in notes)]))
    keeping.to_trail("scrutiny.visit_written", row, by=by, at=at, on=on, noted=len(notes))
    if by.may(Permission.FINDING_RECORD, partnership=row.partnership_id):
        take_up(by=by, at=at, visit=row.pk)
    return len(notes)


@writes
def take_up(*, by: Viewer, at: datetime, visit: UUID, only: UUID | None = None) -> int:
    """Take what a visit noted into the thread, all of it or one thing, with the visit as its source. Returns how many."""
    known = queries.visit(by, visit)
    by.require(Permission.FINDING_RECORD, partnership=known.partnership_id)
    row = Visit.objects.select_for_update(of=("self",)).select_related("record").get(pk=known.pk)
    waiting = row.noted.filter(finding__isnull=True)
    waiting = waiting if only is None else waiting.filter(pk=only)
    taken = 0
    for each in waiting:
        made = thread.record_finding(
            by=by, at=at, source=row.pk, kind=each.kind, text=each.text, themes=each.themes.split(","),
            partnership=row.partnership_id, found_on=row.held_on, illustrative=row.record.illustrative,
            agencies=[row.agency_id] if row.agency_id else [],
        )  # fmt: skip
        each.finding_id = made
        each.save(update_fields=["finding"])
        taken += 1
    if taken:
        keeping.to_trail("scrutiny.visit_taken_up", row, by=by, at=at, count=taken)
    return taken


@writes
def reply(*, by: Viewer, at: datetime, visit: UUID, words: str) -> None:
    """Reply to a visit for the agency that was visited. A reply is given once."""
    known = queries.visit(by, visit)
    if not queries.may_reply(by, known):
        raise NotAllowed("Only the agency that was visited can reply.")
    row = Visit.objects.select_for_update(of=("self",)).select_related("record", "reply_deadline").get(pk=known.pk)
    visiting.check_state(row.state, visiting.MADE, "The visit is not written up yet.")
    if row.reply:
        raise RuleBroken("The agency has replied already.", field="words")
    said = needed(words, "words", "Write the reply.", 10_000)
    safe.check(words=said)
    row.apply({"reply": said, "replied_at": at, "replied_by": by.user_id, "replied_by_name": by.name[:200]})
    if row.reply_deadline is not None and row.reply_deadline.is_running:
        clocks.complete(by=by, at=at, deadline=row.reply_deadline.pk, allowed=True)
    keeping.to_trail("scrutiny.visit_replied", row, by=by, at=at)


def _who_goes(by: Viewer, row: Visit, visitors: Iterable[UUID]) -> None:
    """Say who goes. Who does not keep visits goes along on those they plan."""
    wanted = list(dict.fromkeys(visitors))
    keeps = queries.may_keep(by, row.partnership_id)
    if not keeps:
        if by.person_id is None:
            raise NotAllowed("Your account belongs to nobody in the register of people, so it cannot plan a visit.")
        wanted = list(dict.fromkeys([by.person_id, *wanted]))
    known = queries.people_to_go(by, row.partnership_id, wanted)
    if set(wanted) - known:
        raise RuleBroken("Choose people of the partnership.", field="visitors")
    row.visitors.exclude(person__in=wanted).delete()
    for person in wanted:
        Visitor.objects.get_or_create(visit=row, person_id=person)


def _answers(by: Viewer, row: Visit, given: Mapping[UUID, str]) -> dict[UUID, str]:
    tool = queries.tool_of(by, row.tool_id)
    found: dict[UUID, str] = {}
    for question in tool.questions if tool else ():
        value = clean(given.get(question.id, ""))
        if not value:
            continue
        wrong = grades.check(question, value) or (safe.fault(value) if question.kind == "text" else "")
        if wrong:
            raise RuleBroken(wrong, field=f"q_{question.code.replace('.', '_')}")
        found[question.id] = value
    return found


def _ask_for_reply(row: Visit, due: date | None, *, by: Viewer, at: datetime) -> None:
    if due is None:
        return
    if row.agency_id is None:
        raise RuleBroken("Only an agency of the register can be asked for a reply.", field="reply_by")
    made = keeping.set_date(
        row, None, due, title=f"Reply to the visit: {row.team}", why="The visitors ask for a reply by this day.",
        by=by, at=at, owner_agency=row.agency_id,
    )  # fmt: skip
    row.reply_deadline_id = made
    row.save(update_fields=["reply_deadline"])


def _meet_what_was_owed(row: Visit, *, by: Viewer, at: datetime) -> None:
    """Take what has been made off the due lists: the first visit of the year meets the first that is owed."""
    plan = row.plan or queries.plan_for(by, row.partnership_id, row.held_on)
    if plan is None:
        return
    made = {each.person: each.count.made for each in queries.members(by, plan, row.held_on)}
    for each in queries.owed_by(by, plan, made):
        if each.number <= made[each.person_id]:
            clocks.complete(by=by, at=at, deadline=each.deadline_id, words=row.record.reference, allowed=True)
