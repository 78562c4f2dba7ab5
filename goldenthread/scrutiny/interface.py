"""What the programming interface tells of the area: inspections, visits, pieces of scrutiny, and agreed grades."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.scrutiny import presenters, queries
from goldenthread.scrutiny.models import Evaluation, Inspection, Look, Visit
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_SEE, _OWN = Permission.SCRUTINY_VIEW, Permission.SCRUTINY_OWN


class ScrutinyQuery(Paging):
    """Of which partnership."""

    partnership: UUID | None = None


class JudgedAreaOut(Shape):
    """What was judged of an area: the code of its grade, "" where words alone were said."""

    area: str
    value: str
    words: str


class InspectionOut(Shape):
    """An inspection or a review. ``precision`` says whether its days, or only their months or years, are known."""

    id: UUID
    reference: str
    partnership: UUID
    kind: str
    title: str
    precision: str
    from_on: date
    to_on: date
    letter_on: date | None
    inspectorates: list[str]
    agencies: list[UUID]
    grade: str
    judged: list[JudgedAreaOut]


class FrontlineVisitOut(Shape):
    """A visit to the frontline: where and when, and whether it is written up. What was seen is read in the product."""

    id: UUID
    reference: str
    partnership: UUID
    agency: UUID | None
    team: str
    state: str
    held_on: date
    reply_by: date | None
    replied: bool


class SelfJudgementOut(Shape):
    """An agreed grade of a standard: its code, or "" over all."""

    standard: str
    title: str
    value: str
    words: str
    onward: str


class EvaluationOut(Shape):
    """A self-evaluation, six steps or key questions. ``before`` is the one it is compared with."""

    id: UUID
    reference: str
    partnership: UUID
    purpose: str
    title: str
    start: date
    end: date
    due_on: date | None
    held_on: date | None
    state: str
    agreed_on: date | None
    before: UUID | None


class WholeEvaluationOut(Shape):
    """An evaluation with the grades all agreed; of what members judge alone, nothing."""

    about: EvaluationOut
    agreed: list[SelfJudgementOut]


class LookOut(Shape):
    """A piece of scrutiny: planned, done with what was learned, or dropped."""

    id: UUID
    reference: str
    partnership: UUID
    plan: UUID
    title: str
    theme: str
    method: str
    due_on: date
    state: str
    done_on: date | None
    learned: str


def _base(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "reference": row.record.reference, "partnership": row.partnership_id}


def _inspection(row: Inspection) -> dict[str, Any]:
    names = ("kind", "title", "precision", "from_on", "to_on", "letter_on", "inspectorates")
    return {
        **_base(row),
        **{name: getattr(row, name) for name in names},
        "agencies": [each.agency_id for each in row.bodies.all()],
        "grade": presenters.overall(row),
        "judged": [{name: getattr(each, name) for name in ("area", "value", "words")} for each in row.judgements.all()],
    }


def _visit(row: Visit) -> dict[str, Any]:
    return {
        **_base(row),
        **{name: getattr(row, name) for name in ("team", "state", "held_on")},
        "agency": row.agency_id,
        "reply_by": row.reply_deadline.due_on if row.reply_deadline else None,
        "replied": bool(row.reply),
    }


def _evaluation(row: Evaluation) -> dict[str, Any]:
    names = ("purpose", "title", "start", "end", "due_on", "held_on", "state", "agreed_on")
    return {**_base(row), **{name: getattr(row, name) for name in names}, "before": row.before_id}


def _look(row: Look) -> dict[str, Any]:
    names = ("title", "theme", "method", "due_on", "state", "done_on", "learned")
    return {**_base(row), **{name: getattr(row, name) for name in names}, "plan": row.plan_id}


@offer(router, "inspections/", _SEE, answer=Page[InspectionOut], name="scrutiny_inspections")
def list_inspections(request: HttpRequest, query: Query[ScrutinyQuery]) -> dict[str, Any]:
    """The inspections and reviews the account may know of, the newest first."""
    return paged(
        queries.inspections(viewer(request), partnership=query.partnership).order_by("-from_on", "pk"),
        query,
        _inspection,
    )


@offer(router, "visits/", _OWN, answer=Page[FrontlineVisitOut], name="scrutiny_visits")
def list_visits(request: HttpRequest, query: Query[ScrutinyQuery]) -> dict[str, Any]:
    """The visits to the frontline the account may know of, the newest first."""
    return paged(
        queries.visits(viewer(request), partnership=query.partnership).order_by("-held_on", "pk"), query, _visit
    )


@offer(router, "evaluations/", _OWN, answer=Page[EvaluationOut], name="scrutiny_evaluations")
def list_evaluations(request: HttpRequest, query: Query[ScrutinyQuery]) -> dict[str, Any]:
    """Self-evaluations, six steps and key questions the account may know of, the newest first."""
    return paged(
        queries.evaluations(viewer(request), partnership=query.partnership).order_by("-end", "pk"), query, _evaluation
    )


@offer(router, "evaluations/{uuid:evaluation}/", _OWN, answer=WholeEvaluationOut, name="scrutiny_evaluation")
def one_evaluation(request: HttpRequest, evaluation: UUID) -> dict[str, Any]:
    """One of them, with the grades all agreed once it is open to all."""
    row = queries.evaluation(viewer(request), evaluation)
    lines = queries.lines(viewer(request), row) if row.of_members else []
    agreed = [
        {
            "standard": each.standard.code if each.standard else "",
            "title": each.title,
            **{name: getattr(each.agreed, name) for name in ("value", "words", "onward")},
        }
        for each in lines
        if each.agreed
    ]
    return {"about": _evaluation(row), "agreed": agreed}


@offer(router, "looks/", _SEE, answer=Page[LookOut], name="scrutiny_looks")
def list_looks(request: HttpRequest, query: Query[ScrutinyQuery]) -> dict[str, Any]:
    """The pieces of the plan of scrutiny the account may know of, by the day they are due."""
    return paged(queries.looks(viewer(request), partnership=query.partnership).order_by("due_on", "pk"), query, _look)
