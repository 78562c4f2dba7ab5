"""Letting a clock stand still, and letting it go on."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import rules
from goldenthread.clocks.keeping import What, calendar_of, date_words, due_of, held, told
from goldenthread.clocks.models import Deadline, Pause
from goldenthread.clocks.rules.shapes import PAUSE_REASONS, TRANSITIONS
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, listed


@writes
def pause(*, by: Viewer, at: datetime, deadline: UUID, reason: str, words: str = "", allowed: bool = False) -> None:
    """Stop a clock for one of the reasons its rule allows; a date without a rule may stop for any."""
    row = held(by, deadline, allowed=allowed)
    if Deadline.Status.PAUSED not in TRANSITIONS[row.status]:
        raise RuleBroken("Only an open clock can be paused.")
    _check_reason(row, reason)
    Pause.objects.create(
        deadline=row, cause=reason, words=clean(words), paused_at=at, paused_by=by.user_id, paused_by_name=by.name[:200]
    )
    row.apply({"status": Deadline.Status.PAUSED})
    told(row, What.PAUSED, by=by, at=at, words=f"{PAUSE_REASONS[reason]}. {clean(words)}".strip())
    trail.write(
        "clocks.paused",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        reason=reason,
    )


@writes
def resume(*, by: Viewer, at: datetime, deadline: UUID, words: str = "", allowed: bool = False) -> None:
    """Let a paused clock go on; its date moves by what it stood still."""
    row = held(by, deadline, allowed=allowed)
    standing = row.pauses.filter(resumed_at__isnull=True).first()
    if row.status != Deadline.Status.PAUSED or standing is None:
        raise RuleBroken("This clock is not paused.")
    if at < standing.paused_at:
        raise RuleBroken("It cannot go on before it was paused.")
    before, before_words = row.due_on, date_words(row)
    moved = rules.resumed(row.unit, due_of(row), paused=standing.paused_at, resumed=at, calendar=calendar_of(by, row))
    Pause.objects.filter(pk=standing.pk).update(resumed_at=at, resumed_by=by.user_id, resumed_by_name=by.name[:200])
    row.apply({"status": Deadline.Status.OPEN, "due_on": moved.on, "due_at": moved.at})
    told(row, What.RESUMED, by=by, at=at, before=before, words=clean(words))
    trail.write(
        "clocks.resumed",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        before=before_words,
        after=date_words(row),
    )


def _check_reason(row: Deadline, reason: str) -> None:
    if reason not in PAUSE_REASONS:
        raise RuleBroken("Choose a reason from the list.", field="reason")
    if row.rule_version is None:
        return
    permitted = row.rule_version.as_rule().pause_reasons
    if not permitted:
        raise RuleBroken(f"{row.rule_version.rule} gives no reason for which its clock may stop.", field="reason")
    if reason not in permitted:
        words = listed((PAUSE_REASONS[each].lower() for each in permitted), last="or")
        raise RuleBroken(f"{row.rule_version.rule} may only be paused for: {words}.", field="reason")
