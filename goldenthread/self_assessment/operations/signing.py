"""Signing a return: the first signature freezes it, the last one sends it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Return, Signature, Version
from goldenthread.self_assessment.rules import freezing
from goldenthread.self_assessment.rules.signing import GOVERNOR, SIGNERS


@writes
def sign(*, by: Viewer, at: datetime, sheet: UUID, role: str, why: str = "") -> None:
    """Sign a return in one role. Nobody signs twice. ``why`` is needed by the first who signs it again."""
    row = _to_sign(by, sheet)
    if by.person_id is None:
        raise RuleBroken(
            "Your account is not joined to a person in the register, and a person signs. Ask the partnership."
        )
    own = Signature.objects.filter(version__sheet=row, version__number=row.version, person=by.person_id)
    if row.frozen_at is not None and own.exists():
        raise RuleBroken("You signed this already. Somebody else gives the other signatures.")
    version = _version(by, at, row, role, why)
    _add(by, at, row, version, role, name=by.name, person=by.person_id, on=london_day(at))


@writes
def sign_on_paper(*, by: Viewer, at: datetime, sheet: UUID, role: str, name: str, on: date, why: str = "") -> None:
    """Record that the chair of governors or of the board signed on paper, or in a meeting: they rarely have accounts."""
    row = _to_sign(by, sheet)
    if role != GOVERNOR:
        raise RuleBroken(f"The {SIGNERS.get(role, 'signer').lower()} signs here, not on paper.", field="role")
    if on > london_day(at):
        raise RuleBroken("This day has not come yet.", field="on")
    words = keeping.needed(name, "name", "Say who signed.", 200)
    version = _version(by, at, row, role, why)
    _add(by, at, row, version, role, name=words, person=None, on=on)


def _to_sign(by: Viewer, pk: UUID) -> Return:
    row = keeping.held(by, pk)
    by.require(Permission.ASSESSMENT_SIGN, agency=row.agency_id)
    if row.round.closed_at is not None:
        raise RuleBroken(keeping.CLOSED)
    return row


def _version(by: Viewer, at: datetime, row: Return, role: str, why: str) -> Version:
    """Return the version that is being signed; the first signature makes it."""
    waiting = queries.signers_waiting(by, row)
    if role not in row.round.signers:
        raise RuleBroken("This round does not ask for this signature.", field="role")
    if role not in waiting:
        raise RuleBroken("This signature was given already.", field="role")
    if row.frozen_at is not None:
        return Version.objects.get(sheet=row, number=row.version)
    book = queries.book(by, row.pk, london_day(at))
    if book.waiting:
        first = book.waiting[0].question
        count = len(book.waiting)
        raise RuleBroken(f"{count} {'question waits' if count == 1 else 'questions wait'}. The first is {first.code}.")
    words = clean(why)[:2_000]
    if row.version and not words:
        raise RuleBroken("Say why the return is signed again.", field="why")
    lines = book.frozen
    made = Version.objects.create(
        sheet=row,
        number=row.version + 1,
        lines=lines,
        checksum=freezing.checksum(lines),
        why=words if row.version else "",
        frozen_at=at,
    )
    row.apply({"version": made.number, "frozen_at": at})
    return made


def _add(
    by: Viewer, at: datetime, row: Return, version: Version, role: str, *, name: str, person: UUID | None, on: date
) -> None:
    Signature.objects.create(
        version=version,
        role=role,
        name=name[:200],
        person_id=person,
        on_paper=person is None,
        signed_on=on,
        at=at,
        by_name=by.name[:200],
    )
    what: dict[str, Any] = {"role": SIGNERS[role], "name": name, "version": version.number}
    trail.write("self_assessment.signed", by=by, at=at, **keeping.about(row), **what)
    if not queries.signers_waiting(by, row):
        version.whole_at = at
        version.save(update_fields=["whole_at"])
        row.apply({"signed_at": at})
        keeping.meet_clocks(by, at, row, f"Signed, version {version.number}")
        trail.write("self_assessment.returned", by=by, at=at, **keeping.about(row), version=version.number)


@writes
def open_again(*, by: Viewer, at: datetime, sheet: UUID, why: str) -> None:
    """Open a return again after a signature: its signatures stand under the old version, and everybody signs the next."""
    row = keeping.held(by, sheet)
    if not by.may(Permission.ASSESSMENT_RUN, partnership=row.round.partnership_id):
        by.require(Permission.ASSESSMENT_FILL, agency=row.agency_id)
    if row.frozen_at is None:
        raise RuleBroken("This return is open already.")
    if row.round.closed_at is not None:
        raise RuleBroken(keeping.CLOSED)
    words = keeping.needed(why, "why", "Say why it is opened again.")
    row.apply({"frozen_at": None, "signed_at": None})
    trail.write("self_assessment.opened_again", by=by, at=at, **keeping.about(row), why=words, version=row.version)
