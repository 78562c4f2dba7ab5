"""Totals of tables: a total must follow from the lines above it, and a balance from the totals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.grid import OF_WHICH, Column, Grid, grid_of
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import MONEY, Number, shown

_INCOME = re.compile(r"\b(income|contributions?|funding|receipts|revenue)\b", re.IGNORECASE)
_SPENDING = re.compile(r"\b(expenditure|spend(?:ing)?|costs?|outgoings|payments)\b", re.IGNORECASE)
_BALANCE = re.compile(
    r"\b(out-?\s?turn|surplus|deficit|over-?\s?spend|under-?\s?spend|net (?:position|balance)|balance for (?:the )?year)",
    re.IGNORECASE,
)


_OVERALL = re.compile(r"^(?:grand|overall|all|total)\b", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """What has been passed in a column since a point: figures, and whether one could not be read."""

    parts: list[tuple[int, Number]] = field(default_factory=list)
    unknown: bool = False

    @property
    def sum(self) -> Decimal:
        """What the parts make."""
        return sum((number.value for _, number in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A total that was compared: ``expected`` is None when it follows."""

    row: int
    column: Column
    expected: Decimal | None = None
    parts: tuple[tuple[int, Number], ...] = ()
    sure: float = 0.95


def check(reading: Reading) -> Iterator[Report]:
    """Yield the totals and balances that do not follow."""
    for table in reading.document.tables():
        grid = grid_of(table)
        if grid is not None:
            wrong = list(_totals(grid))
            corrected = {(each.row, each.column.index): each.expected for each in wrong if each.expected is not None}
            for verdict in wrong:
                yield _report(grid, verdict)
            yield from _balances(grid, corrected)
            yield from _shares_of_a_whole(grid)


def _totals(grid: Grid) -> Iterator[Verdict]:
    verdicts = [verdict for column in grid.columns if column.adds for verdict in _compared(grid, column)]
    for row in {verdict.row for verdict in verdicts}:
        here = [verdict for verdict in verdicts if verdict.row == row]
        wrong = [verdict for verdict in here if verdict.expected is not None]
        if len(wrong) == len(here) > 2:
            continue  # nothing adds up in this row: it is no sum, or the table was misread
        for verdict in wrong:
            yield replace(verdict, sure=0.95 if len(wrong) < len(here) or grid.table.sure else 0.8)


def _compared(grid: Grid, column: Column) -> Iterator[Verdict]:
    since_total, since_heading, everything, subtotals = Section(), Section(), Section(), Section()
    for row in grid.rows():
        value = column.values[row]
        if grid.is_total(row):
            verdict = _verdict(row, grid.labels[row], column, [since_total, since_heading, everything, subtotals])
            if verdict is not None:
                yield verdict
            if value is not None:
                subtotals.parts.append((row, value))
            since_total, since_heading = Section(), Section()
            continue
        if all(each.values[row] is None and not grid.unknown(each, row) for each in grid.columns):
            since_heading = Section()
            continue
        if OF_WHICH.search(grid.labels[row]):
            continue
        for section in (since_total, since_heading, everything):
            if value is not None:
                section.parts.append((row, value))
            section.unknown |= grid.unknown(column, row)


def _verdict(row: int, label: str, column: Column, sections: list[Section]) -> Verdict | None:
    total, since_total, subtotals = column.values[row], sections[0], sections[3]
    whole = [section for section in sections if len(section.parts) >= 2]
    if total is None or len(since_total.parts) == 1 or (not since_total.parts and len(subtotals.parts) < 2):
        return None
    for section in whole:
        if abs(section.sum - total.value) <= _slack(section, total) or _nested(section, total):
            return Verdict(row, column)
    if not since_total.parts and not _OVERALL.search(label):
        return None
    section = since_total if since_total.parts else subtotals
    if section.unknown and total.value > section.sum:
        return None
    if not total.value or not Decimal("0.4") <= abs(section.sum / total.value) <= Decimal("2.2"):
        return None  # far from a sum: the row says something else
    return Verdict(row, column, section.sum, tuple(section.parts))


def _slack(section: Section, total: Number) -> Decimal:
    """How far rounding alone may drive a sum from its total."""
    numbers = [number for _, number in section.parts] + [total]
    decimals = max(number.decimals for number in numbers)
    if total.kind == MONEY:
        return Decimal(0) if decimals >= 0 else Decimal("0.5") * Decimal(10) ** -decimals * len(numbers)
    if decimals > 0 or min(number.decimals for number in numbers) < 0:
        return Decimal("0.5") * Decimal(10) ** -decimals * len(numbers)
    step = _rounded_to([number.value for number in numbers])
    return step / 2 * len(numbers) if step > 1 else Decimal(0)


