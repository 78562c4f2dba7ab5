"""Accounts for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.finance import operations
from goldenthread.finance.rules import LineDetails
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


def year(partnership: UUID, first: int = 2025, **fields: Any) -> UUID:
    """Return the id of a year of accounts from 1 April of ``first``."""
    by = fields.pop("by", None) or viewers.business_manager(partnership)
    return operations.open_year(
        by=by,
        at=fields.pop("at", AT),
        partnership=partnership,
        start=date(first, 4, 1),
        end=date(first + 1, 3, 31),
        **fields,
    )


def line(year: UUID, by: Any, kind: str, heading: str = "", budget: Any = None, **fields: Any) -> UUID:
    """Return the id of a new line; a contribution is agreed unless told otherwise."""
    if kind == "contribution":
        fields.setdefault("state", "agreed")
    details = LineDetails(heading=heading, budget=None if budget is None else Decimal(budget), **fields)
    return operations.add_line(by=by, at=AT, year=year, kind=kind, details=details)


def entry(line: UUID, by: Any, amount: Any, on: date) -> UUID:
    """Return the id of money that moved on a line."""
    return operations.enter(by=by, at=AT, line=line, on=on, amount=Decimal(amount), words="Statement of account")
