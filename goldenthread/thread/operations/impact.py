"""What difference an action made: evidence, judgement, and closing with it."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.thread import keeping
from goldenthread.thread.models import Action, ImpactEvidence, Judgement
from goldenthread.thread.queries.scope import NOTHING_HERE
from goldenthread.thread.rules import impact, statuses
from goldenthread.thread.rules import words as typed


@writes
def add_evidence(*, by: Viewer, at: datetime, action: UUID, record: UUID | None = None, words: str = "") -> UUID:
    """Add something that shows the difference: a record, words, or both. Returns its id."""
    row = keeping.locked_action(by, action, Permission.ACTION_UPDATE)
    if row.status in statuses.ENDED:
        raise RuleBroken(f"This action is “{row.status_words}”: open it again first.")
    proof = records.get(by, record) if record else None
    kept = clean(words)
    if proof is None and not kept:
        raise RuleBroken("Choose a record, or say in words what shows the difference.", field="words")
    if proof is not None and proof.pk == row.pk:
        raise RuleBroken("An action is no evidence of itself.", field="record")
    made = ImpactEvidence.objects.create(action=row, record=proof, words=kept, **keeping.who(by, at))
    keeping.to_trail("thread.evidence_added", row, by=by, at=at, evidence=made.pk)
    return made.pk


@writes
def withdraw_evidence(*, by: Viewer, at: datetime, action: UUID, evidence: UUID, why: str) -> None:
    """Withdraw evidence, with the reason; it stays readable as withdrawn."""
    row = keeping.locked_action(by, action, Permission.ACTION_UPDATE)
    known = records.visible(by).order_by()
    proof = ImpactEvidence.objects.filter(pk=evidence, action=row, withdrawn_at__isnull=True).first()
    if proof is None or (proof.record_id and not known.filter(pk=proof.record_id).exists()):
        raise NotFound(NOTHING_HERE)
    if row.status == statuses.CLOSED:
        raise RuleBroken("The action was closed on this evidence. Open it again first.")
    proof.withdrawn_why = typed.needed(why, "why", "Say why it is withdrawn.")
    proof.withdrawn_at, proof.withdrawn_by, proof.withdrawn_by_name = at, by.user_id, by.name[:200]
    proof.save()
    keeping.to_trail("thread.evidence_withdrawn", row, by=by, at=at, evidence=proof.pk, why=proof.withdrawn_why)


@writes
def judge(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    judgement: str,
    words: str,
    person: UUID | None = None,
    group: UUID | None = None,
    on: date | None = None,
    again_on: date | None = None,
) -> UUID:
    """Say what difference an action made: too early, none, some or sustained. Returns the id of the judgement.

    ``person`` and ``group`` say who judged, the overseeing group unless another is named. Whoever does the work does not judge
    it. ``again_on``: the day to look again, which goes on the due list of the overseeing group.
    """
    row = keeping.locked_action(by, action, Permission.IMPACT_JUDGE)
    _, named, who = keeping.owners(by, None, group, person)
    if row.owner_person_id is not None and row.owner_person_id in (by.person_id, who):
        raise NotAllowed(
            "Whoever does the work does not judge what difference it made. Ask the group that oversees it."
        )
    kept = clean(words)
    impact.check_can_judge(row.status, judgement, kept, _standing(row))
    day = keeping.day_of(on, at)
    made = Judgement.objects.create(
        action=row,
        verdict=judgement,
        words=kept,
        on=day,
        person_id=who,
        group_id=named or row.record.owner_group_id,
        **keeping.who(by, at),
    )
    if again_on is not None:
        row.apply({"look_again_id": keeping.look_again(row, again_on, by=by, at=at)})
    elif row.status != statuses.SHORTFALL:
        keeping.meet(row.look_again, on=keeping.moment_of(day, at), by=by, at=at)
    keeping.to_trail("thread.judged", row, by=by, at=at, judgement=impact.WORDS[judgement].lower(), on=day.isoformat())
    return made.pk


@writes
def close_action(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    judgement: UUID | None = None,
    next: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """Close an action with the judgement of the difference it made: the last one unless another is named.

    ``next`` says what happens next, which a judgement of no difference needs.
    """
    row = keeping.locked_action(by, action, Permission.IMPACT_JUDGE, seen)
    said = Judgement.objects.filter(action=row)
    closing = said.filter(pk=judgement).first() if judgement else said.order_by("-on", "-at", "-id").first()
    if judgement and closing is None:
        raise NotFound(NOTHING_HERE)
    following = clean(next)
    impact.check_can_close(row.status, closing.verdict if closing else None, following, _standing(row))
    day = keeping.day_of(on, at)
    keeping.drop(row.look_again, why="The action is closed.", by=by, at=at)
    spine.close_record(by=by, at=at, record=row.pk, on=day)
    note = f"Closed. {impact.WORDS[closing.verdict]}." if closing else "Closed."
    keeping.said(row, status=statuses.CLOSED, note=f"{note} {following}".strip(), on=day, by=by, at=at)
    row.apply({"status": statuses.CLOSED, "closing_judgement": closing, "next_step": following, "updated_on": day})
    keeping.to_trail("thread.action_closed", row, by=by, at=at, on=day.isoformat(), next=following)


def _standing(row: Action) -> int:
    return ImpactEvidence.objects.filter(action=row, withdrawn_at__isnull=True).count()
