"""Who the token belongs to, and the due list."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.workbench import moments, presenters
from goldenthread.workbench.due import Filters
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer
from goldenthread.workbench.queries import due

me = Router()
deadlines = Router()


class GrantOut(Shape):
    """One role, and where it is held."""

    role: str
    scope: str
    place: UUID | None


class Me(Shape):
    """The account behind the token."""

    id: UUID
    name: str
    email: str
    roles: list[GrantOut]


@offer(me, "", Permission.API_TOKEN, answer=Me, name="me")
def who_am_i(request: HttpRequest) -> dict[str, Any]:
    """The account that the token belongs to, with its roles."""
    asks = viewer(request)
    roles = [{"role": grant.role, "scope": grant.scope.value, "place": grant.scope_id} for grant in asks.grants]
    return {"id": asks.user_id, "name": asks.name, "email": asks.email, "roles": roles}


class DueQuery(Paging):
    """Which deadlines."""

    kind: str = Field(
        "", max_length=60, pattern=r"^[a-z_.]*$", description="A kind of record, such as learning.review."
    )
    agency: UUID | None = Field(None, description="Who owes the answer.")
    group: UUID | None = Field(None, description="Which group owes the answer.")
    partnership: UUID | None = None
    due: str = Field("", pattern="^(overdue|soon|month|later|paused)?$", description="One part of the list.")


class DeadlineOut(Shape):
    """One line of the due list. ``why`` and ``rule`` say where the date comes from; ``checked`` whether a person compared it."""

    id: UUID
    title: str
    record: UUID
    reference: str
    kind: str
    partnership: str
    whose: str
    state: str
    due_on: date
    due_at: datetime | None
    first_due: date
    words: str
    rule: str
    checked: bool | None
    why: str


@offer(deadlines, "", Permission.WORK_VIEW, answer=Page[DeadlineOut], name="deadlines")
def my_deadlines(request: HttpRequest, query: Query[DueQuery]) -> dict[str, Any]:
    """The due list of the account: what My work shows, in its order."""
    asks = viewer(request)
    when, calendar = moments.at(asks, clock.now())
    chosen = Filters(
        kind=query.kind, agency=query.agency, group=query.group, partnership=query.partnership, due=query.due
    )
    rows = due.listed(asks, due.due(asks).filter(chosen.condition(when)), when)

    def shape(row: Any) -> dict[str, Any]:
        (line,) = presenters.lines([row], {}, when, calendar)
        return {
            "id": row.pk,
            "title": row.title,
            "record": row.record_id,
            "reference": line.reference,
            "kind": row.record.kind,
            "partnership": line.partnership,
            "whose": line.whose,
            "state": line.bucket.value,
            "due_on": row.due_on,
            "due_at": row.due_at,
            "first_due": row.first_due,
            "words": line.face.words,
            "rule": line.face.rule_words,
            "checked": None if row.rule_version_id is None else not line.face.unverified,
            "why": line.face.why,
        }

    return paged(rows, query, shape)
