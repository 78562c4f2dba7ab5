"""The lists of the area."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.finance import presenters, queries, rules
from goldenthread.finance.counting import sum_of
from goldenthread.finance.models import FinancialYear, Line
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter


def _address(row: FinancialYear) -> str:
    return reverse("finance:year", args=[row.pk])


def _line_address(row: Line) -> str:
    return reverse("finance:line", args=[row.pk])


def _money(key: str, label: str, value: Any) -> Column:
    """A column of an amount: in words on the page, as a number in files."""
    return Column(
        key,
        label,
        lambda row: presenters.money(value(row)),
        number=True,
        export=lambda row: value(row) if value(row) is not None else "",
    )


def years(viewer: Viewer) -> ListView:
    """Return the list of years."""
    places = queries.years(viewer).order_by("partnership__title").values_list("partnership", "partnership__title")
    choices = [(str(pk), name) for pk, name in dict(places.distinct()).items()]
    return ListView(
        code="finance.years",
        title="Finance",
        lede="What came in, what was spent and what is left, year by year.",
        columns=[
            Column("year", "Year", lambda row: row.period.name, link=_address, sort="start"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("state", "State", lambda row: presenters.year_tag(row)[0], tag=presenters.year_tag),
            _money("budget_in", "Budgeted income", lambda row: presenters.totals(row).income_budget),
            _money("budget_out", "Budgeted spending", lambda row: presenters.totals(row).expenditure_budget),
            _money("income", "Income", lambda row: presenters.totals(row).income),
            _money("expenditure", "Spent", lambda row: presenters.totals(row).expenditure),
            _money("outturn", "Surplus or overspend", lambda row: presenters.totals(row).outturn),
        ],
        filters=[ChoiceFilter("partnership", "Partnership", choices, any_label="All I can see")],
        default_sort="-year",
        empty=Empty(
            "No accounts yet",
            "A year of accounts holds what each partner contributes, what is spent and what is left.",
            ("Open a year", "finance:new"),
        ),
    )


def lines(viewer: Viewer) -> ListView:
    """Return the list of all lines, over all years."""
    known = queries.years(viewer).order_by("-start").values_list("start", "end", "pk")
    named = dict.fromkeys(f"{start.year}-{end.year % 100:02d}" for start, end, _ in known)
    return ListView(
        code="finance.lines",
        title="All lines of the accounts",
        columns=[
            Column("heading", "Line", lambda row: row.heading, link=_line_address, sort="heading"),
            Column("year", "Year", lambda row: row.year.period.name, sort="year__start"),
            Column(
                "partnership", "Partnership", lambda row: row.year.partnership.title, sort="year__partnership__title"
            ),
            Column("kind", "Kind", lambda row: rules.KINDS[row.kind], sort="kind"),
            Column("state", "State", lambda row: rules.STATES.get(row.state, ""), sort="state"),
            Column("fund", "Fund", lambda row: row.fund.name, sort="fund__name"),
            _money("budget", "Budget", lambda row: sum_of(row).budget),
            _money("actual", "Moved", lambda row: sum_of(row).actual),
        ],
        filters=[
            TextFilter("q", "Line", lambda rows, text: rows.filter(heading__icontains=text)),
            ChoiceFilter("kind", "Kind", list(rules.KINDS.items())),
            ChoiceFilter("state", "State of a contribution", list(rules.STATES.items())),
            ChoiceFilter("year", "Year", [(name, name) for name in named], _in_year),
        ],
        default_sort="-year",
        empty=Empty("No lines yet", "Contributions, other income and expenditure of every year stand here."),
    )


def _in_year(rows: QuerySet[Line], name: str) -> QuerySet[Line]:
    """Narrow lines to years that are named by their first and last calendar year."""
    first, _, last = name.partition("-")
    if not (first.isdigit() and last.isdigit()):
        return rows.none()
    century = int(first) // 100 * 100 + (100 if int(last) < int(first) % 100 else 0)
    return rows.filter(Q(year__start__year=int(first), year__end__year=century + int(last)))


def intakes(year: FinancialYear) -> ListView:
    """Return the list of files that were read into a year."""
    return ListView(
        code="finance.intakes",
        title=f"Files of {year.record.title}",
        lede="Each file as it was read. Nothing in it is dropped in silence.",
        columns=[
            Column(
                "name",
                "File",
                lambda row: row.name,
                link=lambda row: reverse("finance:intake", args=[row.pk]),
                sort="name",
            ),
            Column("read", "Read", lambda row: row.read_at, sort="read_at", below=lambda row: row.read_by_name),
            Column("lines", "Lines", lambda row: len(row.rows), number=True),
            Column("state", "State", lambda row: presenters.intake_tag(row)[0], tag=presenters.intake_tag),
        ],
        default_sort="-read",
        empty=Empty("No files yet", "Download the workbook, fill it, and bring it in."),
    )
