"""Wording for pages; nothing is asked of the database here."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from goldenthread.finance import rules
from goldenthread.finance.counting import sum_of
from goldenthread.finance.models import FinancialYear, Line
from goldenthread.finance.queries import Account, Balance, LineView, PrintedView

money = rules.in_words
_TONES = {rules.AGREED: "blue", rules.CONFIRMED: "green", rules.TO_CONFIRM: "amber", rules.NIL: "grey"}


def state_tag(row: Line) -> tuple[str, str]:
    """Return the words and the tone of a contribution's state."""
    return rules.STATES.get(row.state, ""), _TONES.get(row.state, "grey")


def year_tag(row: FinancialYear) -> tuple[str, str]:
    """Return the words and the tone of a year's state."""
    return ("Signed off", "green") if row.signed_off_at else ("Open", "blue")


def intake_tag(row: Any) -> tuple[str, str]:
    """Return the words and the tone of a file's state."""
    if row.kept_at is None:
        return "Read, nothing kept", "amber"
    faults = sum(each["state"] == "fault" for each in row.rows)
    return ("Kept", "green") if not faults else (f"Kept, {faults} to mend", "amber")


def difference(amount: Decimal | None) -> str:
    """Return a difference with its sign in words: "£210 over", "£45 under", "As budgeted"."""
    if amount is None:
        return ""
    if not amount:
        return "As budgeted"
    return f"{money(abs(amount))} {'over' if amount > 0 else 'under'}"


def totals(row: FinancialYear) -> rules.Totals:
    """Return the totals of a year that was read with its lines."""
    told: rules.Totals | None = row.__dict__.get("told")  # added up once, for all columns of a list
    if told is None:
        told = row.__dict__["told"] = rules.totals(sum_of(each) for each in row.__dict__["kept"])
    return told


def reading(accounts: Account) -> str:
    """Return the year in a sentence: what came in, what went out, what is left."""
    totals = accounts.totals
    if not totals.income and not totals.expenditure:
        if not totals.income_budget and not totals.expenditure_budget:
            return "Nothing is budgeted yet."
        return f"The budget {_gap(totals)}. Nothing has moved yet."
    over = totals.outturn < 0
    left = f"{money(abs(totals.outturn))} {'more than came in' if over else 'less than came in'}"
    even = "as much as came in" if not totals.outturn else left
    return (
        f"{money(totals.income)} came in and {money(totals.expenditure)} was spent, {even}. "
        f"The reserve went from {money(accounts.opening)} to {money(accounts.closing)}."
    )


def _gap(totals: rules.Totals) -> str:
    if not totals.gap:
        return f"balances at {money(totals.income_budget)}"
    words = "lacks" if totals.gap > 0 else "leaves"
    unsettled = f", with {totals.unsettled} contributions to be confirmed" if totals.unsettled else ""
    return f"{words} {money(abs(totals.gap))}{unsettled}"


def next_year(accounts: Account) -> str:
    """Return what next year's budget lacks, in a sentence; empty when there is no next year."""
    if accounts.next is None or accounts.after is None:
        return ""
    return f"The budget for {accounts.next.period.name} {_gap(accounts.after)}."


def who(line: LineView) -> str:
    """Return who or what a line is about, with how it is shared."""
    row = line.row
    shared = f" ({row.ours} of {row.of} parts, shared with {row.shared_with})" if row.of > 1 else ""
    fund = "" if row.fund.general else f" ({row.fund.name})"
    return f"{row.heading}{shared}{fund}"


def contribution_rows(lines: Sequence[LineView], address: Any) -> list[list[Any]]:
    """Return the table of contributions: partner, state, agreed, last year, received."""
    return [
        [
            (who(each), address(each.row)),
            rules.STATES[each.row.state],
            money(each.sum.budget),
            "" if each.before is None else money(each.before),
            money(each.sum.actual),
        ]
        for each in lines
    ]


def spending_rows(lines: Sequence[LineView], address: Any) -> list[list[Any]]:
    """Return a table of budget against out-turn: line, budget, expected, out-turn, difference."""
    return [
        [
            (who(each), address(each.row)),
            money(each.sum.budget),
            "" if each.sum.forecast is None else money(each.sum.forecast),
            money(each.sum.actual),
            difference(each.variance),
        ]
        for each in lines
    ]


def fund_rows(balances: Sequence[Balance]) -> list[list[str]]:
    """Return the table of funds: name, opening, what the year added, closing."""
    return [[each.fund.name, money(each.opening), money(each.moved), money(each.closing)] for each in balances]


def printed_words(each: PrintedView) -> str:
    """Return how a printed total stands to the one that follows from the lines."""
    name = rules.TOTALS[each.row.what]
    if not each.difference:
        return f"{name}: {money(each.row.amount)} is printed in {each.row.where}, as it follows from the lines."
    return (
        f"{name}: {money(each.row.amount)} is printed in {each.row.where}. "
        f"The lines come to {money(each.derived)}, a difference of {money(abs(each.difference))}."
    )
