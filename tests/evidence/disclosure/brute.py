"""The same questions answered by trying everything: no solver, no equations, none of the product's code but its types."""

from itertools import combinations, product

ALL = "all"


def drawn(numbers: list[list[int]]) -> dict[tuple[str, str], int]:
    """A table with its totals, by (row, column)."""
    rows = {f"r{at}": {f"c{to}": value for to, value in enumerate(line)} for at, line in enumerate(numbers)}
    for line in rows.values():
        line[ALL] = sum(line.values())
    rows[ALL] = {column: sum(line[column] for line in rows.values()) for column in next(iter(rows.values()))}
    return {(row, column): value for row, line in rows.items() for column, value in line.items()}


def shape(table) -> tuple[list[str], list[str]]:
    rows = list(dict.fromkeys(row for row, _ in table))
    return rows, list(dict.fromkeys(column for _, column in table))


def every_table(table, hidden, least: int, far: int):
    """Every table of whole numbers that somebody who sees what is not hidden must hold possible, cells up to ``far``."""
    rows, columns = shape(table)
    possible = [list(_lines(table, hidden, row, columns[:-1], range(least, far + 1))) for row in rows[:-1]]
    for found in _below(possible, [table[ALL, each] if (ALL, each) not in hidden else None for each in columns[:-1]]):
        made = drawn([list(line) for line in found])
        if (ALL, ALL) in hidden or made[ALL, ALL] == table[ALL, ALL]:
            yield made


def _lines(table, hidden, row, inner, numbers):
    """Every way to fill one row."""
    for line in product(*(numbers if (row, each) in hidden else (table[row, each],) for each in inner)):
        if (row, ALL) in hidden or sum(line) == table[row, ALL]:
            yield line


def _below(possible, left):
    """Every way to fill the rows so that nothing is left of the shown totals of columns."""
    if not possible:
        if not any(left):
            yield []
        return
    for line in possible[0]:
        after = [None if have is None else have - each for have, each in zip(left, line, strict=True)]
        if all(have is None or have >= 0 for have in after):
            for rest in _below(possible[1:], after):
                yield [line, *rest]


def can_be(table, hidden, least: int, far: int) -> dict[tuple[str, str], set[int]]:
    """For each hidden cell, the numbers that it can be."""
    seen = {key: set() for key in hidden}
    for each in every_table(table, hidden, least, far):
        for key in hidden:
            seen[key].add(each[key])
    return seen


def protected(table, hidden, threshold: int, far: int) -> bool:
    """Whether every hidden small number can be as many different numbers as the symbol stands for."""
    seen = {key: set() for key in hidden if table[key] <= threshold}
    for each in every_table(table, hidden, 1, far):
        for key in seen:
            seen[key].add(each[key])
        if all(len(values) >= max(threshold, 2) for values in seen.values()):
            return True
    return not seen


def fewest(table, threshold: int, far: int, most: int = 5) -> int | None:
    """How many cells must be hidden beside the small ones; None when more than ``most``."""
    small = {key for key, value in table.items() if 1 <= value <= threshold}
    others = [key for key, value in table.items() if value > threshold]
    for size in range(most + 1):
        for more in combinations(others, size):
            if protected(table, small | set(more), threshold, far):
                return size
    return None
