"""Signing returns: a named senior stands for the figures, and what they signed is frozen."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.returns import keeping, queries
from goldenthread.returns.models import Return, Version


@writes
def sign_off(*, by: Viewer, at: datetime, answers: Sequence[UUID], why: str = "") -> list[UUID]:
    """Sign one return, or several of the same agency at once: all or none. Returns the ids of the versions.

    Each must be complete and past its checks. Whoever typed a figure does not sign it. ``why`` is needed from the second
    version on. The partnership of each return sees only its own.
    """
    rows = [keeping.held(by, each) for each in keeping.counted_once(answers)]
    if not rows:
        raise RuleBroken("Choose what you sign.")
    if len({each.agency_id for each in rows}) > 1:
        raise RuleBroken("Sign the returns of one agency at a time.")
    return [_sign(by, at, row, clean(why)) for row in rows]


def _sign(by: Viewer, at: datetime, row: Return, why: str) -> UUID:
    keeping.must_sign(by, row)
    keeping.must_be_open(row)
    if by.person_id is None:
        raise RuleBroken(
            "Your account is not joined to a person in the register, and a person signs. Ask the partnership."
        )
    if row.complete_at is None:
        raise RuleBroken("Say first that the return is complete.")
    if row.call.end >= london_day(at):
        raise RuleBroken("The period has not ended yet.")
    if row.lines.filter(entered_by=by.user_id).exists():
        raise RuleBroken("You typed some of these figures. Somebody else signs them.")
    sheet = queries.sheet(by, row.pk)
    if sheet.unready:
        first = sheet.unready[0]
        raise RuleBroken(f"{first.asked.name}: {first.to_do[0]}")
    if row.version and not why:
        raise RuleBroken("Say why the return is signed again.", field="why")
    if row.version and not sheet.since:
        raise RuleBroken("Nothing has changed since it was signed.")
    made = Version.objects.create(
        answer=row,
        number=row.version + 1,
        lines=sheet.frozen,
        why=why[:2_000] if row.version else "",
        signed_at=at,
        signed_by_id=by.person_id,
    )
    row.apply(
        {
            "version": made.number,
            "signed_at": at,
            "first_signed_at": row.first_signed_at or at,
            "signed_by_id": by.person_id,
            **keeping.NO_VERDICT,
        }
    )
    keeping.meet_clock(by, at, row, f"Signed, version {made.number}")
    trail.write("returns.signed", by=by, at=at, **keeping.about(row), version=made.number, why=made.why)
    return made.pk
