"""What the money offers to reports: tables, figures and charts of the year a report is about.

A report need not be about one year of accounts: one of 17 or 24 months meets two. Then each year offers its own blocks, under its
first month: ``finance.2021-04.income``. Nothing is added up over years whose reserves follow from each other.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.finance import rules
from goldenthread.finance.queries.accounts import Account, LineView, account, totals_of
from goldenthread.finance.queries.rows import year_of, years
from goldenthread.foundation.periods import Period
from goldenthread.ui import charts
from goldenthread.workbench.materials import Block, Cell, ChartBlock, Column, Figure, Offer, TableBlock

CODE = "finance"
_KEY = re.compile(r"(\d{4}-\d{2}\.)?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure that follows from a year: its name, what it means, its value, and the lines it is made of."""

    label: str
    definition: str
    value: Callable[[Account], Decimal | None]
    made_of: Callable[[Account], Sequence[LineView]] = lambda accounts: ()


_FIGURES = {
    "contributions_agreed": _Known(
        "Contributions agreed",
        "The settled contributions of partners for the year, our share where boards share them",
        lambda accounts: accounts.totals.contributions_agreed,
    ),
    "contributions": _Known(
        "Contributions received",
        "The amounts received from partners for the year, our share where boards share them",
        lambda accounts: accounts.totals.contributions,
        lambda accounts: accounts.contributions,
    ),
    "other_income": _Known(
        "Other income",
        "The amounts received in the year from anything but partners' contributions",
        lambda accounts: accounts.totals.income - accounts.totals.contributions,
        lambda accounts: accounts.income,
    ),
    "income": _Known(
        "Total income",
        "Contributions received and other income",
        lambda accounts: accounts.totals.income,
        lambda accounts: [*accounts.contributions, *accounts.income],
    ),
    "expenditure_budget": _Known(
        "Budgeted expenditure",
        "The budget of every line of expenditure, our share where boards share it",
        lambda accounts: accounts.totals.expenditure_budget,
    ),
    "expenditure": _Known(
        "Total expenditure",
        "The amounts paid for the year, our share where boards share them",
        lambda accounts: accounts.totals.expenditure,
        lambda accounts: accounts.expenditure,
    ),
    "outturn": _Known(
        "Surplus or overspend in the year",
        "Total income less total expenditure; negative is an overspend",
        lambda accounts: accounts.totals.outturn,
    ),
    "opening": _Known(
        "Reserve at the start of the year",
        "What all funds held on the first day, from the first known balance onward",
        lambda accounts: accounts.opening,
    ),
    "closing": _Known(
        "Reserve at the end of the year",
        "Reserve at the start of the year, and the surplus or overspend of all funds",
        lambda accounts: accounts.closing,
    ),
    "next_gap": _Known(
        "What next year's budget lacks",
        "Next year's budgeted expenditure less its settled income; negative is a surplus",
        lambda accounts: accounts.after.gap if accounts.after else None,
    ),
}
_TABLES = {
    "contributions.table": "Contributions by partner",
    "income.table": "Income",
    "expenditure.table": "Expenditure: budget and out-turn",
    "summary.table": "Income, expenditure and reserve",
    "in_kind.table": "Contributions in kind",
}
_CHARTS = {"expenditure.chart": "What the money was spent on", "contributions.chart": "Contributions over the years"}


@reads
def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[Offer]:
    """Return what can be put into a report about a period: of its year of accounts, or of each year that it meets."""
    if year_of(viewer, partnership, period) is not None:
        return _offers("", "")
    met = years(viewer, partnership=partnership).filter(start__lte=period.end, end__gte=period.start)
    return [
        offer for year in met.order_by("start") for offer in _offers(f"{year.start:%Y-%m}.", f", {year.period.name}")
    ]


def _offers(under: str, year: str) -> list[Offer]:
    return [
        *(Offer(f"{CODE}.{under}{key}", f"{words}{year}", "table") for key, words in _TABLES.items()),
        *(Offer(f"{CODE}.{under}{key}", f"{words}{year}", "chart") for key, words in _CHARTS.items()),
        *(
            Offer(f"{CODE}.{under}{key}", f"{known.label}{year}", "figure", known.definition)
            for key, known in _FIGURES.items()
        ),
    ]


