"""The rules of the money, in plain Python: no Django, no database, no clock.

Amounts are `Decimal` pounds. Totals, balances and gaps are worked out here and nowhere typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean

NOTHING = Decimal(0)
PENNY = Decimal("0.01")
MOST_DAYS = 549

CONTRIBUTION, INCOME, EXPENDITURE = "contribution", "income", "expenditure"
KINDS = {CONTRIBUTION: "Contribution", INCOME: "Other income", EXPENDITURE: "Expenditure"}

AGREED, CONFIRMED, TO_CONFIRM, NIL = "agreed", "confirmed", "to_confirm", "nil"
STATES = {AGREED: "Agreed", CONFIRMED: "Confirmed", TO_CONFIRM: "To be confirmed", NIL: "Nil"}

# What a printed account can give as a total, in the words of the accounts.
TOTALS = {
    "contributions_agreed": "Contributions agreed",
    "contributions": "Contributions received",
    "income": "Total income",
    "expenditure": "Total expenditure",
    "expenditure_budget": "Total expenditure, budget",
    "outturn": "Surplus or overspend in the year",
    "closing": "Reserve at the end of the year",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a year: our share of its budget, of what moved so far and of the out-turn expected at the end.

    ``budget`` None is not settled yet, ``forecast`` None is not given. ``fund`` is the ring-fenced fund it belongs to.
    """

    kind: str
    budget: Decimal | None
    actual: Decimal = NOTHING
    forecast: Decimal | None = None
    state: str = ""
    fund: UUID | None = None


@dataclass(frozen=True, slots=True)
class LineDetails:
    """What people say about a line. Amounts are whole; ``ours`` parts of ``of`` are ours when boards share it."""

    heading: str = ""
    budget: Decimal | None = None
    state: str = ""
    agency: UUID | None = None
    fund: UUID | None = None
    detail: str = ""
    forecast: Decimal | None = None
    ours: int = 1
    of: int = 1
    shared_with: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What follows from the lines of a year."""

    contributions_agreed: Decimal = NOTHING
    contributions: Decimal = NOTHING
    income_budget: Decimal = NOTHING
    income: Decimal = NOTHING
    expenditure_budget: Decimal = NOTHING
    expenditure: Decimal = NOTHING
    income_expected: Decimal = NOTHING
    expenditure_expected: Decimal = NOTHING
    unsettled: int = 0

    @property
    def outturn(self) -> Decimal:
        """What came in less what went out: negative is an overspend."""
        return self.income - self.expenditure

    @property
    def gap(self) -> Decimal:
        """What the budget lacks: budgeted expenditure less budgeted income; negative is a surplus."""
        return self.expenditure_budget - self.income_budget

    @property
    def expected(self) -> Decimal:
        """The out-turn to be expected: forecasts where there are some, else what moved or, before that, the budget."""
        return self.income_expected - self.expenditure_expected


def our_share(amount: Decimal, ours: int, of: int) -> Decimal:
    """Return our part of an amount that several boards share: ``ours`` parts of ``of``, to the penny, half up."""
    return (amount * ours / of).quantize(PENNY, rounding=ROUND_HALF_UP)


def totals(lines: Iterable[Sum]) -> Totals:
    """Add the lines of a year up."""
    agreed = contributions = income_budget = income = expenditure_budget = expenditure = NOTHING
    coming = going = NOTHING
    unsettled = 0
    for line in lines:
        budget = line.budget or NOTHING
        unsettled += line.budget is None
        likely = line.forecast if line.forecast is not None else max(line.actual, budget)
        if line.kind == EXPENDITURE:
            expenditure_budget, expenditure, going = (
                expenditure_budget + budget,
                expenditure + line.actual,
                going + likely,
            )
            continue
        income_budget, income, coming = income_budget + budget, income + line.actual, coming + likely
        if line.kind == CONTRIBUTION:
            agreed, contributions = agreed + budget, contributions + line.actual
    return Totals(
        agreed, contributions, income_budget, income, expenditure_budget, expenditure, coming, going, unsettled
    )


def movement(lines: Iterable[Sum]) -> Decimal:
    """Return what lines add to a fund: income less expenditure."""
    return sum((-line.actual if line.kind == EXPENDITURE else line.actual for line in lines), NOTHING)


def title(period: Period) -> str:
    """Return the title of a year's accounts."""
    return f"Finance {period.name}"


