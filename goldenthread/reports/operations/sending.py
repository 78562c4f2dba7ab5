"""Who a report goes to: the list, what was sent, and whether it arrived."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.reports import dates, queries, rules
from goldenthread.reports.models import Chase, Recipient, Sending

_NAME = "Enter the office or body it goes to."


@writes
def add_recipient(*, by: Viewer, at: datetime, report: UUID, name: str, why: str = "") -> UUID:
    """Add somebody the law does not name to those a report goes to. Returns the recipient's id."""
    row = queries.report(by, report)
    by.require(Permission.REPORT_WRITE, partnership=row.partnership_id)
    words = rules.required_words(clean(name), "name", _NAME)
    last = row.recipients.aggregate(last=Max("place"))["last"] or 0
    made = Recipient.objects.create(report=row, name=words, why=clean(why), place=last + 1)
    trail.write("reports.recipient_added", by=by, at=at, **_of(made))
    return made.pk


@writes
def change_recipient(*, by: Viewer, at: datetime, recipient: UUID, seen: int, name: str, why: str = "") -> None:
    """Change what a recipient is called here, such as the mayor who acts as police and crime commissioner."""
    held = _recipient(by, recipient)
    words = rules.required_words(clean(name), "name", _NAME)
    row = Recipient.for_edit(held.pk, seen=seen)
    changed = row.apply({"name": words, "why": clean(why)})
    trail.write("reports.recipient_changed", by=by, at=at, **_of(row), changes=changed)


@writes
def remove_recipient(*, by: Viewer, at: datetime, recipient: UUID) -> None:
    """Take a recipient that the partnership added off the list, as long as nothing was sent there."""
    held = _recipient(by, recipient)
    if held.code:
        raise RuleBroken("The law names this recipient. Say why the report does not go there instead.")
    if held.sendings.exists():
        raise RuleBroken("Something was sent there, so it stays on the list.")
    trail.write("reports.recipient_removed", by=by, at=at, **_of(held))
    Recipient.objects.filter(pk=held.pk).delete()


@writes
def excuse(*, by: Viewer, at: datetime, recipient: UUID, why: str) -> None:
    """Say why a report does not go to somebody on its list."""
    held = _recipient(by, recipient)
    reason = rules.required_words(clean(why), "why", "Say why it does not go there.")
    row = Recipient.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.excused_at is not None:
        raise RuleBroken("It has been said already why the report does not go there.")
    row.apply({"excused_at": at, "excused_by": by.user_id, "excused_by_name": by.name[:200], "excused_why": reason})
    trail.write("reports.recipient_excused", by=by, at=at, **_of(row), why=reason)
    dates.settle(by=by, at=at, report=row.report_id)


@writes
def include(*, by: Viewer, at: datetime, recipient: UUID) -> None:
    """Put somebody back on the list that the report was not to go to."""
    held = _recipient(by, recipient)
    row = Recipient.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.excused_at is None:
        raise RuleBroken("The report goes there already.")
    row.apply({"excused_at": None, "excused_by": None, "excused_by_name": "", "excused_why": ""})
    trail.write("reports.recipient_included", by=by, at=at, **_of(row))
    dates.settle(by=by, at=at, report=row.report_id)


@writes
def send(*, by: Viewer, at: datetime, recipient: UUID, edition: UUID, sent_on: date, how: str, note: str = "") -> UUID:
    """Record that an edition was sent to a recipient. The product sends nothing itself. Returns the sending's id."""
    held = _recipient(by, recipient)
    issue = queries.edition(by, edition)
    if issue.report_id != held.report_id:
        raise RuleBroken("That is an edition of another report.", field="edition")
    if hasattr(issue, "withdrawal"):
        raise RuleBroken("That edition has been taken down.", field="edition")
    if held.excused_at is not None:
        raise RuleBroken("It was decided that the report does not go there. Put the recipient back on the list first.")
    rules.check_day(sent_on, first=london_day(issue.published_at), today=london_day(at), field="sent_on")
    if how not in Sending.How.values:
        raise RuleBroken("Select how it was sent.", field="how")
    if Sending.objects.filter(recipient=held, edition=issue).exists():
        raise RuleBroken("This edition has been sent there already.")
    made = Sending.objects.create(
        recipient=held,
        edition=issue,
        sent_on=sent_on,
        how=how,
        note=clean(note),
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    trail.write("reports.sent", by=by, at=at, **_of(held), number=issue.number, on=sent_on.isoformat(), how=how)
    dates.settle(by=by, at=at, report=held.report_id)
    return made.pk


@writes
def acknowledge(*, by: Viewer, at: datetime, sending: UUID, received_on: date, words: str = "") -> None:
    """Record that a recipient said they have the edition."""
    row = _sending(by, sending)
    if row.received_on is not None:
        raise RuleBroken("They have said already that they have it.")
    rules.check_day(received_on, first=row.sent_on, today=london_day(at), field="received_on", what="have arrived")
    row.received_on, row.received_words = received_on, clean(words)
    row.noted_at, row.noted_by, row.noted_by_name = at, by.user_id, by.name[:200]
    row.save(update_fields=["received_on", "received_words", "noted_at", "noted_by", "noted_by_name"])
    trail.write("reports.receipt_noted", by=by, at=at, **_of(row.recipient), number=row.edition.number)


@writes
def chase(*, by: Viewer, at: datetime, sending: UUID, on: date, words: str = "") -> UUID:
    """Record that a recipient was asked whether the edition arrived. Returns the id of the note."""
    row = _sending(by, sending)
    if row.received_on is not None:
        raise RuleBroken("They have said that they have it. There is nothing to ask after.")
    rules.check_day(on, first=row.sent_on, today=london_day(at), field="on", what="have been asked after")
    made = Chase.objects.create(sending=row, on=on, words=clean(words), at=at, by=by.user_id, by_name=by.name[:200])
    trail.write("reports.chased", by=by, at=at, **_of(row.recipient), number=row.edition.number)
    return made.pk


@writes
def take_back(*, by: Viewer, at: datetime, sending: UUID, why: str) -> None:
    """Remove a sending that was recorded by mistake, as long as nobody said that it arrived."""
    row = _sending(by, sending)
    reason = rules.required_words(clean(why), "why", "Say what was wrong with it.")
    if row.received_on is not None:
        raise RuleBroken("They have said that they have it, so it was sent.")
    trail.write("reports.sending_taken_back", by=by, at=at, **_of(row.recipient), number=row.edition.number, why=reason)
    report = row.recipient.report_id
    row.chases.all().delete()
    row.delete()
    dates.settle(by=by, at=at, report=report)


def _recipient(by: Viewer, pk: UUID) -> Recipient:
    found = queries.recipient(by, pk)
    by.require(Permission.REPORT_WRITE, partnership=found.report.partnership_id)
    return found


def _sending(by: Viewer, pk: UUID) -> Sending:
    found = queries.sending(by, pk)
    by.require(Permission.REPORT_WRITE, partnership=found.recipient.report.partnership_id)
    return Sending.objects.select_for_update(of=("self",)).select_related("recipient__report", "edition").get(pk=pk)


def _of(row: Recipient) -> dict[str, Any]:
    report = row.report
    return {"record": report.pk, "partnership": report.partnership_id, "title": report.title, "name": row.name}
