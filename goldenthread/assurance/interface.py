"""What the programming interface tells of the area: what was asked and answered, exceptions, and what deserves a look."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import operations, presenters, queries, rules
from goldenthread.assurance.models import Enquiry, ExceptionRaised, Raised
from goldenthread.foundation import clock
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_SEE = Permission.ASSURANCE_VIEW


class InPartnership(Paging):
    """Of which partnership."""

    partnership: UUID | None = None


class EnquiryOut(Shape):
    """A call for evidence or an assurance report, asked of one agency. ``verdict`` is empty until it was judged."""

    id: UUID
    reference: str
    kind: str
    partnership: UUID
    agency: UUID
    group: UUID | None
    title: str
    question: str
    due_on: date
    asked_at: datetime
    state: str
    verdict: str
    words: str
    follows: str


class PointOut(Shape):
    """A figure that something is about, with what it said on the day it was asked."""

    indicator: UUID
    starts_on: date
    ends_on: date
    breakdown: str
    stood: str


class PaperOut(Shape):
    """A paper an answer rested on, in the version of the day it was sent."""

    document: UUID
    title: str
    version: int


class AnswerOut(Shape):
    """An answer that was sent, in its parts. ``missing`` is what was asked for once more."""

    number: int
    signed_by: str
    sent_at: datetime
    came_by: str
    parts: dict[str, str]
    missing: str
    papers: list[PaperOut]


class DraftOut(Shape):
    """A part of an answer that is being written: give its ``edition`` when you send another text for it."""

    part: str
    asks: str
    text: str
    edition: int


class WholeOut(Shape):
    """Something that was asked, with its figures and the answers that were sent, the newest first.

    ``draft`` has every part to be answered, for those who answer for the agency while an answer is awaited.
    """

    enquiry: EnquiryOut
    points: list[PointOut]
    answers: list[AnswerOut]
    draft: list[DraftOut]


class PartIn(Shape):
    """The text of one part. ``edition`` is that of the draft you read, 0 where nobody had written the part."""

    part: str = Field(max_length=10)
    text: str = Field(max_length=10_000)
    edition: int = Field(0, ge=0)


class AnswerIn(Shape):
    """An answer, to be sent: its parts, who signs it for the agency (a person of the register, or a name), its papers.

    Parts that are not given stay as colleagues wrote them. Papers are those kept with the question.
    """

    parts: list[PartIn] = Field(max_length=10)
    signed_by: UUID | None = None
    signed_name: str = Field("", max_length=200)
    papers: list[UUID] = Field([], max_length=50)


class ExceptionOut(Shape):
    """An exception. ``decided_on`` is null while it is before the Executive."""

    id: UUID
    reference: str
    partnership: UUID
    title: str
    risk: str
    asks: str
    state: str
    reported_on: date
    due_on: date
    decided_on: date | None
    decision: str


class SignalOut(Shape):
    """Something that deserves a look. ``standing``: new, or back because it has changed since somebody looked at it."""

    id: UUID
    partnership: UUID
    kind: str
    lean: str
    words: str
    indicator: UUID | None
    agency: UUID | None
    starts_on: date
    ends_on: date
    breakdown: str
    standing: str


def _enquiry(row: Enquiry) -> dict[str, Any]:
    names = ("kind", "title", "question", "due_on", "asked_at", "state", "verdict", "words", "follows")
    ids = {"id": row.pk, "partnership": row.partnership_id, "agency": row.agency_id, "group": row.group_id}
    return {**ids, "reference": row.record.reference, **{name: getattr(row, name) for name in names}}


def _answer(answer: Any) -> dict[str, Any]:
    return {
        "number": answer.number,
        "signed_by": answer.signed_by_name,
        "sent_at": answer.sent_at,
        "came_by": answer.came_by,
        "parts": {each.part: each.text for each in answer.parts.all()},
        "missing": answer.missing,
        "papers": [
            {"document": each.document_id, "title": each.document.title, "version": each.version}
            for each in answer.papers.all()
        ],
    }


def _whole(by: Viewer, row: Enquiry) -> dict[str, Any]:
    about = [{**_about(each), "stood": each.stood} for each in queries.points(by, row.pk)]
    told = {"enquiry": _enquiry(row), "points": about, "answers": [_answer(each) for each in presenters.sent(row)]}
    return {**told, "draft": _draft(row) if row.state in rules.OPEN and queries.may_write(by, row) else []}


def _draft(row: Enquiry) -> list[dict[str, Any]]:
    return [
        {"part": part.code, "asks": part.ask, "text": said.text, "edition": said.edition}
        if said
        else {"part": part.code, "asks": part.ask, "text": "", "edition": 0}
        for part, said in presenters.parts(row, next(iter(reversed(row.answers.all())), None))
    ]


def _about(row: Any) -> dict[str, Any]:
    return {"indicator": row.indicator_id, "starts_on": row.start, "ends_on": row.end, "breakdown": row.cut}


def _exception(row: ExceptionRaised) -> dict[str, Any]:
    names = ("title", "risk", "asks", "state", "reported_on", "due_on", "decided_on", "decision")
    told = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "reference": row.record.reference, "partnership": row.partnership_id, **told}


def _signal(row: Raised) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("kind", "lean", "words", "standing")}
    return {"id": row.pk, "partnership": row.partnership_id, "agency": row.agency_id, **_about(row), **told}


@offer(router, "enquiries/", _SEE, answer=Page[EnquiryOut], name="assurance_enquiries")
def list_enquiries(request: HttpRequest, query: Query[InPartnership]) -> dict[str, Any]:
    """The calls for evidence and assurance reports the account may know of, the newest first."""
    rows = queries.enquiries(viewer(request), partnership=query.partnership)
    return paged(rows.order_by("-asked_at", "pk"), query, _enquiry)


@offer(router, "enquiries/{uuid:enquiry}/", _SEE, answer=WholeOut, name="assurance_enquiry")
def one_enquiry(request: HttpRequest, enquiry: UUID) -> dict[str, Any]:
    """One of them, with the figures it is about as they stood, and the answers that were sent."""
    return _whole(viewer(request), queries.enquiry(viewer(request), enquiry))


@offer(
    router,
    "enquiries/{uuid:enquiry}/answer/",
    Permission.ASSURANCE_ANSWER,
    answer=WholeOut,
    name="answer_enquiry",
    method="post",
)
def answer_enquiry(request: HttpRequest, enquiry: UUID, body: AnswerIn) -> dict[str, Any]:
    """Answer for your agency and send it: each part, who signs it, and the papers it rests on."""
    by = viewer(request)
    operations.send(
        by=by,
        at=clock.now(),
        enquiry=enquiry,
        signed_by=body.signed_by,
        signed_name=body.signed_name,
        papers=body.papers,
        parts=[rules.Said(each.part, each.text, each.edition) for each in body.parts],
    )
    return _whole(by, queries.enquiry(by, enquiry))


@offer(router, "exceptions/", _SEE, answer=Page[ExceptionOut], name="assurance_exceptions")
def list_exceptions(request: HttpRequest, query: Query[InPartnership]) -> dict[str, Any]:
    """The exceptions reported to the Executive that the account may know of, the newest first."""
    rows = queries.exceptions(viewer(request), partnership=query.partnership)
    return paged(rows.order_by("-reported_at", "pk"), query, _exception)


@offer(router, "signals/", Permission.ASSURANCE_TRIAGE, answer=Page[SignalOut], name="assurance_signals")
def list_signals(request: HttpRequest, query: Query[InPartnership]) -> dict[str, Any]:
    """What in the data deserves a look and nobody has looked at as it now is, the newest period first."""
    rows = queries.raised(viewer(request))
    rows = rows if query.partnership is None else rows.filter(partnership=query.partnership)
    return paged(rows, query, _signal)
