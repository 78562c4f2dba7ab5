"""Grading alone: saving, handing in, and opening the grades when all are in.

Saving a grade writes no line to the audit trail: how often somebody saved, and when, is more than others may know. The row says who
and when; that the agency is in is written.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import Audit, Case, Grade, Participant
from goldenthread.case_audits.rules import blind, states
from goldenthread.case_audits.rules.blind import Given
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality.rules import grades as scales
from goldenthread.quality.rules.asking import Questionnaire, QuestionView


@writes
def grade_case(*, by: Viewer, at: datetime, case: UUID, answers: Mapping[UUID, Given], seen: int) -> None:
    """Save what the viewer's agency answers about a case, complete or not. Nobody else sees it before the audit is open.

    ``seen`` is the edition of the sheet that was read, 0 for an empty one; raises `EditConflict` if a colleague has saved since.
    """
    row = queries.case(by, case)
    audit = keeping.locked(row.audit_id)
    keeping.check_grading(audit)
    part = keeping.grading_for(by, row.audit_id)
    _check_not_in(part)
    if row.out_why:
        raise RuleBroken("This case is not graded: it was taken out.")
    there = {each.question_id: each for each in Grade.objects.select_for_update().filter(case=row, participant=part)}
    sheet = blind.sheet(there)
    if sheet.edition != seen:
        raise EditConflict(theirs=sheet, seen=seen)
    tool = _tool(by, audit)
    new = [
        made
        for question in tool.questions
        if question.id in answers
        and (made := _saved(row, part, question, answers[question.id], there.get(question.id), by=by, at=at))
        is not None
    ]
    Grade.objects.bulk_create(new)


def _saved(
    case: Case,
    part: Participant,
    question: QuestionView,
    given: Given,
    there: Grade | None,
    *,
    by: Viewer,
    at: datetime,
) -> Grade | None:
    """Change the row of an answer or take it away; return the row to make where there is none yet."""
    value, reason = given.value.strip(), clean(given.reason)
    wrong = scales.check(question, value, reason)
    if wrong:
        raise RuleBroken(wrong, field=blind.field("grade", question.code))
    written = {"value": value, "reason": reason, **keeping.who(by, at, "written")}
    if there is None:
        said = bool(value or reason)
        return Grade(case=case, participant=part, question_id=question.id, **written) if said else None
    if not (value or reason):
        there.delete()
    elif (there.value, there.reason) != (value, reason):
        there.apply(written)
    return None


@writes
def hand_in(*, by: Viewer, at: datetime, audit: UUID) -> bool:
    """Hand in the grades of the viewer's agency, whole: from then on they never change. Returns whether that opened all grades."""
    row = keeping.locked(queries.audit(by, audit).pk)
    keeping.check_grading(row)
    part = keeping.grading_for(by, row.pk)
    _check_not_in(part)
    tool = _tool(by, row)
    missing = blind.missing(tool, list(row.cases.filter(out_why="")), _given(part))
    if missing:
        raise RuleBroken(blind.missing_words(missing))
    Participant.objects.filter(pk=part.pk).update(**keeping.who(by, at, "in"))
    keeping.stop_clock(part.deadline, "", by=by, at=at)
    keeping.to_trail("case_audits.handed_in", row, by=by, at=at, agency=part.agency.title)
    if row.participants.filter(in_at__isnull=True).exists():
        return False
    _open(row, "", by=by, at=at)
    return True


@writes
def take_back(*, by: Viewer, at: datetime, audit: UUID, why: str) -> None:
    """Take the grades of the viewer's agency back to mend them, while others are still to come in."""
    row = keeping.locked(queries.audit(by, audit).pk)
    if row.state != states.GRADING:
        raise RuleBroken("The grades are open: they stay as they were given.")
    part = keeping.grading_for(by, row.pk)
    if part.in_at is None:
        raise RuleBroken("Your agency has not handed its grades in.")
    words = states.needed(why, "why", "Say why you take them back.")
    Participant.objects.filter(pk=part.pk).update(in_at=None, in_by=None, in_by_name="")
    keeping.to_trail("case_audits.taken_back", row, by=by, at=at, agency=part.agency.title, why=words)


@writes
def open_early(*, by: Viewer, at: datetime, audit: UUID, why: str) -> None:
    """Open the grades although not every agency is in, with the reason. What was not handed in is never shown."""
    row = keeping.held(by, audit)
    keeping.check_grading(row)
    words = states.needed(why, "why", "Say why the grades open before all are in.")
    waiting = list(row.participants.filter(in_at__isnull=True).select_related("agency", "deadline"))
    if len(waiting) > row.participants.count() - min(2, row.participants.count()):
        raise RuleBroken("At least two agencies must be in: there is nothing to compare.")
    for part in waiting:
        keeping.stop_clock(part.deadline, words, by=by, at=at)
    _open(row, words, by=by, at=at)


def _open(row: Audit, why: str, *, by: Viewer, at: datetime) -> None:
    row.apply({"state": states.MODERATING, "opened_at": at, "close_reason": why})
    count = row.participants.filter(in_at__isnull=False).count()
    keeping.to_trail("case_audits.opened", row, by=by, at=at, agencies=count, why=why)


def _check_not_in(part: Participant) -> None:
    if part.in_at is not None:
        raise RuleBroken(
            "Your agency has handed its grades in. Take them back to mend them, while others are still to come."
        )


def _given(part: Participant) -> dict[tuple[UUID, UUID], Given]:
    rows = Grade.objects.filter(participant=part)
    return {(row.case_id, row.question_id): Given(row.value, row.reason) for row in rows}


def _tool(by: Viewer, row: Audit) -> Questionnaire:
    tool = queries.tool(by, row)
    assert tool is not None  # noqa: S101 - a rule of the table: no audit is graded without its tool
    return tool