def _rounded_to(values: list[Decimal]) -> Decimal:
    """Return 10, 100 or 1000 when large counts were all rounded to it, else 1."""
    if max(abs(value) for value in values) < 1000 or len(values) < 3:
        return Decimal(1)
    return next((Decimal(step) for step in (1000, 100, 10) if all(value % step == 0 for value in values)), Decimal(1))


def _nested(section: Section, total: Number) -> bool:
    """Whether leaving out lines that the lines after them add up to makes the total: groups with their members below."""
    values = [number.value for _, number in section.parts]
    left, place = Decimal(0), 0
    while place < len(values):
        left += values[place]
        place += 1 + _members(values, place)
    return left == total.value


def _members(values: list[Decimal], place: int) -> int:
    """Return how many of the following values add up to the one at a place; 0 when none do."""
    so_far = Decimal(0)
    for number, value in enumerate(values[place + 1 :], 1):
        so_far += value
        if so_far == values[place] and number >= 2:
            return number
        if so_far > values[place]:
            return 0
    return 0


def _report(grid: Grid, verdict: Verdict) -> Report:
    total = verdict.column.values[verdict.row]
    assert total is not None and verdict.expected is not None  # noqa: S101, PT018 - a verdict with a sum has a total
    gap = verdict.expected - total.value
    missing = next((row for row, number in verdict.parts if gap and number.value == gap), None)
    hint = f" It is as if “{grid.labels[missing]}” were left out." if missing is not None else ""
    return Report(
        kind="total",
        where=grid.place(verdict.row, verdict.column),
        quote=grid.quote(verdict.row),
        message=(
            f"The {len(verdict.parts)} lines above come to {shown(verdict.expected, total)}, "
            f"not {shown(total.value, total)}.{hint}"
        ),
        found=shown(total.value, total),
        expected=shown(verdict.expected, total),
        sure=verdict.sure,
    )


def _balances(grid: Grid, corrected: dict[tuple[int, int], Decimal]) -> Iterator[Report]:
    """Yield the surplus or overspend that is not the difference of the totals above it, as printed or as they should be."""
    for column in grid.columns:
        income = spending = None
        for row in grid.rows():
            value, label = column.values[row], grid.labels[row]
            if value is None:
                continue
            if grid.is_total(row):
                right = replace(value, value=corrected.get((row, column.index), value.value))
                income = (value, right) if _INCOME.search(label) and not _SPENDING.search(label) else income
                spending = (value, right) if _SPENDING.search(label) else spending
            elif _BALANCE.search(label) and income is not None and spending is not None:
                if abs(value.value) not in _differences(income, spending):
                    yield _balance(grid, row, column, income[0], spending[0], value)
                income = spending = None


def _differences(income: tuple[Number, ...], spending: tuple[Number, ...]) -> set[Decimal]:
    return {abs(one.value - other.value) for one in income for other in spending}


def _balance(grid: Grid, row: int, column: Column, income: Number, spending: Number, value: Number) -> Report:
    expected = income.value - spending.value
    return Report(
        kind="total",
        where=grid.place(row, column),
        quote=grid.quote(row),
        message=(
            f"{shown(income.value, income)} less {shown(spending.value, spending)} is {shown(expected, value)}, "
            f"not {shown(value.value, value)}."
        ),
        found=shown(value.value, value),
        expected=shown(expected, value),
        sure=0.9,
    )


def _shares_of_a_whole(grid: Grid) -> Iterator[Report]:
    """Yield columns of percentages whose total says 100 % although the parts make something else."""
    for column in grid.columns:
        if not column.shares:
            continue
        parts: list[Number] = []
        for row in grid.rows():
            value = column.values[row]
            if not grid.is_total(row):
                parts += [value] if value is not None else []
                continue
            made = sum((part.value for part in parts), Decimal(0))
            slack = sum((part.slack for part in parts), Decimal(1))
            if (
                value is not None
                and value.value == 100
                and len(parts) > 2
                and abs(made - 100) > slack
                and 60 < made < 160
            ):
                yield Report(
                    "total", grid.place(row, column), grid.quote(row), f"The {len(parts)} shares above make {shown(made)}%.",
                    "100%", f"{shown(made)}%", 0.75,
                )  # fmt: skip
            parts = []
