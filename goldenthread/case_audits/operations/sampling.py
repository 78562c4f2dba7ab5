"""Drawing the cases of an audit from a list of references, and what may still change about them."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.library import LASTING
from goldenthread.case_audits.models import Audit, Case, Draw
from goldenthread.case_audits.rules import sampling, states
from goldenthread.case_audits.rules.references import Listed
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine


@writes
def draw_cases(
    *,
    by: Viewer,
    at: datetime,
    audit: UUID,
    listed: Sequence[Listed],
    plan: sampling.Plan,
    holder: UUID,
    column: str = "",
    why: str = "",
    seed: str = "",
    months: int = 0,
) -> int:
    """Draw the cases of an audit from a list, and forget the list. Returns how many were drawn.

    The seed is made here, so that nobody chooses the sample by choosing it; ``seed`` is only given when a draw is told again from a
    paper. ``holder`` is the agency that holds the cases. Where the type of audit wants progress that has lasted, each case says
    since when, and that was at least ``months`` ago. Drawn again, with ``why``: the earlier draw stays known.
    """
    row = keeping.to_grade(keeping.held(by, audit))
    states.check_state(row.state, states.PREPARING, "Agencies have been asked to grade: the cases stay as they are.")
    before = row.draws.count()
    reason = clean(why)
    if before and not reason:
        raise RuleBroken("Say why the cases are drawn again.", field="why")
    agencies = queries.agencies(by, row.partnership_id, row.joint_with_id)
    keeping.chosen(holder, agencies, "holder", "Choose the agency that holds these cases.")
    if row.type.needs == LASTING:
        sampling.check_lasted(listed, london_day(at), months)
    if plan.method in sampling.SEEDED:
        seed = seed or secrets.token_hex(8)
    else:
        seed = ""
    drawn = sampling.draw(listed, plan, seed)
    if not drawn:
        raise RuleBroken("Nothing was drawn.", field="size")
    Draw.objects.create(
        audit=row, number=before + 1, method=plan.method, size=plan.size, months=months, column=clean(column)[:80],
        parts=sampling.counts(listed), quotas=dict(plan.quotas), seed=seed, listed=len(listed),
        digest=sampling.digest(listed), why=reason, at=at, by=by.user_id, by_name=by.name[:200],
    )  # fmt: skip
    _forget(row, by=by, at=at)
    for number, each in enumerate(drawn, start=1):
        _open(row, number, each, holder, by=by, at=at)
    keeping.to_trail(
        "case_audits.drawn",
        row,
        by=by,
        at=at,
        cases=len(drawn),
        listed=len(listed),
        method=plan.method,
        seed=seed,
        why=reason,
    )
    return len(drawn)


def _forget(row: Audit, *, by: Viewer, at: datetime) -> None:
    """Take the cases of the draw before away: nothing was said of them yet. Their records stay, closed, without the reference."""
    for case in row.cases.all():
        spine.close_record(by=by, at=at, record=case.pk, on=london_day(at))
        case.delete()


def _open(row: Audit, number: int, listed: Listed, holder: UUID, *, by: Viewer, at: datetime) -> None:
    record = spine.open_record(
        by=by, at=at, kind=queries.CASE, title=f"Case {number} of {row.record.reference}", opened_on=london_day(at),
        partnership=row.partnership_id, owner_agency=holder, owner_group=row.group_id,
        illustrative=row.record.illustrative,
    )  # fmt: skip
    Case.objects.create(
        record=record,
        audit=row,
        number=number,
        reference=listed.reference,
        part=listed.stratum[:80],
        holder_id=holder,
        since=listed.since,
    )


@writes
def change_holder(*, by: Viewer, at: datetime, case: UUID, holder: UUID) -> None:
    """Say which agency holds a case: its named lead is told of safety concerns."""
    row = keeping.held_case(by, case)
    audit = keeping.held(by, row.audit_id)
    if audit.state not in (states.PREPARING, states.GRADING):
        raise RuleBroken("Grades are open: the case stays as it is.")
    agencies = queries.agencies(by, audit.partnership_id, audit.joint_with_id)
    keeping.chosen(holder, agencies, "holder", "Choose the agency that holds the case.")
    row.apply({"holder_id": holder})
    spine.give_record(by=by, at=at, record=row.pk, owner_agency=holder, owner_group=audit.group_id)
    keeping.case_to_trail("case_audits.holder_changed", row, by=by, at=at)


@writes
def take_out(*, by: Viewer, at: datetime, case: UUID, why: str) -> None:
    """Leave a case ungraded that was drawn, with the reason: it is closed, it is another child's. It stays known as drawn."""
    row = keeping.held_case(by, case)
    audit = keeping.held(by, row.audit_id)
    if audit.state not in (states.PREPARING, states.GRADING):
        raise RuleBroken("Grades are open: the case stays as it is.")
    if row.out_why:
        raise RuleBroken("This case was taken out already.")
    if audit.cases.filter(out_why="").count() == 1:
        raise RuleBroken("It is the only case. Stop the audit instead.")
    row.apply({"out_why": states.needed(why, "why", "Say why it is not graded.")})
    keeping.case_to_trail("case_audits.taken_out", row, by=by, at=at)
