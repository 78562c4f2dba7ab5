"""Grading alone: saving, handing in, and opening the grades when all are in.

Saving a grade writes no line to the audit trail: how often somebody saved, and when, is more than others may know. The row says who
and when; that the agency is in is written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import Audit, Grade, OwnReference, Participant
from goldenthread.case_audits.rules import blind, references, states
from goldenthread.case_audits.rules.blind import Given
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality.rules import grades as scales
from goldenthread.quality.rules.asking import Questionnaire, QuestionView


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of answers, by question: the ``editions`` of those kept (0 for one taken away), and ``theirs``.

    ``theirs`` are the answers a colleague of the same agency saved meanwhile: they stay as they are. ``progress``: how far the
    case is now.
    """

    editions: Mapping[UUID, int]
    theirs: Mapping[UUID, Grade]
    progress: blind.Progress


@writes
def grade_case(
    *, by: Viewer, at: datetime, case: UUID, answers: Mapping[UUID, Given], seen: Mapping[UUID, int] | None = None
) -> Kept:
    """Save what the viewer's agency answers about a case, complete or not. Nobody else sees it before the audit is open.

    What is not named in ``answers`` stays. ``seen`` are the editions that were read, 0 for a question without an answer: an answer
    that a colleague saved meanwhile is left as it is and told. A grade that is not on its scale raises `RuleBroken`.
    """
    row = queries.case(by, case)
    audit = keeping.locked(row.audit_id)
    keeping.check_grading(audit)
    part = keeping.grading_for(by, row.audit_id)
    _check_not_in(part)
    if row.out_why:
        raise RuleBroken("This case is not graded: it was taken out.")
    there = {each.question_id: each for each in Grade.objects.select_for_update().filter(case=row, participant=part)}
    tool, editions, theirs, new = _tool(by, audit), {}, {}, []
    written = keeping.who(by, at, "written")
    for question in tool.questions:
        given, found = _cleaned(question, answers.get(question.id)), there.get(question.id)
        if given is None or given == (Given(found.value, found.reason) if found else Given()):
            continue
        if found is None:
            made = Grade(case=row, participant=part, question_id=question.id, **asdict(given), **written)
            new.append(made)
            there[question.id], editions[question.id] = made, made.edition
        elif found.edition != (seen or {}).get(question.id, 0):
            theirs[question.id] = found
        elif given == Given():
            there.pop(question.id).delete()
            editions[question.id] = 0
        else:
            found.apply({**asdict(given), **written})
            editions[question.id] = found.edition
    Grade.objects.bulk_create(new)
    return Kept(editions, theirs, blind.progress(tool, blind.given(there)))


def _cleaned(question: QuestionView, said: Given | None) -> Given | None:
    """Return an answer as it is kept; raises `RuleBroken` for a value its question does not know."""
    if said is None:
        return None
    value, reason = said.value.strip(), clean(said.reason)
    wrong = scales.check(
        question, value, reason or "Still to be said."
    )  # a reason may follow: it counts as left till then
    if wrong:
        raise RuleBroken(wrong, field=blind.field("grade", question.code))
    return Given(value, reason)


@writes
def say_own_reference(*, by: Viewer, at: datetime, case: UUID, reference: str) -> None:
    """Say what the viewer's agency calls a case in its own system, or with "" that it does not. Only its auditors read it."""
    row = queries.case(by, case)
    keeping.check_grading(keeping.locked(row.audit_id))
    part = keeping.grading_for(by, row.audit_id)
    said = reference.strip()
    wrong = references.fault(said) if said else ""
    if wrong:
        raise RuleBroken(wrong, field="own")
    there = OwnReference.objects.select_for_update().filter(case=row, participant=part).first()
    if there is None and said:
        OwnReference.objects.create(case=row, participant=part, reference=said)
    elif there is not None and said:
        there.apply({"reference": said})
    elif there is not None:
        there.delete()


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
