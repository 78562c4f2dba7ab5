"""How to get to a state in tests of plans: by calling operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.plans import operations
from goldenthread.plans.models import Item, Plan
from tests.factories import partnership, viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
THEN = datetime(2015, 4, 1, 9, 0, tzinfo=UTC)


def somewhere() -> UUID:
    """Return the id of a new partnership."""
    return partnership.partnership().pk


def plan(place: UUID, *, by: Any = None, at: datetime = AT, **fields: Any) -> Plan:
    """Return a new plan for 2026-28, unless told otherwise."""
    given = {"title": "Business plan 2026-28", "starts_on": date(2026, 4, 1), "ends_on": date(2028, 3, 31), **fields}
    return operations.create_plan(by=by or viewers.business_manager(place), at=at, partnership=place, **given)


def item(plan: Plan, text: str = "Children who go missing are found and heard", **fields: Any) -> Item:
    """Return a new item of a plan."""
    by, at = fields.pop("by", None) or viewers.business_manager(plan.partnership_id), fields.pop("at", AT)
    return operations.add_item(by=by, at=at, plan=plan.pk, text=text, **fields)


def agreed(place: UUID, **fields: Any) -> Plan:
    """Return a plan that was agreed on 1 April 2026."""
    row = plan(place, **fields)
    by = viewers.business_manager(place)
    return operations.agree_plan(
        by=by, at=AT, plan=row.pk, seen=row.edition, on=date(2026, 4, 1), agreed_by="The Executive"
    )


def large(place: UUID, *, priorities: int, outcomes: int, **fields: Any) -> Plan:
    """Return a plan with many items."""
    row = plan(place, **fields)
    for first in range(priorities):
        top = item(row, f"Priority {first}")
        for second in range(outcomes):
            item(row, f"Outcome {first}.{second}", parent=top.pk)
    return row


def date_boxes(name: str, day: date) -> dict[str, str]:
    """Return a date as a form posts it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
