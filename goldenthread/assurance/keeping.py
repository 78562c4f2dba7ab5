"""What the operations of the area share."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.assurance import queries
from goldenthread.assurance.models import Enquiry, ExceptionRaised, Point
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.steps import Spot
from goldenthread.foundation.errors import RuleBroken


def who(by: Viewer, at: datetime, what: str) -> dict[str, Any]:
    """Return the columns that say who did something and when: ``who(by, at, "asked")``."""
    return {f"{what}_at": at, f"{what}_by": by.user_id, f"{what}_by_name": by.name[:200]}


def held(by: Viewer, enquiry: UUID) -> Enquiry:
    """Return what was asked, locked, if the viewer may know of it; raises `NotFound`."""
    known = queries.enquiry(by, enquiry)
    beside = ("record", "agency", "deadline")
    row: Enquiry = Enquiry.objects.select_for_update(of=("self",)).select_related(*beside).get(pk=known.pk)
    return row


def check_group(by: Viewer, partnership: UUID, group: UUID | None) -> None:
    """Raise `RuleBroken` for a group that is none of the partnership's, or in whose name ``by`` may not ask."""
    if group is not None and str(group) not in dict(queries.groups(by, partnership)):
        raise RuleBroken("Choose a group of the partnership for which you may ask.", field="group")


def keep_points(by: Viewer, record: UUID, spots: Iterable[Spot]) -> None:
    """Keep which figures a record is about, each with what it says today."""
    for spot in dict.fromkeys(spots):
        Point.objects.create(
            record_id=record,
            indicator_id=spot.indicator,
            start=spot.period.start,
            end=spot.period.end,
            cut=spot.cut,
            stood=said(by, spot)[:300],
        )


def said(by: Viewer, spot: Spot) -> str:
    """Return what a figure says: its value, the numbers behind it, the group. Raises `NotFound` or `RuleBroken`."""
    book = evidence.book(by, spot.indicator)
    if book.row.partnership_id != spot.partnership:
        raise RuleBroken("This indicator belongs to another partnership.")
    one = book.figure(spot.period, spot.cut)
    group = f"{cuts.words(spot.cut)}: " if spot.cut else ""
    over = f" ({one.numerator:,f} of {one.denominator:,f})" if one.numerator is not None and one.denominator else ""
    return f"{group}{one.words}{over}"


def suppliers(by: Viewer, spot: Spot) -> list[UUID]:
    """Return the agencies that supplied a figure or its parts."""
    one = evidence.book(by, spot.indicator).figure(spot.period, spot.cut)
    return list(dict.fromkeys(reading.supplier_id for reading in one.readings))


def start_clock(row: Enquiry, due: date, *, by: Viewer, at: datetime) -> None:
    """Put an answer on the due list of its agency."""
    ref = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=at,
        title=f"Answer: {row.title}"[:250],
        due=due,
        why=f"Set by {row.group.title}" if row.group else "Set by the partnership",
        owner_agency=row.agency_id,
        allowed=True,
    )
    row.apply({"deadline_id": ref.id, "due_on": due})


def stop_clock(row: Enquiry | ExceptionRaised, why: str, *, by: Viewer, at: datetime) -> None:
    """End the date of an answer or a decision: it has come, or with ``why`` it is awaited no longer."""
    if row.deadline is None or not row.deadline.is_running:
        return
    if why:
        clocks.cancel(by=by, at=at, deadline=row.deadline.pk, why=why, allowed=True)
    else:
        clocks.complete(by=by, at=at, deadline=row.deadline.pk, allowed=True)


def to_trail(event: str, row: Enquiry, *, by: Viewer, at: datetime, **details: Any) -> None:
    """Write to the trail about something asked: its title is made of safe words."""
    trail.write(
        event,
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.title,
        agency=row.agency.title,
        **details,
    )
