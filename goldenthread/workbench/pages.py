"""The page of a record, for every area above: title bar, clocks, papers, what happened, and banners.

    return record_page(request, review.record_id, "learning/review.jinja", {"review": review}, history=history)

The template extends ``workbench/record.jinja`` and fills the blocks ``content``, ``actions`` and, if wanted, ``more_aside``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import viewer_of
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import ClockFace, clock_face
from goldenthread.documents import queries as documents
from goldenthread.documents.queries import Paper
from goldenthread.foundation import clock
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.ui.pages import page
from goldenthread.workbench import panels, presenters


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to a record, from a status row of its area: never from the audit trail."""

    title: str
    by: str
    when: date | datetime
    description: str = ""


@dataclass(frozen=True, slots=True)
class RecordClock:
    """One date of a record: its title, its face and the page that explains it."""

    title: str
    face: ClockFace
    address: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What every record page shows, whatever its area."""

    id: UUID
    reference: str
    title: str
    kind: str
    partnership: str
    owner: str
    walled: bool
    restricted: bool
    illustrative: bool
    opened_on: date
    closed_on: date | None
    clocks: Sequence[RecordClock]
    papers: Sequence[Paper]
    history: Sequence[Happened]

    def paper_address(self, paper: Paper) -> str:
        """Return where a paper is opened."""
        return presenters.address_named("documents:download", paper.id)


def record_page(
    request: HttpRequest,
    record: UUID,
    template: str = "workbench/record.jinja",
    context: Mapping[str, Any] | None = None,
    *,
    history: Sequence[Happened] = (),
    section: str = "",
    item: str = "",
) -> HttpResponse:
    """Return the page of one record; not found for those who may not know of it.

    That a restricted or walled record was opened is written to the audit trail.
    """
    spine.note_read(by=viewer_of(request), at=clock.now(), record=record)
    return page(
        request,
        template,
        {"shell": shell(request, record, history), "panels": panels.shown(request, record), **(context or {})},
        section=section,
        item=item,
    )


def shell(request: HttpRequest, record: UUID, history: Sequence[Happened] = ()) -> Shell:
    """Gather what the page of a record shows beside the area's own content, in a fixed number of queries."""
    viewer, now = viewer_of(request), clock.now()
    row = records.get(viewer, record)
    calendar = clocks.calendar(viewer)
    dates = [
        RecordClock(each.title, clock_face(each, now, calendar), presenters.address_named("clocks:deadline", each.pk))
        for each in clocks.of_record(viewer, record)
    ]
    owner = row.owner_group or row.owner_agency
    return Shell(
        id=row.pk,
        reference=row.reference,
        title=row.title,
        kind=presenters.kind_label(row.kind),
        partnership=presenters.home_title(row),
        owner=owner.title if owner else "",
        walled=row.sensitivity == "walled",
        restricted=row.sensitivity == "restricted",
        illustrative=row.illustrative,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        clocks=dates,
        papers=documents.of_record(viewer, record),
        history=sorted(history, key=_moment, reverse=True),
    )


def _moment(each: Happened) -> str:
    """Sort days and moments together: a day counts from its beginning."""
    return each.when.isoformat()
