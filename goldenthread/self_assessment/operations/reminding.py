"""Reminding those who have not returned yet: one mail to each who can answer or sign for them."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, short_date
from goldenthread.jobs import mail
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.wording import address as address_of


@writes
def remind(*, by: Viewer, at: datetime, round: UUID, words: str = "") -> list[str]:
    """Write to everybody who can answer for an agency that has not returned. Returns the agencies nobody could be told for.

    Whoever was told today is not told again. The mail says which return it is and links to it; no answer stands in it.
    """
    row = keeping.round_of(by, round)
    if row.sent_at is None or row.closed_at is not None:
        raise RuleBroken("Only a round that was sent, and is not closed, is chased.")
    day, silent, told = london_day(at), [], 0
    text = clean(words)[:1_000] or f"Your return has not come. It is to be signed by {short_date(row.sign_by)}."
    for each in queries.returns(by).filter(round=row, signed_at__isnull=True):
        known = accounts.contacts(by, Permission.ASSESSMENT_FILL, place=each.agency_id, day=day)
        if not known:
            silent.append(each.agency.title)
        for contact in known:
            address = settings.ADDRESS + address_of(each.pk)
            body = f"{text}\n\n{each.agency.title}, {row.record.title}\n\nOpen the return: {address}"
            mail.send(contact.email, row.record.title, body, f"self_assessment:{each.pk}:{day}:{contact.email}")
            told += 1
    place = {"record": row.pk, "partnership": row.partnership_id, "title": row.record.title}
    trail.write("self_assessment.reminded", by=by, at=at, **place, count=told, words=text)
    return silent
