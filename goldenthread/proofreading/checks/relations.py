"""Columns that follow from others. Most rows of a table show how one is worked out; the rest are held to it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from goldenthread.proofreading.checks import Reading
from goldenthread.proofreading.checks.grid import TOTAL, Column, Grid, grid_of
from goldenthread.proofreading.model import Report
from goldenthread.proofreading.numbers import Number, shown

_HUNDRED = Decimal(100)
_FARTHEST = 9  # columns between a figure and what it is worked out from
_ENOUGH = 8  # rows that contradict a relation
_NO_COUNT = re.compile(
    r"%|\bper\s+(?:1|head|child|cent)|\b(?:rate|average|mean|median|percentage|proportion|ratio)s?\b", re.IGNORECASE
)
_EVERY = re.compile(r"\bper\s+(?P<every>1,?000|10,?000|100,?000)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a column is worked out: a sentence with its parts, and the value for a row (None where it cannot be said)."""

    words: str
    value: Callable[[int], Decimal | None]
    named: bool = False  # the heads of the columns, or a total, say it: fewer rows need to show it
    counts: bool = False  # it adds or takes away, as no rate or percentage does


def check(reading: Reading) -> Iterator[Report]:
    """Yield the cells that do not follow as those of their neighbours do."""
    for table in reading.document.tables():
        grid = grid_of(table)
        if grid is None or len(grid.columns) < 2:
            continue
        for column in grid.columns:
            yield from _held_to(grid, column)


def _held_to(grid: Grid, column: Column) -> Iterator[Report]:
    best: tuple[int, list[int], Relation] | None = None
    for relation in _relations(grid, column):
        held, broken = _tried(grid, column, relation)
        if held >= _needed(grid, column, relation, broken) and (best is None or held > best[0]):
            best = held, broken, relation
    if best is None:
        return
    held, broken, relation = best
    for row in broken:
        value, expected = column.values[row], relation.value(row)
        if value is not None and expected is not None:
            yield _report(grid, column, row, value, expected, relation, held)


def _needed(grid: Grid, column: Column, relation: Relation, broken: list[int]) -> int:
    """Return how many rows must show a relation before the others are held to it."""
    whole = any(value.value == _HUNDRED for value in column.known)  # 100% shows little: 5 of 5, and any other 5
    if relation.named and grid.table.sure and len(broken) == 1 and not (column.shares and whole):
        return 2
    return max(3 if grid.table.sure else 4, 2 * len(broken) + 1)


def _tried(grid: Grid, column: Column, relation: Relation) -> tuple[int, list[int]]:
    held, broken = 0, []
    for row in grid.rows():
        value, expected = column.values[row], relation.value(row)
        if value is None or expected is None or (relation.counts and _NO_COUNT.search(grid.labels[row])):
            continue
        if _agrees(value, expected):
            held += bool(value.value)
        else:
            broken.append(row)
        if len(broken) >= _ENOUGH and held < len(broken):
            break  # it is no rule of this table
    return held, broken


def _agrees(value: Number, expected: Decimal) -> bool:
    return abs(value.value - expected) <= value.slack + Decimal("0.0001")


def _relations(grid: Grid, column: Column) -> Iterator[Relation]:
    others = [each for each in grid.columns if 0 < abs(each.index - column.index) <= _FARTHEST and each.adds]
    if column.shares:
        yield from _of_shares(grid, others)
        return
    if not column.known:
        return
    to_the_left = [each for each in grid.columns if each.index < column.index and each.adds]
    if len(to_the_left) >= 2 and column.adds:
        named = bool(TOTAL.search(column.head.strip(" :")))
        yield Relation("the sum of the columns before it", _sum(to_the_left), named, counts=True)
    for before, after in permutations(others, 2):
        if column.index > max(before.index, after.index):
            yield Relation(f"“{after.head}” less “{before.head}”", _difference(before, after), counts=True)
    yield from _of_rates(column, others)


def _of_shares(grid: Grid, others: list[Column]) -> Iterator[Relation]:
    for part, whole in permutations(others, 2):
        yield Relation(f"“{part.head}” as a share of “{whole.head}”", _share(part, whole), len(others) == 2)
    for part in others:
        made = _of_total(grid, part)
        if made is not None:
            yield Relation(f"“{part.head}” as a share of its total", made, named=True)
    for before, after in permutations(others, 2):
        yield Relation(f"the change from “{before.head}” to “{after.head}”", _change(before, after))


def _of_rates(column: Column, others: list[Column]) -> Iterator[Relation]:
    every = _EVERY.search(column.head)
    for part, whole in permutations(others, 2) if every else ():
        if every:
            words = f"“{part.head}” for every {every['every']} of “{whole.head}”"
            yield Relation(words, _share(part, whole, Decimal(every["every"].replace(",", ""))), len(others) == 2)


def _share(part: Column, whole: Column, size: Decimal = _HUNDRED) -> Callable[[int], Decimal | None]:
    def value(row: int) -> Decimal | None:
        above, below = part.values[row], whole.values[row]
        return above.value / below.value * size if above is not None and below is not None and below.value > 0 else None

    return value


def _of_total(grid: Grid, part: Column) -> Callable[[int], Decimal | None] | None:
    totals = [part.values[row] for row in grid.rows() if grid.is_total(row) and part.values[row] is not None]
    whole = totals[0].value if len(totals) == 1 and totals[0] is not None else Decimal(0)
    if not any(grid.is_total(row) for row in grid.rows()):
        whole = sum((number.value for number in part.known), Decimal(0))
    if whole <= 0:
        return None

    def value(row: int) -> Decimal | None:
        above = part.values[row]
        return above.value / whole * _HUNDRED if above is not None else None

    return value


def _change(before: Column, after: Column) -> Callable[[int], Decimal | None]:
    def value(row: int) -> Decimal | None:
        first, last = before.values[row], after.values[row]
        return (last.value - first.value) / first.value * _HUNDRED if first and last and first.value > 0 else None

    return value


def _difference(before: Column, after: Column) -> Callable[[int], Decimal | None]:
    def value(row: int) -> Decimal | None:
        first, last = before.values[row], after.values[row]
        return last.value - first.value if first is not None and last is not None else None

    return value


def _sum(columns: list[Column]) -> Callable[[int], Decimal | None]:
    def value(row: int) -> Decimal | None:
        numbers = [each.values[row] for each in columns]
        if any(number is None for number in numbers):
            return None
        return sum((number.value for number in numbers if number is not None), Decimal(0))

    return value


def _report(
    grid: Grid, column: Column, row: int, value: Number, expected: Decimal, relation: Relation, held: int
) -> Report:
    rounded = expected.quantize(Decimal(10) ** -max(value.decimals, 0), rounding=ROUND_HALF_UP)
    near = abs(value.value - expected) <= 2 * value.slack
    return Report(
        kind="relation",
        where=grid.place(row, column),
        quote=grid.quote(row),
        message=f"In {held} other rows this column is {relation.words}. Here that makes {shown(rounded, value)}.",
        found=shown(value.value, value),
        expected=shown(rounded, value),
        sure=0.6 if near else 0.9,
    )
