"""What is made of a signed return: grades beside the agency's own, and actions that follow from weak answers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality import frozen
from goldenthread.quality.rules import grades
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Judgement, Return, Step
from goldenthread.self_assessment.rules.judging import BESIDE, SCRUTINEER
from goldenthread.thread import operations as thread


@writes
def judge(*, by: Viewer, at: datetime, sheet: UUID, code: str, sort: str, value: str, reason: str = "") -> UUID:
    """Give a moderated or a scrutineer's grade to an answer that was signed. It stands beside the agency's own.

    A grade that differs from the agency's own needs a reason. The scrutineer's grade is the scrutineer's.
    """
    row = keeping.held(by, sheet)
    if not _may_judge(by, row):
        raise NotAllowed(f"Your roles do not let you {Permission.ASSESSMENT_MODERATE.sentence} here.")
    if sort not in BESIDE or (sort == SCRUTINEER) != ("scrutineer" in by.roles):
        raise RuleBroken("The scrutineer gives the scrutineer's grade, the panel the moderated one.", field="sort")
    signed = queries.signed_lines(by, row.pk)
    if not signed:
        raise RuleBroken("The agency has not signed this return yet.")
    question = frozen.questionnaire(row.round.asked_id).by_code.get(code)
    if question is None or question.scale is None:
        raise RuleBroken("This question is not graded.", field="code")
    words = clean(reason)[:4_000]
    wrong = "Give the grade." if not value else grades.check(question, value, words)
    if wrong:
        raise RuleBroken(wrong, field="value")
    if not words and value != signed.get(code, {"value": ""})["value"]:
        raise RuleBroken("Say why it differs from what the agency says.", field="reason")
    made = Judgement.objects.create(
        sheet=row,
        version=row.version,
        code=code,
        sort=sort,
        value=value,
        reason=words,
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    what: dict[str, Any] = {"code": code, "sort": BESIDE[sort].lower(), "grade": value}
    trail.write("self_assessment.judged", by=by, at=at, **keeping.about(row), **what)
    return made.pk


def _may_judge(by: Viewer, row: Return) -> bool:
    places = [row.round.partnership_id, *row.answered.values_list("partnership", flat=True)]
    may = Permission.ASSESSMENT_MODERATE
    return any(by.may(may, partnership=each) for each in places) or by.may(may, group=row.round.group_id)


@writes
def open_step(
    *, by: Viewer, at: datetime, sheet: UUID, code: str, title: str, due: date | None = None, text: str = ""
) -> UUID:
    """Open an action for what an answer shows to be missing: the agency owns it, the thread keeps it. Returns its id."""
    row = keeping.held(by, sheet)
    question = frozen.questionnaire(row.round.asked_id).by_code.get(code)
    if question is None:
        raise RuleBroken("This question is not asked here.", field="code")
    home = row.answered.values_list("partnership", flat=True).first() or row.round.partnership_id
    action = thread.open_action(
        by=by,
        at=at,
        partnership=home,
        title=title,
        text=text,
        owner_agency=row.agency_id,
        owner_group=row.round.group_id,
        due=due,
        demanded_by=[(row.pk, f"{code} {question.text}"[:300])],
        illustrative=row.record.illustrative,
    )
    Step.objects.create(sheet=row, code=code, action_id=action)
    trail.write("self_assessment.step_opened", by=by, at=at, **keeping.about(row), code=code, what=clean(title)[:250])
    return action


@writes
def record_finding(
    *,
    by: Viewer,
    at: datetime,
    sheet: UUID,
    code: str,
    kind: str,
    text: str,
    why: str = "",
    themes: Sequence[str] = (),
) -> UUID:
    """Record what a signed return shows as a finding of the partnership, with the return as its source. Returns its id."""
    row = keeping.held(by, sheet)
    question = frozen.questionnaire(row.round.asked_id).by_code.get(code)
    if question is None or not queries.signed_lines(by, row.pk):
        raise RuleBroken("Findings follow from what was signed.", field="text")
    made = thread.record_finding(
        by=by,
        at=at,
        source=row.pk,
        kind=kind,
        text=text,
        why=why,
        themes=themes,
        agencies=[row.agency_id],
        partnership=row.round.partnership_id,
        owner_group=row.round.group_id,
        illustrative=row.record.illustrative,
    )
    trail.write("self_assessment.found", by=by, at=at, **keeping.about(row), code=code)
    return made
