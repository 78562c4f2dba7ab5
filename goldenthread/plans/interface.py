"""The routes of plans in the programming interface."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.plans import presenters, queries
from goldenthread.plans.models import Plan
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer
from goldenthread.workbench.routes import Routes, register

router = Router()


class PlanOut(Shape):
    """A plan: whose it is, for which days, and where it stands."""

    id: UUID
    reference: str
    title: str
    kind: str
    owner: str
    partnership: UUID
    starts_on: date
    ends_on: date
    status: str


class PlanActionOut(Shape):
    """An action under a part of a plan."""

    id: UUID
    reference: str
    number: str
    text: str
    owner: str
    due_on: date | None
    due_words: str
    status: str


class PartOut(Shape):
    """One part of a plan, in the order of reading; ``depth`` 0 is the top."""

    id: UUID
    parent: UUID | None
    depth: int
    level: str
    number: str
    text: str
    leads: list[str]
    responsible: list[str]
    accountable: str
    due_on: date | None
    due_words: str
    progress: str
    progress_words: str
    actions: list[PlanActionOut]


class PlanTreeOut(Shape):
    """A plan with all its parts."""

    plan: PlanOut
    parts: list[PartOut]


class PlansQuery(Paging):
    """Which plans."""

    partnership: UUID | None = None


@offer(router, "", Permission.PLAN_VIEW, answer=Page[PlanOut], name="plans")
def plans(request: HttpRequest, query: Query[PlansQuery]) -> dict[str, Any]:
    """Plans, the newest first."""
    return paged(queries.plans(viewer(request), partnership=query.partnership), query, _plan)


@offer(router, "/{uuid:plan}", Permission.PLAN_VIEW, answer=PlanTreeOut, name="plan")
def plan(request: HttpRequest, plan: UUID) -> dict[str, Any]:
    """One plan with its parts, how each is going, and its actions."""
    row = queries.plan(viewer(request), plan)
    lines = queries.lines(viewer(request), row)
    under, _ = queries.progress(viewer(request), row, lines, on=clock.today())
    return {"plan": _plan(row), "parts": [_part(line, under.get(line.item.pk, [])) for line in lines]}


def _plan(row: Plan) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "title": row.title,
        "kind": row.kind,
        "owner": presenters.owner(row),
        "partnership": row.partnership_id,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "status": row.status,
    }


def _part(line: queries.Line, actions: list[queries.Placed]) -> dict[str, Any]:
    item = line.item
    return {
        "id": item.pk,
        "parent": item.parent_id,
        "depth": line.depth,
        "level": line.level,
        "number": line.number,
        "text": item.text,
        "leads": [duty.who for duty in line.leads],
        "responsible": [duty.who for duty in line.responsible],
        "accountable": line.accountable.who if line.accountable else "",
        "due_on": item.due_on,
        "due_words": item.due_words,
        "progress": line.progress.state if line.progress else "",
        "progress_words": line.progress.words if line.progress else "",
        "actions": [
            {
                "id": each.action.pk,
                "reference": each.action.record.reference,
                "number": each.number,
                "text": each.action.text,
                "owner": each.owner,
                "due_on": each.due_on,
                "due_words": each.action.due_words,
                "status": each.action.status,
            }
            for each in actions
        ],
    }


def register_all() -> None:
    """Register the routes."""
    register(Routes("plans", "Plans", router))