def words(text: str, field: str, told: str) -> str:
    """Return cleaned words; raises `RuleBroken` with the sentence ``told`` when there are none."""
    kept = clean(text)
    if not kept:
        raise RuleBroken(told, field=field)
    return kept


def money(amount: Decimal | None, field: str, *, needed: bool = True) -> Decimal | None:
    """Return an amount to the penny; raises `RuleBroken` when it is negative, endless, or needed and absent."""
    if amount is None:
        if needed:
            raise RuleBroken("Enter an amount in pounds.", field=field)
        return None
    if not amount.is_finite() or amount < 0:
        raise RuleBroken("The amount must be £0 or more.", field=field)
    if amount != amount.quantize(PENNY):
        raise RuleBroken("The amount must have no more than 2 digits after the point.", field=field)
    return amount


def contribution(state: str, budget: Decimal | None) -> Decimal | None:
    """Return the amount of a contribution in a state.

    Nil is £0; agreed and confirmed need an amount; what is to be confirmed may have none yet. Raises `RuleBroken`.
    """
    if state not in STATES:
        raise RuleBroken("Say whether the contribution is agreed, confirmed, to be confirmed or nil.", field="state")
    if state == NIL:
        if budget:
            raise RuleBroken(
                "A nil contribution has no amount. Choose “Agreed” or leave the amount empty.", field="budget"
            )
        return NOTHING
    return money(budget, "budget", needed=state != TO_CONFIRM)


def parts(ours: int, of: int, shared_with: str) -> tuple[int, int, str]:
    """Return how an amount is shared between boards; raises `RuleBroken` for parts that make no sense."""
    with_whom = clean(shared_with)
    if not 1 <= ours <= of <= 1000:
        raise RuleBroken("Our parts must be at least 1 and no more than all parts.", field="ours")
    if of > ours and not with_whom:
        raise RuleBroken("Say which board has the other parts.", field="shared_with")
    return ours, of, with_whom if of > ours else ""


def in_year(day: date, period: Period) -> date:
    """Return a day of the year; raises `RuleBroken` for one outside it."""
    if not period.holds(day):
        raise RuleBroken(
            f"The day must lie in the year, {period.name}. Date what belongs to the year but moved later on its last day.",
            field="on",
        )
    return day


def check_open(signed_off: bool) -> None:
    """Raise `RuleBroken` when the year has been signed off."""
    if signed_off:
        raise RuleBroken("This year has been signed off. Open it again, with a reason, before changing it.")


def not_kept(counted: Iterable[Period]) -> list[Period]:
    """Return the stretches between years, oldest first, of which no accounts are kept: a balance carried over one is a guess."""
    found, before = list[Period](), None
    for each in sorted(counted, key=lambda period: period.start):
        if before is not None and (each.start - before.end).days > 1:
            found.append(Period(_shifted(before.end, 1), _shifted(each.start, -1)))
        before = each
    return found


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


def check_year(period: Period) -> None:
    """Raise `RuleBroken` for days that cannot be one year of accounts: more than 18 months is a slip of the pen."""
    if period.days > MOST_DAYS:
        raise RuleBroken("A year of accounts is no longer than 18 months. Check both days.", field="end")


def kept_level(before: Decimal | None, after: Decimal | None) -> bool:
    """Whether a contribution was held level; an unsettled one cannot be judged and counts as held."""
    return before is None or after is None or before == after


def in_words(amount: Decimal | None) -> str:
    """Return an amount as accounts print it: "£12,345", "-£11,007", "£10.50"; nothing settled is "To be confirmed"."""
    if amount is None:
        return STATES[TO_CONFIRM]
    pence = amount != amount.to_integral_value()
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.{2 if pence else 0}f}"
