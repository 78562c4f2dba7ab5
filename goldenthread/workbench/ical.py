"""Due dates as a calendar program reads them (RFC 5545): whole days, or moments in UTC; no time zone tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

PRODUCT = "-//Golden Thread//Due dates//EN"


@dataclass(frozen=True, slots=True)
class DueDate:
    """One date for the calendar. ``when`` is a day, or a moment for what is due within hours."""

    uid: str
    summary: str
    when: date
    changed_at: datetime
    description: str = ""
    address: str = ""
    category: str = ""


def calendar(name: str, dates: Iterable[DueDate]) -> bytes:
    """Return a calendar of due dates, in the order given."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    whole.add("x-published-ttl", "PT6H")
    for each in dates:
        whole.add_component(_event(each))
    text: bytes = whole.to_ical()
    return text


def _event(due: DueDate) -> Event:
    event = Event()
    event.add("uid", due.uid)
    event.add("dtstamp", due.changed_at.astimezone(UTC))
    event.add("summary", due.summary)
    if isinstance(due.when, datetime):
        event.add("dtstart", due.when.astimezone(UTC))
    else:
        event.add("dtstart", due.when)
    event.add("transp", "TRANSPARENT")
    if due.description:
        event.add("description", due.description)
    if due.address:
        event.add("url", due.address)
    if due.category:
        event.add("categories", [due.category])
    return event
