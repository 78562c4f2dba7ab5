"""What members, agencies, the meeting and the scrutineer say: rows that never change, each newer one beside the older."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.saving import needed
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.scrutiny import keeping, queries
from goldenthread.scrutiny.models import Asked, Contribution, Evaluation, Judgement, Shown
from goldenthread.scrutiny.rules import evaluating, safe
from goldenthread.scrutiny.rules.evaluating import Judged
from goldenthread.scrutiny.versions import standing

_CLOSED = "It is agreed, and stays as it is."


@writes
def judge_alone(*, by: Viewer, at: datetime, evaluation: UUID, judged: Sequence[Judged]) -> int:
    """Judge for oneself, before all look at it together. Nobody else sees it until then. Returns which version it is."""
    row = _held(by, evaluation)
    asked = queries.my_part(by, row)
    if asked is None or not by.may_somewhere(Permission.SCRUTINY_OWN):
        raise NotAllowed("Only members of the group who are asked can judge.")
    evaluating.check_state(
        row.state, (evaluating.GATHERING,), "All look at it together now, so nobody judges alone any more."
    )
    given = evaluating.by_standard(queries.tool(by, row.tool_id), judged)
    made = _keep(row, evaluating.SELF, given, by=by, at=at, person=asked.person_id, agency=asked.agency_id)
    _met(asked, by=by, at=at)
    keeping.to_trail("scrutiny.evaluation_judged", row, by=by, at=at, number=made.number)
    return made.number


@writes
def agree(*, by: Viewer, at: datetime, evaluation: UUID, judged: Sequence[Judged]) -> int:
    """Keep what all agreed, each standard or some of them; what was agreed before of others stays. Returns how many stand now."""
    row = keeping.held_evaluation(by, evaluation)
    _check_of_members(row)
    if not row.source:
        sentence = "Open it to all first: members still judge alone." if row.state == evaluating.GATHERING else _CLOSED
        evaluating.check_state(row.state, (evaluating.OPEN,), sentence)
    now = standing(row.contributions.filter(sort=evaluating.AGREED))
    given = [
        each for each in evaluating.by_standard(queries.tool(by, row.tool_id), judged) if each != now.get(each.standard)
    ]
    if not given:
        raise RuleBroken("Nothing changed.")
    made = _keep(row, evaluating.AGREED, given, by=by, at=at)
    search.index(row.pk, "\n".join([row.title, row.words, *(f"{each.words} {each.onward}" for each in given)]))
    keeping.to_trail("scrutiny.evaluation_judgements_agreed", row, by=by, at=at, number=made.number)
    return len(queries.agreed_standards(by, row))


@writes
def judge_as_scrutineer(*, by: Viewer, at: datetime, evaluation: UUID, judged: Sequence[Judged]) -> int:
    """Keep what the scrutineer judges, beside what partners say. Others see it once it is open to all. Returns its version."""
    row = _held(by, evaluation)
    by.require(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id)
    _check_of_members(row)
    evaluating.check_state(row.state, (evaluating.GATHERING, evaluating.OPEN), _CLOSED)
    given = evaluating.by_standard(queries.tool(by, row.tool_id), judged)
    made = _keep(row, evaluating.SCRUTINEER, given, by=by, at=at)
    keeping.to_trail("scrutiny.evaluation_scrutinised", row, by=by, at=at, number=made.number)
    return made.number


@writes
def answer(*, by: Viewer, at: datetime, evaluation: UUID, agency: UUID, judged: Sequence[Judged]) -> int:
    """Answer key questions for an agency. A newer answer stands beside the older ones. Returns which version it is."""
    row = _held(by, evaluation)
    if not queries.may_answer(by, row, agency):
        raise NotAllowed("Only an agency that is asked can answer.")
    evaluating.check_state(row.state, (evaluating.GATHERING,), "The questions are closed.")
    given = evaluating.by_question(queries.tool(by, row.tool_id), judged)
    made = _keep(row, evaluating.SELF, given, by=by, at=at, agency=agency)
    _met(row.asked.select_related("deadline").get(agency=agency), by=by, at=at)
    keeping.to_trail("scrutiny.questions_answered", row, by=by, at=at, agency=_called(made), number=made.number)
    return made.number


@writes
def reply_to_answer(
    *, by: Viewer, at: datetime, evaluation: UUID, agency: UUID, value: str, words: str
) -> None:  # fmt: skip
    """Reply to what an agency answered: it answers the questions, or more is asked for. All who can read the answers see it."""
    row = _held(by, evaluation)
    by.require(Permission.SCRUTINY_JUDGE, partnership=row.partnership_id)
    evaluating.check_state(row.state, (evaluating.GATHERING,), "The questions are closed.")
    if value not in evaluating.REPLIES:
        raise RuleBroken("Say whether it answers the questions.", field="value")
    if not row.contributions.filter(sort=evaluating.SELF, agency=agency).exists():
        raise RuleBroken("This agency has not answered yet.")
    said = needed(words, "words", "Write your reply.", 10_000)
    safe.check(words=said)
    made = _keep(row, evaluating.SCRUTINEER, [Judged(value=value, words=said)], by=by, at=at, agency=agency)
    keeping.to_trail(
        "scrutiny.answer_replied", row, by=by, at=at, agency=_called(made), reply=evaluating.REPLIES[value].lower()
    )


def _held(by: Viewer, evaluation: UUID) -> Evaluation:
    known = queries.evaluation(by, evaluation)
    row: Evaluation = Evaluation.objects.select_for_update(of=("self",)).select_related("record").get(pk=known.pk)
    return row


def _called(row: Contribution) -> str:
    return str(row.agency.title) if row.agency else ""


def _check_of_members(row: Evaluation) -> None:
    if not row.of_members:
        raise RuleBroken("These questions are answered in words, not in grades.")


def _keep(
    row: Evaluation, sort: str, given: Sequence[Judged], *, by: Viewer, at: datetime,
    person: UUID | None = None, agency: UUID | None = None,
) -> Contribution:  # fmt: skip
    _check_evidence(by, given)
    newest = row.contributions.filter(sort=sort, person=person, agency=agency).order_by("-number").first()
    made = Contribution.objects.create(
        evaluation=row, sort=sort, person_id=person, agency_id=agency, number=newest.number + 1 if newest else 1,
        **keeping.who(by, at),
    )  # fmt: skip
    rows = Judgement.objects.bulk_create(
        Judgement(
            contribution=made, standard_id=each.standard, question_id=each.question, value=each.value, words=each.words,
            onward=each.onward, order=place,
        )
        for place, each in enumerate(given, start=1)
    )  # fmt: skip
    Shown.objects.bulk_create(
        Shown(judgement=kept, record_id=pk) for kept, each in zip(rows, given, strict=True) for pk in each.evidence
    )
    return made


def _check_evidence(by: Viewer, given: Iterable[Judged]) -> None:
    wanted = {pk for each in given for pk in each.evidence}
    if wanted and records.visible_among(by, wanted).count() < len(wanted):
        raise RuleBroken("Evidence must be something in the product that you may see.")


def _met(asked: Asked, *, by: Viewer, at: datetime) -> None:
    if asked.deadline is not None and asked.deadline.is_running:
        clocks.complete(by=by, at=at, deadline=asked.deadline.pk, allowed=True)
