"""What several grades say together: the middle and how sure it is, what a second look changed, whether what was done has held.

Plain Python. Points go from 0, the worst that could be found, to 1, the best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from statistics import median
from typing import TypeVar

FEWEST = 6
"""Of fewer grades nothing is said of an agency but how many there are: one grade more or less would turn it round."""
SURE = 0.95
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of some grades. ``lower`` to ``upper`` is where it may lie by chance; None of too few grades.

    ``apart``: "better" or "worse" where all grades together have their middle outside of that, else "".
    """

    number: int
    middle: float | None
    lower: float | None
    upper: float | None
    apart: str = ""


def interval(values: Sequence[float], sure: float = SURE) -> tuple[float, float] | None:
    """Return between which grades the middle lies at least as surely as ``sure``; None where there are too few to say.

    By the sign test: exact, and the same whatever the grades are shaped like (Conover, Practical Nonparametric Statistics, 3.2).
    """
    ordered, n = sorted(values), len(values)
    tail, inside = 0.0, 0
    for k in range(n // 2):
        tail += comb(n, k) / 2**n
        if 2 * tail > 1 - sure:
            break
        inside = k + 1
    return (ordered[inside - 1], ordered[n - inside]) if inside and n >= FEWEST else None


def compare(grades: Mapping[Key, Sequence[float]]) -> dict[Key, Middle]:
    """Return the middle of each, against the middle of all; those of too few grades are not told."""
    every = [value for values in grades.values() for value in values]
    whole = median(every) if every else 0.0
    return {key: _middle(values, whole) for key, values in grades.items()}


def _middle(values: Sequence[float], whole: float) -> Middle:
    found = interval(values)
    if found is None:
        return Middle(len(values), None, None, None)
    lower, upper = found
    apart = "better" if lower > whole else "worse" if upper < whole else ""
    return Middle(len(values), median(values), lower, upper, apart)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about a theme: how much, when the last of it was closed, and whether any that is closed made a difference."""

    number: int
    closed_on: date | None
    difference: bool


NOTHING, DOING, BACK, HELD, UNSURE = "nothing", "doing", "back", "held", "unsure"


def held(done: Done, last: date | None, back_on: date | None) -> str:
    """Say whether what was done about a theme has held, by when it was last a concern and whether it came back after a closing."""
    if back_on is not None:
        return BACK
    if not done.number:
        return NOTHING
    if done.closed_on is None:
        return DOING
    if last is not None and last > done.closed_on:
        return BACK
    return HELD if done.difference else UNSURE
