"""The moderation meeting: an agreed grade with its reason, or that agencies do not agree."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import Agreed, Audit, Case
from goldenthread.case_audits.rules import references, states
from goldenthread.case_audits.rules.tools import judged
from goldenthread.foundation.errors import EditConflict, NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.quality.rules import grades as scales
from goldenthread.quality.rules.asking import QuestionView
from goldenthread.thread import operations as thread

ALIKE = "All agencies gave this grade."


@writes
def agree(
    *,
    by: Viewer,
    at: datetime,
    case: UUID,
    question: UUID,
    value: str = "",
    reason: str = "",
    dissent: str = "",
    good_practice: str = "",
    seen: int = 0,
) -> None:
    """Record what the meeting agreed on a question about a case; without a value, that it does not agree, and how (``dissent``).

    ``seen`` is the edition that was read, 0 where nothing was recorded. The grades that agencies gave alone stay as they are.
    """
    row, audit = _to_moderate(by, case)
    _check_several(by, audit)
    asked = _question(by, audit, question)
    said = {"reason": clean(reason), "dissent": clean(dissent), "good_practice": clean(good_practice)}
    wrong = scales.check(asked, value, said["reason"])
    if wrong:
        raise RuleBroken(wrong, field="value")
    if value and not said["reason"]:
        raise RuleBroken("Say why the meeting agreed this grade, in words a family could read.", field="reason")
    if not value and not said["dissent"]:
        raise RuleBroken("Choose the agreed grade, or say how the agencies differ.", field="value")
    _judge(row, question, states.MODERATED, seen, by=by, at=at, value=value, **said)
    keeping.case_to_trail("case_audits.moderated", row, by=by, at=at)


@writes
def scrutinise(*, by: Viewer, at: datetime, case: UUID, question: UUID, value: str, reason: str, seen: int = 0) -> None:
    """Grade beside the meeting as the scrutineer named for the audit: a third sort of grade, which changes no result."""
    known = queries.case(by, case)
    audit = keeping.locked(known.audit_id)
    if not queries.may_scrutinise(by, audit):
        raise NotAllowed("Only the scrutineer named for this audit grades beside the meeting.")
    keeping.check_moderating(audit)
    asked, words = _question(by, audit, question), clean(reason)
    wrong = scales.check(asked, value, words)
    if wrong or not value:
        raise RuleBroken(wrong or "Choose your grade.", field="value")
    if not words:
        raise RuleBroken("Say why.", field="reason")
    _judge(known, question, states.SCRUTINEER, seen, by=by, at=at, value=value, reason=words)
    keeping.case_to_trail("case_audits.scrutinised", known, by=by, at=at)


@writes
def record_finding(
    *,
    by: Viewer,
    at: datetime,
    case: UUID,
    question: UUID,
    kind: str,
    text: str,
    why: str = "",
    themes: Iterable[str] = (),
    title: str = "",
) -> UUID:
    """Record what the meeting found in a case as a finding of the whole audit, for all partners. Returns its id.

    It leaves the wall: words that hold the reference of a case, or its number, are refused.
    """
    row = queries.case(by, case)
    audit = row.audit
    if not audit.is_open:
        raise RuleBroken("Findings follow from what is found together, once the grades are open.")
    _question(by, audit, question)
    known = list(queries.cases(by, audit.pk).values_list("reference", flat=True))
    for field, words in (("text", text), ("why", why), ("title", title), ("themes", " ".join(themes))):
        references.check_tells_no_case(words, known, field)
    graders = list(audit.participants.values_list("agency", flat=True))
    made: UUID = thread.record_finding(
        by=by, at=at, source=audit.pk, kind=kind, text=text, why=why, themes=themes, title=title,
        partnership=audit.partnership_id, owner_group=audit.group_id, agencies=graders if len(graders) == 1 else [],
    )  # fmt: skip
    return made


@writes
def agree_alike(*, by: Viewer, at: datetime, audit: UUID) -> int:
    """Agree every question on which all agencies gave the same grade. Returns how many."""
    row = keeping.held(by, audit)
    keeping.check_moderating(row)
    _check_several(by, row)
    known = {each.pk: each for each in row.cases.filter(out_why="")}
    alike = [each for each in queries.cells(by, row) if each.is_open and each.is_alike and len(each.values) > 1]
    for each in alike:
        value = next(given for given in each.values.values() if given != "na")
        _judge(known[each.case], each.judged.id, states.MODERATED, 0, by=by, at=at, value=value, reason=ALIKE)
    keeping.to_trail("case_audits.alike_agreed", row, by=by, at=at, count=len(alike))
    return len(alike)


def _check_several(by: Viewer, row: Audit) -> None:
    if not queries.is_moderated(by, row):
        raise RuleBroken("One agency graded: its own grades are the result, and nothing is moderated.")


def _judge(case: Case, question: UUID, sort: str, seen: int, *, by: Viewer, at: datetime, **said: str) -> None:
    there = Agreed.objects.select_for_update().filter(case=case, question=question, sort=sort).first()
    if (there.edition if there else 0) != seen:
        raise EditConflict(theirs=there, seen=seen)
    given = {**said, **keeping.who(by, at, "agreed")}
    if there is None:
        Agreed.objects.create(case=case, question_id=question, sort=sort, **given)
    else:
        there.apply(given)


def _to_moderate(by: Viewer, case: UUID) -> tuple[Case, Audit]:
    row = keeping.held_case(by, case)
    audit = keeping.held(by, row.audit_id)
    keeping.check_moderating(audit)
    return row, audit


def _question(by: Viewer, row: Audit, question: UUID) -> QuestionView:
    tool = queries.tool(by, row)
    found = next((each for each in judged(tool) if each.id == question), None) if tool else None
    if found is None:
        raise RuleBroken("The grades of sections are moderated: this is none of this audit.", field="question")
    return found.question
