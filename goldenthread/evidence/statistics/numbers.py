"""Numbers as people typed them: checked at the door, then exact.

The rules of these charts turn on *strictly above* and *exactly equal*. In binary fractions the mean of 0.1, 0.1 and
0.1 need not be 0.1, and a constant series would break its own limits. So a float is read as the shortest decimal
that names it (33.3 is 33.3, not 33.2999…), a series is brought to whole numbers over one denominator, and every
comparison is between whole numbers.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

Number = int | float | Decimal | Fraction
NORMAL = NormalDist()


def is_missing(value: object) -> bool:
    """Say whether there is no number: None, or not-a-number in any type."""
    return value is None or value != value  # only not-a-number differs from itself


def exact(value: Number, name: str) -> Fraction:
    """Return a number exactly as it reads in decimals. Raises `ValueError` for what is infinite or no number."""
    return Fraction(*_ratio(value, name))


def _ratio(value: Number, name: str) -> tuple[int, int]:
    """Return a number as two whole ones in lowest terms."""
    try:
        return (Decimal(float.__repr__(value)) if isinstance(value, float) else value).as_integer_ratio()
    except (AttributeError, OverflowError, ValueError):
        raise ValueError(f"{name} must be a finite number, not {value!r}.") from None


def whole_numbers(values: Iterable[Number | None], name: str) -> tuple[list[int | None], int]:
    """Return the values over one denominator: ``value == whole / denominator``. What is missing stays None."""
    parts = [
        None if value is None or is_missing(value) else _ratio(value, f"{name}[{place}]")
        for place, value in enumerate(values)
    ]
    denominator = math.lcm(*(part[1] for part in parts if part))
    return [part and part[0] * (denominator // part[1]) for part in parts], denominator


def as_float(value: int | Fraction, denominator: int = 1) -> float:
    """Return the nearest float to the quotient; infinity beyond the largest there is."""
    try:
        return float(value / denominator)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def amount(value: Number | None, name: str) -> float | None:
    """Return a count or a size as a float, None when it is missing. Raises `ValueError` when negative or infinite."""
    if value is None or is_missing(value):
        return None
    try:
        found = float(value)
    except (OverflowError, TypeError, ValueError):
        raise ValueError(f"{name} must be a number of ordinary size, not {type(value).__name__}.") from None
    if not math.isfinite(found):
        raise ValueError(f"{name} must be finite, not {value}.")
    if found < 0:
        raise ValueError(f"{name} must not be negative: {value}.")
    return found


def size(value: Number | None, name: str) -> float | None:
    """Return a population or a denominator: an `amount` that is more than 0."""
    found = amount(value, name)
    if found == 0:
        raise ValueError(f"{name} must be more than 0.")
    return found


def tail_of(confidence: float) -> float:
    """Return the chance left out on each side: 0.025 for 0.95. Raises `ValueError` outside 0 to 1."""
    if not isinstance(confidence, int | float) or not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, such as 0.95: {confidence}.")
    return (1 - confidence) / 2


def normal_deviate(confidence: float) -> float:
    """Return z, the standard normal deviate of a two-sided confidence: 1.96 for 0.95."""
    return -NORMAL.inv_cdf(tail_of(confidence))
