"""What the programming interface tells of reports: how far each is, editions with files and figures, what came and what went."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.foundation.london import london_day
from goldenthread.reports import citing, content, queries
from goldenthread.reports.rendering import opendata
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_SEE = Permission.REPORT_VIEW


class ReportsQuery(Paging):
    """Which reports."""

    partnership: UUID | None = None


class EditionsQuery(ReportsQuery):
    """Which editions: of which partnership, of which report."""

    report: UUID | None = None


class ReportOut(Shape):
    """A report. ``edition``: the number of its newest edition; null: none was published."""

    id: UUID
    reference: str
    title: str
    kind: str
    content_set: str
    starts_on: date
    ends_on: date
    partnership: UUID
    approved: bool
    edition: int | None


class MeterOut(Shape):
    """How far one section is. ``stops``: what must be mended in it before the report is approved."""

    id: UUID
    heading: str
    required: bool
    complete: bool
    fill: str
    state: str
    carried_from: str
    stops: int


class MetersOut(Shape):
    """How far a report is. ``unknown``: names under which there is nothing. ``held``: small numbers nobody has released."""

    report: UUID
    required: int
    with_text: int
    sections: list[MeterOut]
    unknown: list[str]
    held: list[str]


class FileOut(Shape):
    """A file of an edition, with its address and the hash of its bytes."""

    format: str
    sha256: str
    address: str


class EditionOut(Shape):
    """A published edition. One that was taken down says when and why, and its public addresses answer 410."""

    id: UUID
    report: UUID
    number: int
    published_on: date
    sha256: str
    address: str
    taken_down_on: date | None
    why_taken_down: str
    files: list[FileOut]


class SectionOut(Shape):
    """A section of an edition, with the names of the figures in it."""

    id: str
    heading: str
    required: bool
    complete: bool
    figures: list[str]


class FigureOut(Shape):
    """A figure of an edition; a missing value is null, never 0."""

    id: str
    label: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None
    period: str
    definition: str
    supplier: str
    status: str


class DataOut(Shape):
    """The sections and figures of an edition, as in its JSON file."""

    title: str
    partnership: str
    start: date
    end: date
    period: str
    content_set: str
    edition: int
    published: date
    sections: list[SectionOut]
    figures: list[FigureOut]


class PointOut(Shape):
    """One point of a received report, and where it stands."""

    words: str
    where: str


class ReceivedOut(Shape):
    """A report about one topic that was asked for; ``received_on`` is null until it has arrived."""

    id: UUID
    reference: str
    topic: str
    title: str
    whose: str
    starts_on: date
    ends_on: date
    partnership: UUID
    due_on: date | None
    received_on: date | None
    summary: str
    points: list[PointOut]


class SendingOut(Shape):
    """An edition that was sent to somebody; ``received_on`` is null until they said that they have it."""

    id: UUID
    report: UUID
    edition: int
    to: str
    must: bool
    sent_on: date
    how: str
    received_on: date | None
    asked_after: list[date]


def _report(row: Any) -> dict[str, Any]:
    asked = content.sets()[row.content_set]
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "title": row.title,
        "kind": asked.kind,
        "content_set": asked.title,
        "starts_on": row.start,
        "ends_on": row.end,
        "partnership": row.partnership_id,
        "approved": row.approved_at is not None,
        "edition": row.newest,
    }


def _edition(row: Any) -> dict[str, Any]:
    down = getattr(row, "withdrawal", None)
    return {
        "id": row.pk,
        "report": row.report_id,
        "number": row.number,
        "published_on": london_day(row.published_at),
        "sha256": row.sha256,
        "address": reverse("reports:edition", args=[row.pk]),
        "taken_down_on": london_day(down.at) if down else None,
        "why_taken_down": down.why if down else "",
        "files": [
            {
                "format": each.format,
                "sha256": each.sha256,
                "address": reverse("reports:download", args=[row.pk, each.format]),
            }
            for each in row.files.all()
        ],
    }


def _received(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "topic": row.topic,
        "title": row.title,
        "whose": row.whose,
        "starts_on": row.start,
        "ends_on": row.end,
        "partnership": row.partnership_id,
        "due_on": row.deadline.due_on if row.deadline else None,
        "received_on": row.received_on,
        "summary": row.summary,
        "points": [{"words": words, "where": where} for words, where in citing.points(row.points)],
    }


def _sending(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "report": row.recipient.report_id,
        "edition": row.edition.number,
        "to": row.recipient.name,
        "must": row.recipient.must,
        "sent_on": row.sent_on,
        "how": row.how,
        "received_on": row.received_on,
        "asked_after": [each.on for each in row.asked_after],
    }


@offer(router, "reports/", _SEE, answer=Page[ReportOut], name="reports")
def list_reports(request: HttpRequest, query: Query[ReportsQuery]) -> dict[str, Any]:
    """The reports the account may know of, the latest period first."""
    rows = queries.reports(viewer(request), partnership=query.partnership).order_by("-start", "pk")
    return paged(rows, query, _report)


@offer(router, "reports/{uuid:report}/sections/", _SEE, answer=MetersOut, name="report_sections")
def list_sections(request: HttpRequest, report: UUID) -> dict[str, Any]:
    """How far each section of a report is, and what stands between it and publication."""
    looking = viewer(request)
    row, found = queries.report(looking, report), queries.checked(looking, report)
    sections = [
        {
            "id": section.pk,
            "heading": section.heading,
            "required": meter.must,
            "complete": meter.complete,
            "fill": meter.fill.value,
            "state": section.state,
            "carried_from": section.carried_from,
            "stops": sum(mark.section == section.pk for mark in found.stops),
        }
        for section, meter in zip(row.sections.all(), found.state.meters, strict=True)
    ]
    must = [meter for meter in found.state.meters if meter.must]
    return {
        "report": row.pk,
        "required": len(must),
        "with_text": sum(meter.has_text for meter in must),
        "sections": sections,
        "unknown": list(found.state.unknown),
        "held": list(found.held),
    }


@offer(router, "editions/", _SEE, answer=Page[EditionOut], name="report_editions")
def list_editions(request: HttpRequest, query: Query[EditionsQuery]) -> dict[str, Any]:
    """The published editions with their files, the newest first; those that were taken down too."""
    rows = queries.published_editions(viewer(request), partnership=query.partnership, report=query.report)
    return paged(rows, query, _edition)


@offer(router, "editions/{uuid:edition}/figures/", _SEE, answer=DataOut, name="report_figures")
def list_figures(request: HttpRequest, edition: UUID) -> dict[str, Any]:
    """The sections and figures of an edition, as in its JSON file."""
    return opendata.data(queries.edition(viewer(request), edition).document)


@offer(router, "received/", _SEE, answer=Page[ReceivedOut], name="received_reports")
def list_received(request: HttpRequest, query: Query[ReportsQuery]) -> dict[str, Any]:
    """The reports about single topics: which were asked for, which have arrived, and what they say."""
    rows = queries.received_reports(viewer(request), partnership=query.partnership)
    return paged(rows.order_by("-start", "topic", "pk"), query, _received)


@offer(router, "sendings/", _SEE, answer=Page[SendingOut], name="report_sendings")
def list_sendings(request: HttpRequest, query: Query[EditionsQuery]) -> dict[str, Any]:
    """What was sent to whom, and whether it arrived; the latest first."""
    rows = queries.sendings(viewer(request), query.report)
    if query.partnership is not None:
        rows = rows.filter(recipient__report__partnership=query.partnership)
    return paged(rows.order_by("-sent_on", "pk"), query, _sending)
