"""Money of the founding documents: lines, what moved, and printed totals that differ."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.finance import operations
from goldenthread.finance.rules import LineDetails


def tell(known: Known) -> None:
    """Keep the accounts of both partnerships."""
    for slug, one in told("finance").items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at}
        for promise in one.get("commitments", []):
            operations.commit_level(**who, partnership=known.here, **promise)
        for year in one["years"]:
            _year(known, who, year)


def _year(known: Known, who: dict[str, Any], told_year: dict[str, Any]) -> None:
    first = told_year["first"]
    opening = told_year.get("opening")
    made = operations.open_year(
        **who,
        partnership=known.here,
        start=date(first, 4, 1),
        end=date(first + 1, 3, 31),
        keeper=known.agency(told_year["keeper"]),
        opening=None if opening is None else Decimal(opening),
        opening_source=told_year.get("opening_source", ""),
    )
    for line in told_year["lines"]:
        _line(known, who, made, line, date(first + 1, 3, 31))
    for words in told_year.get("in_kind", []):
        operations.add_in_kind(**who, year=made, words=words)
    for total in told_year.get("printed", []):
        operations.keep_printed(**who, year=made, **{**total, "amount": Decimal(total["amount"])})
    for question in told_year.get("questions", []):
        operations.ask_question(**who, year=made, words=question["words"])


def _line(known: Known, who: dict[str, Any], year: UUID, told_line: dict[str, Any], on: date) -> None:
    kind, amount = told_line["kind"], told_line.get("amount")
    budget = None if amount is None else Decimal(amount)
    details = LineDetails(
        heading=told_line.get("heading", ""),
        budget=budget,
        state=told_line.get("state", "agreed") if kind == "contribution" else "",
        agency=known.agency(told_line.get("agency")),
        detail=told_line.get("detail", ""),
    )
    made = operations.add_line(**who, year=year, kind=kind, details=details)
    if budget and told_line.get("moved", True):
        operations.enter(**who, line=made, on=on, amount=budget, words="As printed in the yearly report")
