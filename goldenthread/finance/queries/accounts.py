"""A year's accounts as they follow from its lines: totals, balances, differences from what was printed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.finance import rules
from goldenthread.finance.counting import sum_of
from goldenthread.finance.models import Commitment, FinancialYear, Fund, FundingQuestion, InKind, Line, PrintedTotal
from goldenthread.finance.queries.rows import funds, lines, year, years
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with our share worked out. ``before`` is our share of the same line last year."""

    row: Line
    sum: rules.Sum
    before: Decimal | None = None

    @property
    def variance(self) -> Decimal | None:
        """What moved less what was budgeted."""
        return None if self.sum.budget is None else self.sum.actual - self.sum.budget


@dataclass(frozen=True, slots=True)
class Balance:
    """A fund over a year: what was in it, what the year added, what is left."""

    fund: Fund
    opening: Decimal
    moved: Decimal

    @property
    def closing(self) -> Decimal:
        """What is left at the end."""
        return self.opening + self.moved


@dataclass(frozen=True, slots=True)
class PrintedView:
    """A printed total beside the one that follows from the lines."""

    row: PrintedTotal
    derived: Decimal

    @property
    def difference(self) -> Decimal:
        """What was printed less what follows."""
        return self.row.amount - self.derived


@dataclass(frozen=True, slots=True)
class Account:
    """A whole year."""

    year: FinancialYear
    contributions: tuple[LineView, ...]
    income: tuple[LineView, ...]
    expenditure: tuple[LineView, ...]
    totals: rules.Totals
    before: rules.Totals | None
    after: rules.Totals | None
    balances: tuple[Balance, ...]
    printed: tuple[PrintedView, ...]
    in_kind: tuple[InKind, ...]
    questions: tuple[FundingQuestion, ...]
    commitments: tuple[Commitment, ...]
    not_kept: tuple[Period, ...]
    last: FinancialYear | None
    next: FinancialYear | None

    @property
    def opening(self) -> Decimal:
        """What all funds held when the year began."""
        return sum((each.opening for each in self.balances), rules.NOTHING)

    @property
    def closing(self) -> Decimal:
        """What all funds hold when it ends."""
        return sum((each.closing for each in self.balances), rules.NOTHING)


@reads
def account(viewer: Viewer, pk: UUID) -> Account:
    """Return a year's accounts; raises `NotFound`."""
    row = year(viewer, pk)
    siblings = list(years(viewer, partnership=row.partnership_id).order_by("start"))
    place = next(index for index, each in enumerate(siblings) if each.pk == row.pk)
    last = siblings[place - 1] if place else None
    following = siblings[place + 1] if place + 1 < len(siblings) else None
    known = lines(viewer).filter(year__in=[each.pk for each in siblings[: place + 2]]).order_by("position", "pk")
    by_year = _by_year(known)
    before = {_same(each): sum_of(each).budget for each in by_year[last.pk]} if last else {}
    shown = [LineView(each, sum_of(each), before.get(_same(each))) for each in by_year[row.pk]]
    totals = rules.totals(each.sum for each in shown)
    held = _balances(funds(viewer, row.partnership_id), siblings[: place + 1], by_year, row)
    derived = _derived(totals, held)
    return Account(
        year=row,
        contributions=_of(rules.CONTRIBUTION, shown),
        income=_of(rules.INCOME, shown),
        expenditure=_of(rules.EXPENDITURE, shown),
        totals=totals,
        before=rules.totals(sum_of(each) for each in by_year[last.pk]) if last else None,
        after=rules.totals(sum_of(each) for each in by_year[following.pk]) if following else None,
        balances=tuple(held),
        printed=tuple(PrintedView(each, derived[each.what]) for each in row.printed.all()),
        in_kind=tuple(row.in_kind.select_related("agency")),
        questions=tuple(row.questions.select_related("group")),
        commitments=tuple(commitments(viewer, row.partnership_id).filter(start__lte=row.end, end__gte=row.start)),
        not_kept=tuple(rules.not_kept(each.period for each in siblings[: place + 1])),
        last=last,
        next=following,
    )


@reads
def totals_of(viewer: Viewer, pks: Iterable[UUID]) -> dict[UUID, rules.Totals]:
    """Return the totals of several years, by id, in one query."""
    wanted = list(pks)
    by_year = _by_year(lines(viewer).filter(year__in=wanted))
    return {pk: rules.totals(sum_of(each) for each in by_year[pk]) for pk in wanted}


@reads
def balances(viewer: Viewer, pk: UUID) -> tuple[Balance, ...]:
    """Return the funds of a year's partnership with what they held before and after it."""
    return account(viewer, pk).balances


@reads
def commitments(viewer: Viewer, partnership: UUID) -> QuerySet[Commitment]:
    """Return the promises about contributions of a partnership whose money the viewer may see."""
    return Commitment.objects.filter(partnership=partnership, partnership__in=_seen(viewer, partnership))


@reads
def levels(viewer: Viewer, partnership: UUID) -> dict[tuple[str, str], list[tuple[FinancialYear, Decimal | None]]]:
    """Return each partner's agreed contribution, year by year: {(who, fund): [(year, our share)]}, oldest first."""
    found: dict[tuple[str, str], list[tuple[FinancialYear, Decimal | None]]] = defaultdict(list)
    known = lines(viewer).filter(year__partnership=partnership, kind=rules.CONTRIBUTION).select_related("year")
    for each in known.order_by("year__start", "position", "pk"):
        found[(each.agency.title if each.agency else each.heading, each.fund.name)].append(
            (each.year, sum_of(each).budget)
        )
    return found


def _seen(viewer: Viewer, partnership: UUID) -> list[UUID]:
    return [partnership] if funds(viewer, partnership).exists() else []


def _by_year(known: Iterable[Line]) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = defaultdict(list)
    for each in known:
        found[each.year_id].append(each)
    return found


def _same(row: Line) -> tuple[str, str, UUID]:
    """What makes a line of one year the line of another: its kind, its agency or heading, its fund."""
    return row.kind, str(row.agency_id or row.heading.casefold()), row.fund_id


def _of(kind: str, shown: Sequence[LineView]) -> tuple[LineView, ...]:
    return tuple(each for each in shown if each.row.kind == kind)


def _balances(
    kept: Iterable[Fund], until: Sequence[FinancialYear], by_year: dict[UUID, list[Line]], row: FinancialYear
) -> list[Balance]:
    found = []
    for fund in kept:
        counted = [each for each in until if each.start >= fund.opening_on]
        earlier = [sum_of(line) for each in counted if each.pk != row.pk for line in by_year[each.pk]]
        now = [sum_of(line) for each in counted if each.pk == row.pk for line in by_year[each.pk]]
        if not counted:
            continue
        opening = fund.opening + rules.movement(each for each in earlier if each.fund == fund.pk)
        found.append(Balance(fund, opening, rules.movement(each for each in now if each.fund == fund.pk)))
    return found


def _derived(totals: rules.Totals, held: Sequence[Balance]) -> dict[str, Decimal]:
    return {
        "contributions_agreed": totals.contributions_agreed,
        "contributions": totals.contributions,
        "income": totals.income,
        "expenditure": totals.expenditure,
        "expenditure_budget": totals.expenditure_budget,
        "outturn": totals.outturn,
        "closing": sum((each.closing for each in held), rules.NOTHING),
    }
