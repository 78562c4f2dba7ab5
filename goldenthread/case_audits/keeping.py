"""What the operations of the area share."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.case_audits import library, queries
from goldenthread.case_audits.models import Audit, Case, Participant, Programme, Topic
from goldenthread.case_audits.rules import states
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean, counted
from goldenthread.quality import queries as quality
from goldenthread.records import queries as records


def who(by: Viewer, at: datetime, what: str) -> dict[str, Any]:
    """Return the columns that say who did something and when: ``who(by, at, "begun")``."""
    return {f"{what}_at": at, f"{what}_by": by.user_id, f"{what}_by_name": by.name[:200]}


def held_programme(by: Viewer, programme: UUID) -> Programme:
    """Return a programme, locked, to those who run audits there; raises `NotFound` or `NotAllowed`."""
    known = queries.programme(by, programme)
    by.require(Permission.CASE_AUDIT_LEAD, partnership=known.partnership_id, group=known.group_id)
    row: Programme = Programme.objects.select_for_update(of=("self",)).select_related("record").get(pk=known.pk)
    return row


def held(by: Viewer, audit: UUID) -> Audit:
    """Return an audit, locked, to those who may run it; raises `NotFound` or `NotAllowed`."""
    known = queries.audit(by, audit)
    if not queries.may_lead(by, known):
        raise NotAllowed("Only those who run this audit can do that.")
    return locked(known.pk)


def to_grade(row: Audit) -> Audit:
    """Return an audit in which cases are graded; raises `RuleBroken` for a type that grades none."""
    if not row.type.graded:
        raise RuleBroken(f"No case is graded in this type of audit: {row.kind_words.lower()}.")
    return row


def locked(audit: UUID) -> Audit:
    """Return an audit, locked until the transaction ends; the calling operation has checked who asks."""
    row: Audit = Audit.objects.select_for_update(of=("self",)).select_related("record", "lead").get(pk=audit)
    return row


def held_case(by: Viewer, case: UUID) -> Case:
    """Return a case the viewer may know of, locked; raises `NotFound`."""
    known = queries.case(by, case)
    row: Case = Case.objects.select_for_update(of=("self",)).select_related("record", "audit__record").get(pk=known.pk)
    return row


def grading_for(by: Viewer, audit: UUID, agency: UUID | None = None) -> Participant:
    """Return the part in an audit for which the viewer is a named auditor; raises `NotAllowed`."""
    rows = queries.parts_of(by, audit)
    rows = rows if agency is None else rows.filter(agency=agency)
    found = rows.first()
    if found is None:
        raise NotAllowed("Only the auditors an agency has named grade its cases.")
    row: Participant = (
        Participant.objects.select_for_update(of=("self",)).select_related("agency", "deadline").get(pk=found.pk)
    )
    return row


def chosen(value: UUID | None, known: list[tuple[str, str]], field: str, sentence: str) -> UUID | None:
    """Return what was chosen if it is among those that can be; raises `RuleBroken`."""
    if value is not None and str(value) not in dict(known):
        raise RuleBroken(sentence, field=field)
    return value


def checked(
    by: Viewer,
    partnership: UUID,
    kind: str,
    title: str,
    tool: UUID | None,
    lead: UUID | None,
    joint: UUID | None,
    scrutineer: UUID | None = None,
) -> dict[str, Any]:
    """Return what an audit begins with, checked; raises `RuleBroken`."""
    if kind not in library.types():
        raise RuleBroken("Choose the type of audit.", field="kind")
    if tool is not None:
        edition = quality.edition(by, tool)
        if edition.state != "published":
            raise RuleBroken("Choose a published edition: a draft may still change.", field="tool")
    people = queries.people(by, partnership=partnership) if lead or scrutineer else []
    return {
        "kind": kind,
        "title": states.needed(title, "title", "Say what is audited, in safe words.")[:250],
        "tool_id": tool,
        "lead_id": chosen(lead, people, "lead", "Choose a person of the partnership."),
        "scrutineer_id": chosen(scrutineer, people, "scrutineer", "Choose a person of the partnership."),
        "joint_with_id": records.get(by, joint, kind="partnership.partnership").pk if joint else None,
    }


def earlier(by: Viewer, again: UUID | None) -> UUID | None:
    """Return the audit that is looked at again, if the viewer may know of it; raises `NotFound`."""
    return None if again is None else queries.audit(by, again).pk


def of_topic(by: Viewer, topic: UUID, row: Audit) -> None:
    """Tie an audit to the topic of the programme it audits."""
    known = queries.topic(by, topic)
    mine = Topic.objects.select_for_update().get(pk=known.pk)
    if known.programme.partnership_id != row.partnership_id or mine.audit_id or mine.dropped:
        raise RuleBroken("Choose a topic of this partnership that still waits for its audit.", field="topic")
    mine.apply({"audit": row})


def start_clock(record: UUID, title: str, due: date, agency: UUID, why: str, *, by: Viewer, at: datetime) -> UUID:
    """Put something on the due list of an agency; return the id of its deadline."""
    ref = clocks.start(
        by=by,
        at=at,
        record=record,
        trigger=at,
        title=clean(title)[:250],
        due=due,
        why=why,
        owner_agency=agency,
        allowed=True,
    )
    return ref.id


def ask(row: Audit, part: Participant, *, by: Viewer, at: datetime) -> UUID:
    """Put the grading of an audit on the due list of an agency; return the id of its deadline."""
    number = row.cases.filter(out_why="").count()
    assert row.due_on is not None  # noqa: S101 - set before anybody is asked
    title = f"Grade {counted(number, 'case')}: {row.title}"
    return start_clock(row.pk, title, row.due_on, part.agency_id, "Set by those who run the audit", by=by, at=at)


def stop_clock(deadline: Any, why: str, *, by: Viewer, at: datetime) -> None:
    """End a date that still runs: it was met, or with ``why`` nothing is awaited any more."""
    if deadline is None or not deadline.is_running:
        return
    if why:
        clocks.cancel(by=by, at=at, deadline=deadline.pk, why=why, allowed=True)
    else:
        clocks.complete(by=by, at=at, deadline=deadline.pk, allowed=True)


def to_trail(event: str, row: Audit, *, by: Viewer, at: datetime, **details: Any) -> None:
    """Write to the trail about an audit: its title is made of safe words. Never a grade, a reference or a case's number."""
    trail.write(
        event,
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.title,
        **details,
    )


def case_to_trail(event: str, row: Case, *, by: Viewer, at: datetime, **details: Any) -> None:
    """Write to the trail about a case: behind its wall, for the line names the walled record."""
    trail.write(
        event,
        by=by,
        at=at,
        record=row.pk,
        partnership=row.audit.partnership_id,
        case=row.name,
        **details,
    )


def check_grading(row: Audit) -> None:
    """Raise `RuleBroken` unless agencies grade now."""
    now = states.AUDITS[row.state].lower()
    states.check_state(row.state, states.GRADING, f"Cases are graded while agencies grade. This audit is: {now}.")


def check_moderating(row: Audit) -> None:
    """Raise `RuleBroken` unless grades are agreed now."""
    states.check_state(
        row.state,
        states.MODERATING,
        f"Grades are agreed at moderation. This audit is: {states.AUDITS[row.state].lower()}.",
    )
