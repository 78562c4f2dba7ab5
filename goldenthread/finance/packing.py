"""What the money puts into an evidence pack: for each year of accounts, what was budgeted and spent, and who gave it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.finance import queries, rules
from goldenthread.finance.models import FinancialYear
from goldenthread.finance.queries import materials
from goldenthread.finance.queries.accounts import Account
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted, short_date
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Gap, Part, Piece, Told

Words = Callable[[Account], str]


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield two items for each year that the period meets: its budget and its spend, and what each agency gave."""
    for year in _met(viewer, partnership, period):
        name = year.period.name
        about = f"Accounts, {_signed(year)}"
        for title, words, keys in _ITEMS:
            yield Piece(
                f"{title}, {name}", about, min(year.end, period.end), reverse("finance:year", args=[year.pk]), year.pk,
                tell=_told(viewer, partnership, year, words, keys),
            )  # fmt: skip


def _met(viewer: Viewer, partnership: UUID, period: Period) -> list[FinancialYear]:
    rows = queries.years(viewer, partnership=partnership).filter(start__lte=period.end, end__gte=period.start)
    return list(rows.order_by("start"))


def _told(
    viewer: Viewer, partnership: UUID, year: FinancialYear, words: Words, keys: tuple[str, ...]
) -> Callable[[], Told]:
    def tell() -> Told:
        blocks = [materials.block(viewer, partnership, year.period, f"{materials.CODE}.{key}") for key in keys]
        return Told(words(queries.account(viewer, year.pk)), [each for each in blocks if each is not None])

    return tell


def _signed(year: FinancialYear) -> str:
    return f"signed off by {year.signed_off_by_name}" if year.signed_off_at else "not signed off yet"


def _spent(accounts: Account) -> str:
    """Say in words what was budgeted, what was spent so far, and what that leaves."""
    totals = accounts.totals
    budget, spent = totals.expenditure_budget, totals.expenditure
    told = [f"{rules.in_words(spent)} was spent of a budget of {rules.in_words(budget)}."]
    over = [each for each in accounts.expenditure if each.variance is not None and each.variance > 0]
    if over:
        names = packs.some([f"{each.row.heading} by {rules.in_words(each.variance)}" for each in over])
        told.append(f"Over budget: {names}.")
    if not accounts.year.signed_off_at:
        told.append(f"If all goes as now foreseen, the year ends with {_left(totals.expected)}.")
    before, now = rules.in_words(accounts.opening), rules.in_words(accounts.closing)
    ended = f"was {now} when it ended" if accounts.year.signed_off_at else f"stands at {now}"
    told.append(f"The reserve was {before} when the year began and {ended}.")
    return " ".join(told)


def _left(amount: Decimal) -> str:
    if not amount:
        return "income and expenditure alike"
    return f"{'a surplus' if amount > 0 else 'an overspend'} of {rules.in_words(abs(amount))}"


def _given(accounts: Account) -> str:
    """Say in words what partners agreed to give, what came, and what they promised for some years."""
    totals = accounts.totals
    agreed, received = rules.in_words(totals.contributions_agreed), rules.in_words(totals.contributions)
    told = [f"Partners agreed to give {agreed}; {received} was received."]
    if totals.unsettled:
        told.append(f"{counted(totals.unsettled, 'contribution')} still to be confirmed.")
    told += [f"{each.words.rstrip('.')}." for each in accounts.commitments]
    return " ".join(told)


_ITEMS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("Budget and spend", _spent, ("summary.table", "expenditure.table")),
    ("Contributions by agency", _given, ("contributions.table", "in_kind.table")),
)


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say where a year has ended and is not signed off, and how many contributions nobody has settled."""
    for year in _met(viewer, partnership, period):
        address = reverse("finance:year", args=[year.pk])
        if year.end < on and not year.signed_off_at:
            ended = short_date(year.end)
            yield Gap(f"The accounts of {year.period.name} ended on {ended} and are not signed off.", address)
        unsettled = queries.account(viewer, year.pk).totals.unsettled
        if unsettled:
            are = "is" if unsettled == 1 else "are"
            yield Gap(f"{counted(unsettled, 'contribution')} of {year.period.name} {are} not settled.", address)


PART = Part("money", "The money: budget, spend and contributions", 75, build, Permission.FINANCE_VIEW, gaps)
