"""Asking for reports about one topic, receiving them, and telling in short what they say."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.reports import queries, rules
from goldenthread.reports.models import Received


@writes
def ask_for(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    topic: str,
    start: date,
    end: date,
    supplier: UUID | None = None,
    supplier_words: str = "",
    title: str = "",
    due: date | None = None,
) -> UUID:
    """Ask an agency or an officer for a report about one topic, with a day on the agency's due list. Returns its id.

    Without ``due`` nobody is asked: the report is there already, or comes by itself.
    """
    by.require(Permission.REPORT_WRITE, partnership=partnership)
    period = Period(start, end)
    whose = _whose(by, partnership, supplier, supplier_words)
    if topic not in Received.Topic.values:
        raise RuleBroken("Select the topic.", field="topic")
    name = clean(title)[:250] or f"{Received.Topic(topic).label}: yearly report {period.name}"
    if due is not None and due < london_day(at):
        raise RuleBroken("The day must be today or later.", field="due")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.RECEIVED,
        title=name,
        opened_on=london_day(at),
        partnership=partnership,
        owner_agency=supplier,
    )
    row = Received.objects.create(
        record=record,
        partnership_id=partnership,
        topic=topic,
        title=name,
        start=start,
        end=end,
        supplier_id=supplier,
        supplier_words=whose,
    )
    if due is not None:
        asked = clocks.start(
            by=by,
            at=at,
            record=record.pk,
            trigger=at,
            title=f"Send: {name}"[:250],
            due=due,
            why="Asked for by this day, for the partnership's own report",
            owner_agency=supplier,
            allowed=True,
        )
        row.apply({"deadline_id": asked.id})
    trail.write("reports.asked_for", by=by, at=at, **_of(row), due=due.isoformat() if due else "")
    return record.pk


@writes
def receive(*, by: Viewer, at: datetime, received: UUID, on: date) -> None:
    """Note that a report has arrived. Those who write reports may, and members of the agency it was asked of."""
    found = queries.received(by, received)
    if not queries.may_hand_in(by, found):
        raise NotAllowed("Only those who write reports, and the agency whose report it is, can hand it in.")
    row = _held(found)
    if row.received_on is not None:
        raise RuleBroken("It has arrived already.")
    rules.check_day(on, first=date.min, today=london_day(at), field="on")
    row.apply({"received_on": on, "noted_at": at, "noted_by": by.user_id, "noted_by_name": by.name[:200]})
    if row.deadline is not None and row.deadline.is_running:
        clocks.complete(by=by, at=at, deadline=row.deadline.pk, allowed=True)
    trail.write("reports.received", by=by, at=at, **_of(row), on=on.isoformat())


@writes
def summarise(*, by: Viewer, at: datetime, received: UUID, seen: int, summary: str, points: str) -> None:
    """Say in short what a report that has arrived says: in words, and point by point with where each stands."""
    found = queries.received(by, received)
    by.require(Permission.REPORT_WRITE, partnership=found.partnership_id)
    if found.received_on is None:
        raise RuleBroken("It has not arrived yet.")
    words, lines = clean(summary), "\n".join(line for line in map(str.strip, clean(points).splitlines()) if line)
    if not words and not lines:
        raise RuleBroken("Say what it says, in a summary or in points.", field="summary")
    row = Received.for_edit(found.pk, seen=seen)
    row.apply(
        {
            "summary": words,
            "points": lines,
            "summarised_at": at,
            "summarised_by": by.user_id,
            "summarised_by_name": by.name[:200],
        }
    )
    trail.write("reports.summarised", by=by, at=at, **_of(row))


def _whose(by: Viewer, partnership: UUID, supplier: UUID | None, words: str) -> str:
    """Check that somebody is named, and return the words for one who is no agency of the register."""
    if supplier is None:
        return rules.required_words(clean(words)[:200], "supplier", "Choose the agency, or say whose report it is.")
    if not partnerships.agencies(by, partnership=partnership).filter(pk=supplier).exists():
        raise RuleBroken("Choose an agency of the partnership.", field="supplier")
    return clean(words)[:200]


def _held(found: Received) -> Received:
    return Received.objects.select_for_update(of=("self",)).select_related("deadline").get(pk=found.pk)


def _of(row: Received) -> dict[str, Any]:
    return {"record": row.pk, "partnership": row.partnership_id, "title": row.title}
