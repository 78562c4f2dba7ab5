"""Breaking the glass: opening a walled record for a short time, and reviewing that it was right."""

from datetime import datetime, timedelta  # not a deadline: how long a walled record stays open
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.models import Opening
from goldenthread.accounts.queries import opening as read_opening
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.records import queries as records

HOURS = (1, 4, 24)
SHORTEST_REASON = 20


@writes
def break_glass(*, by: Viewer, at: datetime, reference: str, reason: str, hours: int) -> Opening:
    """Open one walled record, by its exact reference, for 1, 4 or 24 hours.

    The answer to a wrong reference and to a record elsewhere is the same, so that nobody learns what exists.
    """
    if hours not in HOURS:
        raise RuleBroken("Choose 1, 4 or 24 hours.", field="hours")
    said = clean(reason)
    if len(said) < SHORTEST_REASON:
        raise RuleBroken(
            f"Say why, in {SHORTEST_REASON} characters or more: the reason will be reviewed.", field="reason"
        )
    reach = by.reach(Permission.BREAK_GLASS)
    record = records.walled_by_reference(by, clean(reference).upper())
    if record is None or not (reach.everywhere or record.partnership_id in reach.partnerships):
        raise RuleBroken("There is no walled record with this reference that you may open.", field="reference")
    opening = Opening.objects.create(
        user_id=by.user_id, record=record, reason=said[:1000], opened_at=at, until=at + timedelta(hours=hours)
    )
    trail.write(
        "accounts.glass_broken",
        by=by,
        at=at,
        record=record.pk,
        partnership=record.partnership_id,
        reference=record.reference,
        reason=said,
        hours=hours,
    )
    return opening


@writes
def note_glass_refused(*, by: Viewer, at: datetime, reference: str) -> None:
    """Keep a refused attempt in the trail: somebody guessing references is worth knowing."""
    trail.write("accounts.glass_refused", by=by, at=at, reference=clean(reference)[:40])


@writes
def end_opening(*, by: Viewer, at: datetime, opening: UUID) -> Opening:
    """Close a walled record again before its time is up."""
    row = Opening.objects.select_for_update().filter(pk=opening, user_id=by.user_id, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("There is nothing open here.")
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    trail.write("accounts.glass_mended", by=by, at=at, record=row.record_id, reference=row.record.reference)
    return row


@writes
def review_opening(*, by: Viewer, at: datetime, opening: UUID, verdict: str, note: str) -> Opening:
    """Say whether the reason for an opening was good. Once, and never one's own."""
    row = read_opening(by, opening)
    if row.reviewed_at is not None:
        raise RuleBroken("This opening has been reviewed.")
    if verdict not in Opening.Verdict.values:
        raise RuleBroken("Say what you concluded.", field="verdict")
    said = clean(note)
    if verdict == Opening.Verdict.QUESTIONED and not said:
        raise RuleBroken("Say what you question, and what happens next.", field="note")
    row.verdict, row.review_note = verdict, said[:1000]
    row.reviewed_at, row.reviewed_by_id = at, by.user_id
    row.save(update_fields=["verdict", "review_note", "reviewed_at", "reviewed_by"])
    trail.write(
        "accounts.opening_reviewed",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        reference=row.record.reference,
        account=row.user.name,
        verdict=row.get_verdict_display(),
        note=said,
    )
    return row
