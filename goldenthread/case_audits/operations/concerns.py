"""Immediate safety concerns: told at once to the named lead of the agency that holds the case and to the lead of the audit.

It replaces no referral and no call to 999: it sees that nobody assumes somebody else has made one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from goldenthread import jobs
from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.case_audits import keeping, queries, wording
from goldenthread.case_audits.models import Concern
from goldenthread.case_audits.rules import states
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.jobs import mail

RULE = "AUD-1"
AGENCY, LEAD = "agency", "lead"


@writes
def raise_concern(*, by: Viewer, at: datetime, case: UUID, words: str) -> UUID:
    """Say that a child may be unsafe now. Returns the id of the concern; both leads are written to at once."""
    row = keeping.held_case(by, case)
    part = queries.parts_of(by, row.audit_id).first()
    if part is None and not queries.may_lead(by, row.audit):
        raise NotAllowed("Only those who work on this audit raise a safety concern in it.")
    said = states.needed(words, "words", "Say why the child may be unsafe, and what you know has been done.")
    made = Concern.objects.create(
        case=row, by_agency_id=part.agency_id if part else None, words=said, **keeping.who(by, at, "raised")
    )
    ref = clocks.start(
        by=by, at=at, record=row.pk, trigger=at, rule=RULE, owner_agency=row.holder_id, allowed=True,
        title=f"Acknowledge a safety concern: {row.audit.record.reference}",
    )  # fmt: skip
    made.apply({"deadline_id": ref.id})
    keeping.case_to_trail("case_audits.concern_raised", row, by=by, at=at)
    jobs.enqueue("case_audits.tell", concern=str(made.pk))
    return made.pk


@writes
def acknowledge(*, by: Viewer, at: datetime, concern: UUID, seen: int, side: str, words: str) -> None:
    """Say, for the agency that holds the case or as lead of the audit, what is being done. The clock stops when both have."""
    known = queries.concern(by, concern)
    may = queries.may_acknowledge(by, known) if side == AGENCY else queries.may_lead(by, known.case.audit)
    if not may:
        raise NotAllowed("Only the named lead of the agency, and those who run the audit, acknowledge a concern.")
    row = Concern.for_edit(known.pk, seen=seen)
    if getattr(row, f"{side}_at") is not None:
        raise RuleBroken("This was acknowledged already.")
    said = states.needed(words, "words", "Say what is being done for the child, and by whom.")
    row.apply({f"{side}_words": said, **keeping.who(by, at, side)})
    if row.agency_at is not None and row.lead_at is not None:
        keeping.stop_clock(known.deadline, "", by=by, at=at)
    keeping.case_to_trail("case_audits.concern_acknowledged", known.case, by=by, at=at, side=wording.SIDES[side])


@writes
def tell_of_concern(*, by: Viewer, at: datetime, concern: UUID) -> int:
    """Write to both leads, from the installation: no word of the case. Returns how many mails were kept.

    Where the named lead of the agency has no address, all who answer for the agency are written to in their place; where it has
    nobody, the lead of the audit reads that they must ring.
    """
    row = Concern.objects.select_related("case__audit__record", "case__audit__lead", "deadline").get(pk=concern)
    case = row.case
    part = case.audit.participants.filter(agency=case.holder_id).select_related("safety_lead").first()
    agency = _addresses(by, [part.safety_lead if part else None])
    if not agency:
        found = accounts.contacts(by, Permission.CASE_AUDIT_GRADE, place=case.holder_id, day=london_day(at))
        agency = {each.email for each in found}
    told = agency | _addresses(by, [case.audit.lead])
    key = f"concern:{row.pk}"
    return sum(_send(row, email, f"{key}:{email}", late=False, alone=not agency) for email in sorted(told))


@writes
def escalate_due(*, by: Viewer, at: datetime) -> int:
    """Tell more people of every concern that is not acknowledged in time: all who answer for the agency, and all who run audits.

    Regular work, as the operator, who reads no case. Returns how many concerns were escalated.
    """
    waiting = Concern.objects.select_for_update(of=("self",)).filter(
        Q(agency_at__isnull=True) | Q(lead_at__isnull=True), escalated_at__isnull=True, deadline__due_at__lt=at
    )
    rows = list(waiting.select_related("case__record", "case__audit__record", "case__audit__lead", "deadline"))
    for row in rows:
        row.apply({"escalated_at": at})
        day, audit = london_day(at), row.case.audit
        told = {
            each.email for each in accounts.contacts(by, Permission.CASE_AUDIT_GRADE, place=row.case.holder_id, day=day)
        }
        for place in filter(None, (audit.partnership_id, audit.group_id)):
            told |= {each.email for each in accounts.contacts(by, Permission.CASE_AUDIT_LEAD, place=place, day=day)}
        for email in sorted(told):
            _send(row, email, f"concern:{row.pk}:late:{email}", late=True)
        keeping.case_to_trail("case_audits.concern_escalated", row.case, by=by, at=at, told=len(told))
    return len(rows)


def _addresses(by: Viewer, people: Sequence[Any]) -> set[str]:
    """Return where people can be written to: the address of their account, else the one of the register."""
    there = [each for each in people if each is not None]
    known = accounts.accounts(by).filter(person__in=[each.pk for each in there], is_active=True)
    emails = {user.person_id: user.email for user in known}
    return set(filter(None, (emails.get(each.pk) or each.email for each in there)))


def _send(row: Concern, email: str, key: str, *, late: bool, alone: bool = False) -> bool:
    audit = row.case.audit
    due = row.deadline.due_at if row.deadline else None
    subject = f"{'Not acknowledged: s' if late else 'S'}afety concern in audit {audit.record.reference}"
    words = wording.concern(audit.record.reference, row.raised_at, due, row.pk, late=late, alone=alone)
    return mail.send(email, subject, words, key)
