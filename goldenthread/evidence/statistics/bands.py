"""The best quarter to the worst: bands of equal share over many places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase

from goldenthread.evidence.statistics.numbers import Number, as_float, whole_numbers
from goldenthread.evidence.statistics.xmr_model import Improvement


@dataclass(frozen=True, slots=True)
class QuantileBands:
    """``edges`` are the cuts from low to high, one fewer than bands; ``bands`` the letter of each value, in the order given.

    A is always the best. None stands for a missing value, and for all where nothing is better or worse.
    """

    edges: tuple[float, ...]
    bands: tuple[str | None, ...]


def quantile_bands(
    values: Sequence[Number | None], *, improvement: Improvement = "increase", bands: int = 4
) -> QuantileBands:
    """Return the bands of the values, A (best) to D (worst) for the usual four, each holding about as many values.

    A value equal to a cut belongs to the band below the cut, whichever way is good, as in the Department for
    Education's tool. With ``improvement`` "neutral" nobody is better, and where all values are equal nothing tells
    them apart: then there are cuts but no bands. Raises `ValueError` for an infinite value, and for fewer than 2 or
    more than 26 bands.

    Source: quantiles of type 7 in R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American
    Statistician 50, 1996, 361-365, as the Local Authority Interactive Tool (Department for Education,
    https://github.com/dfe-analytical-services/local-authority-interactive-tool) uses them over all authorities.
    """
    if not isinstance(bands, int) or not 2 <= bands <= len(ascii_uppercase):
        raise ValueError(f"bands must be a whole number from 2 to {len(ascii_uppercase)}: {bands!r}.")
    if improvement not in ("increase", "decrease", "neutral"):
        raise ValueError(f"improvement must be increase, decrease or neutral, not {improvement!r}.")
    wholes, unit = whole_numbers(values, "values")
    known = sorted(value for value in wholes if value is not None)
    if not known:
        return QuantileBands((), (None,) * len(wholes))
    cuts = [_cut(known, place, bands) for place in range(1, bands)]
    edges = tuple(as_float(cut, unit) for cut in cuts)
    if improvement == "neutral" or known[0] == known[-1]:
        return QuantileBands(edges, (None,) * len(wholes))
    floors = [math.floor(cut) for cut in cuts]
    letters = ascii_uppercase[:bands] if improvement == "decrease" else ascii_uppercase[:bands][::-1]
    return QuantileBands(edges, tuple(None if value is None else letters[_above(value, floors)] for value in wholes))


def _cut(ordered: Sequence[int], place: int, bands: int) -> Fraction:
    """Return the ``place``-th cut of so many bands: between its two neighbours, in proportion."""
    before, part = divmod((len(ordered) - 1) * place, bands)
    if not part:
        return Fraction(ordered[before])
    return ordered[before] + Fraction((ordered[before + 1] - ordered[before]) * part, bands)


def _above(value: int, floors: Sequence[int]) -> int:
    """Return how many cuts a value lies above."""
    return sum(value > floor for floor in floors)