@reads
def block(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Return the block of a key; None when there is no year with the period, or nothing under the key."""
    month, name = _KEY.fullmatch(key.removeprefix(f"{CODE}.")).groups()  # type: ignore[union-attr]  # it matches anything
    row = year_of(viewer, partnership, period)
    if month and row is None:
        met = years(viewer, partnership=partnership).filter(start__lte=period.end, end__gte=period.start)
        row = next((year for year in met if f"{year.start:%Y-%m}." == month), None)
    elif month:
        row = None
    if row is None:
        return None
    made = _block(viewer, account(viewer, row.pk), name)
    return _under(made, month) if made and month else made


def _block(viewer: Viewer, accounts: Account, name: str) -> Block | None:
    if name in _FIGURES:
        return _figure(accounts, name)
    if name in _MAKERS:
        return _MAKERS[name](accounts)
    return _over_years(viewer, accounts) if name == "contributions.chart" else None


def _under(made: Block, month: str) -> Block:
    """Return a block with its year in its keys and those of its figures: two years stand in one report."""
    known = {f"{CODE}.{name}": f"{CODE}.{month}{name}" for name in (*_FIGURES, *_TABLES, *_CHARTS)}
    if isinstance(made, Figure):
        return replace(made, key=known[made.key], label=f"{made.label}, {made.period.name}")
    if isinstance(made, TableBlock):
        rows = tuple(
            tuple(
                replace(cell, key=known.get(cell.key, cell.key)) if isinstance(cell, Figure) else cell for cell in row
            )
            for row in made.rows
        )
        return replace(made, key=known[made.key], rows=rows)
    return replace(made, key=known[made.key])


def _figure(accounts: Account, name: str) -> Figure:
    known, year = _FIGURES[name], accounts.year
    value = known.value(accounts)
    printed = [each for each in accounts.printed if each.row.what == name and each.difference]
    notes = [
        f"{rules.in_words(each.row.amount)} is printed in {each.row.where}. {each.row.explained}".strip()
        for each in printed
    ]
    return Figure(
        key=f"{CODE}.{name}",
        label=known.label,
        value=value,
        unit="£",
        period=year.period,
        definition=known.definition,
        supplier=_supplier(accounts),
        status=_status(accounts),
        decimals=_decimals(value),
        signed_off=year.signed_off_by_name,
        parts=tuple(_part(accounts, each, each.sum.actual) for each in known.made_of(accounts)),
        notes=tuple(notes),
        address=reverse("finance:year", args=[year.pk]),
    )


def _part(accounts: Account, line: LineView, value: Decimal) -> Figure:
    shared = f", {line.row.ours} of {line.row.of} parts, shared with {line.row.shared_with}" if line.row.of > 1 else ""
    return Figure(
        key=f"{CODE}.line.{line.row.pk}",
        label=line.row.heading,
        value=value,
        unit="£",
        period=accounts.year.period,
        definition=f"{rules.KINDS[line.row.kind]}{shared}",
        supplier=line.row.agency.title if line.row.agency else _supplier(accounts),
        status=_status(accounts),
        decimals=_decimals(value),
        address=reverse("finance:line", args=[line.row.pk]),
    )


def _decimals(value: Decimal | None) -> int:
    return 0 if value is None or value == value.to_integral_value() else 2


def _supplier(accounts: Account) -> str:
    """Who keeps the books; the partnership itself when nobody is named."""
    return accounts.year.keeper.title if accounts.year.keeper else accounts.year.partnership.title


def _status(accounts: Account) -> str:
    return "signed off" if accounts.year.signed_off_at else "not signed off yet"


def _source(accounts: Account) -> str:
    return f"Accounts of {accounts.year.period.name}, kept by {_supplier(accounts)}, {_status(accounts)}"


def _contributions(accounts: Account) -> TableBlock:
    rows: list[tuple[Cell, ...]] = []
    for each in accounts.contributions:
        agreed: Cell = "To be confirmed" if each.sum.budget is None else _part(accounts, each, each.sum.budget)
        rows.append((each.row.heading, rules.STATES[each.row.state], agreed, _part(accounts, each, each.sum.actual)))
    rows.append(("Total", "", _figure(accounts, "contributions_agreed"), _figure(accounts, "contributions")))
    head = (Column("Partner"), Column("State"), Column("Agreed", True), Column("Received", True))
    return _table(accounts, "contributions.table", head, rows)


def _income(accounts: Account) -> TableBlock:
    rows: list[tuple[Cell, ...]] = [
        ("Contributions from partners", _figure(accounts, "contributions")),
        *((each.row.heading, _part(accounts, each, each.sum.actual)) for each in accounts.income),
        ("Total income", _figure(accounts, "income")),
    ]
    return _table(accounts, "income.table", (Column("Income"), Column("Received", True)), rows)


def _expenditure(accounts: Account) -> TableBlock:
    rows: list[tuple[Cell, ...]] = []
    for each in accounts.expenditure:
        budget = each.sum.budget or rules.NOTHING
        difference = rules.in_words(each.sum.actual - budget)
        rows.append(
            (each.row.heading, _part(accounts, each, budget), _part(accounts, each, each.sum.actual), difference)
        )
    difference = rules.in_words(accounts.totals.expenditure - accounts.totals.expenditure_budget)
    rows.append(
        ("Total expenditure", _figure(accounts, "expenditure_budget"), _figure(accounts, "expenditure"), difference)
    )
    head = (Column("Expenditure"), Column("Budget", True), Column("Out-turn", True), Column("Difference", True))
    return _table(accounts, "expenditure.table", head, rows)


def _summary(accounts: Account) -> TableBlock:
    names = ["opening", "income", "expenditure", "outturn", "closing"]
    rows: list[tuple[Cell, ...]] = [(_FIGURES[name].label, _figure(accounts, name)) for name in names]
    return _table(accounts, "summary.table", (Column("The year"), Column("Amount", True)), rows)


def _in_kind(accounts: Account) -> TableBlock | None:
    if not accounts.in_kind:
        return None
    rows: list[tuple[Cell, ...]] = [
        (
            each.agency.title if each.agency else "Several agencies",
            each.words,
            f"{each.quantity.normalize():f} {each.unit}" if each.quantity is not None else "Not counted",
        )
        for each in accounts.in_kind
    ]
    head = (Column("Agency"), Column("What was given"), Column("How much"))
    return _table(accounts, "in_kind.table", head, rows, totals=False)


def _table(
    accounts: Account, name: str, head: tuple[Column, ...], rows: list[tuple[Cell, ...]], *, totals: bool = True
) -> TableBlock:
    return TableBlock(
        f"{CODE}.{name}",
        f"{_TABLES[name]}, {accounts.year.period.name}",
        head,
        tuple(rows),
        _source(accounts),
        frozenset([len(rows) - 1]) if totals and rows else frozenset(),
    )


def _spent(accounts: Account) -> ChartBlock | None:
    spent = [each for each in accounts.expenditure if each.sum.actual > 0]
    if not spent:
        return None
    labels, values = [each.row.heading for each in spent], [float(each.sum.actual) for each in spent]
    most = max(spent, key=lambda each: each.sum.actual)
    title = f"Most was spent on {most.row.heading[:1].lower()}{most.row.heading[1:]}, {rules.in_words(most.sum.actual)}"
    chart = charts.bar(title, labels, values, unit="£", of="Expenditure", name="Out-turn")
    return ChartBlock(
        f"{CODE}.expenditure.chart",
        title,
        chart,
        _source(accounts),
        tuple(_part(accounts, each, each.sum.actual) for each in spent),
    )


def _over_years(viewer: Viewer, accounts: Account) -> ChartBlock | None:
    known = list(years(viewer, partnership=accounts.year.partnership_id).filter(end__lte=accounts.year.end))
    known.sort(key=lambda each: each.start)
    sums = totals_of(viewer, [each.pk for each in known])
    values = [float(sums[each.pk].contributions_agreed) for each in known]
    if not any(values):
        return None
    title = f"Contributions agreed for {accounts.year.period.name}: {rules.in_words(sums[accounts.year.pk].contributions_agreed)}"
    chart = charts.bar(title, [each.period.name for each in known], values, unit="£", of="Year", name="Agreed")
    return ChartBlock(f"{CODE}.contributions.chart", title, chart, _source(accounts))


_MAKERS: dict[str, Callable[[Account], Block | None]] = {
    "contributions.table": _contributions,
    "income.table": _income,
    "expenditure.table": _expenditure,
    "summary.table": _summary,
    "in_kind.table": _in_kind,
    "expenditure.chart": _spent,
}
