"""What the programming interface tells of the money: years with their totals, lines, and what moved on them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.finance import queries, rules
from goldenthread.finance.counting import sum_of
from goldenthread.workbench.interface import Page, Paging, Shape, Words, offer, paged, viewer

router = Router()
_SEE = Permission.FINANCE_VIEW


class YearsQuery(Paging):
    """Which years."""

    partnership: UUID | None = None


class LinesQuery(YearsQuery):
    """Which lines: of which year, of which kind (contribution, income, expenditure), of which agency."""

    year: UUID | None = None
    kind: Words = ""
    agency: UUID | None = None


class YearOut(Shape):
    """A year of accounts."""

    id: UUID
    reference: str
    title: str
    partnership: UUID
    starts_on: date
    ends_on: date
    signed_off: bool


class TotalsOut(Shape):
    """What follows from the lines of a year, in pounds, our share where boards share. Nothing of it is typed."""

    contributions_agreed: float
    contributions: float
    income_budget: float
    income: float
    expenditure_budget: float
    expenditure: float
    outturn: float
    gap: float
    expected: float
    unsettled: int


class LineOut(Shape):
    """A line. Amounts are our share, in pounds: ``ours`` parts of ``of``. A budget not settled yet is null."""

    id: UUID
    year: UUID
    kind: str
    heading: str
    detail: str
    agency: str
    fund: str
    state: str
    budget: float | None
    forecast: float | None
    moved: float
    ours: int
    of: int
    shared_with: str


class FundOut(Shape):
    """A fund over a year: what it held, what the year added, what is left."""

    id: UUID
    name: str
    general: bool
    opening: float
    moved: float
    closing: float


class InKindOut(Shape):
    """What a partner gave other than money."""

    agency: str
    words: str
    quantity: float | None
    unit: str
    value: float | None
    value_source: str


class PrintedTotalOut(Shape):
    """A total as it was printed, and the one that follows from the lines."""

    what: str
    printed: float
    follows: float
    where: str
    explained: str


class AccountOut(Shape):
    """A whole year."""

    year: YearOut
    totals: TotalsOut
    lines: list[LineOut]
    funds: list[FundOut]
    in_kind: list[InKindOut]
    printed: list[PrintedTotalOut]


class EntryOut(Shape):
    """Money that moved: the whole amount, also where boards share it. One that takes another back is negative."""

    id: UUID
    on: date
    amount: float
    words: str
    takes_back: UUID | None


class MovedOut(Shape):
    """A line with what moved on it, oldest first."""

    line: LineOut
    entries: list[EntryOut]


def _pounds(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _year(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "title": row.record.title,
        "partnership": row.partnership_id,
        "starts_on": row.start,
        "ends_on": row.end,
        "signed_off": row.signed_off_at is not None,
    }


def _line(row: Any, counted: rules.Sum | None = None) -> dict[str, Any]:
    counted = counted or sum_of(row)
    return {
        "id": row.pk,
        "year": row.year_id,
        "agency": row.agency.title if row.agency else "",
        "fund": row.fund.name,
        "budget": _pounds(counted.budget),
        "forecast": _pounds(counted.forecast),
        "moved": float(counted.actual),
        **{name: getattr(row, name) for name in ("kind", "heading", "detail", "state", "ours", "of", "shared_with")},
    }


def _totals(found: rules.Totals) -> dict[str, Any]:
    names = [name for name in TotalsOut.model_fields if name != "unsettled"]
    return {name: float(getattr(found, name)) for name in names} | {"unsettled": found.unsettled}


def _in_kind(row: Any) -> dict[str, Any]:
    return {
        "agency": row.agency.title if row.agency else "",
        "words": row.words,
        "quantity": _pounds(row.quantity),
        "unit": row.unit,
        "value": _pounds(row.value),
        "value_source": row.value_source,
    }


def _printed(one: Any) -> dict[str, Any]:
    return {
        "what": one.row.what,
        "printed": float(one.row.amount),
        "follows": float(one.derived),
        "where": one.row.where,
        "explained": one.row.explained,
    }


def _fund(one: Any) -> dict[str, Any]:
    money = {name: float(getattr(one, name)) for name in ("opening", "moved", "closing")}
    return {"id": one.fund.pk, "name": one.fund.name, "general": one.fund.general, **money}


@offer(router, "years/", _SEE, answer=Page[YearOut], name="years")
def list_years(request: HttpRequest, query: Query[YearsQuery]) -> dict[str, Any]:
    """The years of accounts the account may know of, the newest first."""
    rows = queries.years(viewer(request), partnership=query.partnership)
    return paged(rows.order_by("-start", "pk"), query, _year)


@offer(router, "years/{uuid:year}/", _SEE, answer=AccountOut, name="year")
def one_year(request: HttpRequest, year: UUID) -> dict[str, Any]:
    """One year: its lines and what follows from them, the funds, and what stands beside."""
    found = queries.account(viewer(request), year)
    shown = [*found.contributions, *found.income, *found.expenditure]
    return {
        "year": _year(found.year),
        "totals": _totals(found.totals),
        "lines": [_line(each.row, each.sum) for each in shown],
        "funds": [_fund(each) for each in found.balances],
        "in_kind": [_in_kind(each) for each in found.in_kind],
        "printed": [_printed(each) for each in found.printed],
    }


@offer(router, "lines/", _SEE, answer=Page[LineOut], name="lines")
def list_lines(request: HttpRequest, query: Query[LinesQuery]) -> dict[str, Any]:
    """The lines of all years, the newest year first."""
    asked = {
        "year__partnership": query.partnership,
        "year": query.year,
        "kind": query.kind or None,
        "agency": query.agency,
    }
    rows = queries.lines(viewer(request)).filter(**{name: value for name, value in asked.items() if value is not None})
    return paged(rows.order_by("-year__start", "position", "pk"), query, _line)


@offer(router, "lines/{uuid:line}/", _SEE, answer=MovedOut, name="line")
def one_line(request: HttpRequest, line: UUID) -> dict[str, Any]:
    """One line with every receipt and payment on it."""
    looking = viewer(request)
    row = queries.line(looking, line)
    moved = [
        {
            "id": each.pk,
            "on": each.on,
            "amount": float(each.amount),
            "words": each.words,
            "takes_back": each.reverses_id,
        }
        for each in queries.entries(looking, line)
    ]
    return {"line": _line(row), "entries": moved}
