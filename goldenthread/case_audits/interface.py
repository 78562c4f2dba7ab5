"""What the programming interface tells of the area: programmes, audits and results. Of cases and grades it tells nothing."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.case_audits import presenters, queries
from goldenthread.case_audits.models import Audit, Programme
from goldenthread.case_audits.rules import states
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_SEE = Permission.CASE_AUDIT_VIEW


class InPartnership(Paging):
    """Of which partnership."""

    partnership: UUID | None = None


class AuditOut(Shape):
    """An audit. ``opened_at`` is null until the grades of all agencies are open to those who work on it."""

    id: UUID
    reference: str
    kind: str
    partnership: UUID
    group: UUID | None
    title: str
    purpose: str
    series: str
    state: str
    held_on: date
    due_on: date | None
    opened_at: datetime | None
    moderated_on: date | None
    again: UUID | None
    again_on: date | None


class PartOut(Shape):
    """An agency that takes part, and since when it is in: of its grades, nothing."""

    agency: UUID
    in_at: datetime | None


class ResultOut(Shape):
    """A result over all cases, in words that tell of no case: a section of the tool, or what a paper told."""

    name: str
    words: str


class WholeOut(Shape):
    """An audit with the agencies that take part and, once it is complete, its results."""

    audit: AuditOut
    agencies: list[PartOut]
    results: list[ResultOut]


class TopicOut(Shape):
    """A topic of a programme. ``audit`` is null until it is begun; ``dropped`` says why it is not audited."""

    title: str
    kind: str
    quarter: int
    in_year: bool
    why: str
    audit: UUID | None
    dropped: str


class ProgrammeOut(Shape):
    """The programme of a year."""

    id: UUID
    reference: str
    partnership: UUID
    title: str
    starts_on: date
    ends_on: date
    a_year: int
    state: str
    topics: list[TopicOut]


def _audit(row: Audit) -> dict[str, Any]:
    names = (
        "kind",
        "title",
        "purpose",
        "series",
        "state",
        "held_on",
        "due_on",
        "opened_at",
        "moderated_on",
        "again_on",
    )
    ids = {"id": row.pk, "partnership": row.partnership_id, "group": row.group_id, "again": row.again_id}
    return {**ids, "reference": row.record.reference, **{name: getattr(row, name) for name in names}}


def _programme(row: Programme) -> dict[str, Any]:
    names = ("title", "kind", "quarter", "in_year", "why", "dropped")
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "partnership": row.partnership_id,
        "title": row.title,
        "starts_on": row.start,
        "ends_on": row.end,
        "a_year": row.a_year,
        "state": row.state,
        "topics": [
            {**{name: getattr(each, name) for name in names}, "audit": each.audit_id} for each in row.topics.all()
        ],
    }


@offer(router, "audits/", _SEE, answer=Page[AuditOut], name="case_audits_audits")
def list_audits(request: HttpRequest, query: Query[InPartnership]) -> dict[str, Any]:
    """The audits the account may know of, the newest first."""
    rows = queries.audits(viewer(request), partnership=query.partnership)
    return paged(rows.order_by("-held_on", "pk"), query, _audit)


@offer(router, "audits/{uuid:audit}/", _SEE, answer=WholeOut, name="case_audits_audit")
def one_audit(request: HttpRequest, audit: UUID) -> dict[str, Any]:
    """One audit: which agencies are in, and, once it is complete, its results."""
    row = queries.audit(viewer(request), audit)
    parts = [{"agency": each.agency_id, "in_at": each.in_at} for each in queries.participants(viewer(request), row.pk)]
    if row.recorded:
        told = [{"name": each.words, "words": presenters.tally(each)} for each in row.tallies.all()]
    elif row.state == states.COMPLETE:
        told = [{"name": each.name, "words": each.words} for each in queries.results(viewer(request), row)]
    else:
        told = []
    return {"audit": _audit(row), "agencies": parts, "results": told}


@offer(router, "programmes/", _SEE, answer=Page[ProgrammeOut], name="case_audits_programmes")
def list_programmes(request: HttpRequest, query: Query[InPartnership]) -> dict[str, Any]:
    """The audit programmes the account may know of, the newest first, with their topics."""
    rows = queries.programmes(viewer(request), partnership=query.partnership).prefetch_related("topics")
    return paged(rows.order_by("-start", "pk"), query, _programme)
