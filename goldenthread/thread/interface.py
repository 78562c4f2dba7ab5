"""What the programming interface tells of the thread: findings, recommendations, actions, and the walk both ways."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.records import queries as records
from goldenthread.thread import queries
from goldenthread.thread.queries.walk import Bead
from goldenthread.workbench.interface import Page, Paging, Shape, Words, offer, paged, viewer

router = Router()
_SEE = Permission.THREAD_VIEW


class ThreadQuery(Paging):
    """Which rows."""

    partnership: UUID | None = None


class ActionQuery(ThreadQuery):
    """Which actions: in which status, owned by which agency, demanded by which record."""

    status: Words = ""
    agency: UUID | None = None
    demanded_by: UUID | None = None


class FindingQuery(ThreadQuery):
    """Which findings: concerning which agency."""

    agency: UUID | None = None


class FindingOut(Shape):
    """A finding."""

    id: UUID
    reference: str
    title: str
    kind: str
    text: str
    why: str
    source: str
    themes: list[str]
    agencies: list[str]
    found_on: date
    partnership: UUID | None


class AnswerOut(Shape):
    """An agency that was asked, and its answer: "" while it is outstanding."""

    agency: str
    answer: str
    reason: str


class RecommendationOut(Shape):
    """A recommendation with its answers."""

    id: UUID
    reference: str
    title: str
    text: str
    measure: str
    retest_on: date | None
    answers: list[AnswerOut]
    made_on: date
    partnership: UUID | None


class ActionOut(Shape):
    """An action."""

    id: UUID
    reference: str
    title: str
    text: str
    status: str
    owner_agency: str
    owner_group: str
    due_on: date | None
    due_words: str
    opened_on: date
    completed_on: date | None
    closed_on: date | None
    judgement: str
    partnership: UUID | None


class BeadOut(Shape):
    """One bead of a thread. ``hangs_on`` are the ids of the beads it came from."""

    id: UUID
    step: str
    title: str
    reference: str
    on: date | None
    here: bool
    hangs_on: list[UUID]


class ThreadOut(Shape):
    """The thread of a record, in order."""

    record: UUID
    beads: list[BeadOut]


def _finding(row: Any) -> dict[str, Any]:
    record = row.record
    return {
        "id": row.pk,
        "reference": record.reference,
        "title": record.title,
        "kind": row.kind,
        "text": row.text,
        "why": row.why,
        "source": row.source.reference,
        "themes": [each.theme.name for each in row.finding_themes.all()],
        "agencies": [each.agency.title for each in row.concerns.all()],
        "found_on": record.opened_on,
        "partnership": record.partnership_id,
    }


def _recommendation(row: Any) -> dict[str, Any]:
    record, given = row.record, {each.agency_id: each for each in row.answered}
    answers = [(each.agency.title, given.get(each.agency_id)) for each in row.asked]
    return {
        "id": row.pk,
        "reference": record.reference,
        "title": record.title,
        "text": row.text,
        "measure": row.measure,
        "retest_on": row.retest_on,
        "answers": [
            {"agency": agency, "answer": said.answer if said else "", "reason": said.reason if said else ""}
            for agency, said in answers
        ],
        "made_on": record.opened_on,
        "partnership": record.partnership_id,
    }


def _action(row: Any) -> dict[str, Any]:
    record = row.record
    return {
        "id": row.pk,
        "reference": record.reference,
        "title": record.title,
        "text": row.text,
        "status": row.status,
        "owner_agency": record.owner_agency.title if record.owner_agency else "",
        "owner_group": record.owner_group.title if record.owner_group else "",
        "due_on": row.deadline.due_on if row.deadline else None,
        "due_words": row.due_words,
        "opened_on": record.opened_on,
        "completed_on": row.completed_on,
        "closed_on": record.closed_on,
        "judgement": row.closing_judgement.verdict if row.closing_judgement else "",
        "partnership": record.partnership_id,
    }


def _bead(bead: Bead) -> dict[str, Any]:
    plain = {name: getattr(bead, name) for name in ("step", "title", "reference", "on", "here")}
    return {"id": bead.key, **plain, "hangs_on": list(bead.comes_from)}


@offer(router, "findings/", _SEE, answer=Page[FindingOut], name="findings")
def list_findings(request: HttpRequest, query: Query[FindingQuery]) -> dict[str, Any]:
    """The findings the account may know of, with the agencies they concern, newest first."""
    rows = queries.findings(viewer(request), partnership=query.partnership, agency=query.agency)
    return paged(rows, query, _finding)


@offer(router, "recommendations/", _SEE, answer=Page[RecommendationOut], name="recommendations")
def list_recommendations(request: HttpRequest, query: Query[ThreadQuery]) -> dict[str, Any]:
    """The recommendations the account may know of, with what agencies answered, newest first."""
    return paged(queries.recommendations(viewer(request), partnership=query.partnership), query, _recommendation)


@offer(router, "actions/", _SEE, answer=Page[ActionOut], name="actions")
def list_actions(request: HttpRequest, query: Query[ActionQuery]) -> dict[str, Any]:
    """The actions the account may know of, newest first."""
    rows = queries.actions(
        viewer(request),
        partnership=query.partnership,
        status=[query.status] if query.status else (),
        owner_agency=query.agency,
        demanded_by=query.demanded_by,
    )
    return paged(rows, query, _action)


@offer(router, "of/{record}/", _SEE, answer=ThreadOut, name="thread_of")
def one_thread(request: HttpRequest, record: UUID) -> dict[str, Any]:
    """What a record came from and what came of it."""
    looking = viewer(request)
    records.get(looking, record)
    return {"record": record, "beads": [_bead(each) for each in queries.thread_of(looking, record).beads]}
