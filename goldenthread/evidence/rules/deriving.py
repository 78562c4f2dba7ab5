"""How a figure follows from what was supplied. Nobody types a total, a percentage or a rate.

A percentage or rate is worked out from the unrounded numerator and denominator, times its factor, and rounded once, at the end,
half up (0.05 to 0.1). A rate of children is what the Department for Education publishes: the count, over the population at
mid-year of the year BEFORE, times 10,000, to one decimal. The year is the one from April that the period ends in: for 31 March
2018 and for the year 2017-18 it is mid-2017.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

LIMIT = Decimal("99999999999.99")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a figure is worked out from."""

    numerator: Decimal
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """For how many months of a period there are figures: 9 of 12."""

    months: int
    of: int

    def __post_init__(self) -> None:
        if not 0 < self.months <= self.of:
            raise RuleBroken("The months covered are between 1 and the months of the period.", field="covered")

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return self.months == self.of

    @property
    def words(self) -> str:
        """How people say it."""
        return f"{self.months} of {self.of} months"


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round once, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def value_of(parts: Parts, details: Details) -> Decimal | None:
    """Return the rounded value; None where the denominator is missing or zero."""
    exact = _exact(parts, details)
    return None if exact is None else half_up(exact, details.decimals)


def _exact(parts: Parts, details: Details) -> Decimal | None:
    if details.denominator_from == defining.NOTHING:
        return parts.numerator
    if not parts.denominator:
        return None
    return parts.numerator * defining.MULTIPLIERS.get(details.factor, 1) / parts.denominator


def population_year(end: date) -> int:
    """Return the year whose mid-year population a rate that ends on a day stands on."""
    return end.year - 1 if end.month <= 3 else end.year


def check_parts(numerator: Decimal, denominator: Decimal | None, details: Details) -> Parts:
    """Return the parts if they can be what they say they are; raises `RuleBroken` naming the field."""
    _check_number(numerator, "numerator")
    if details.denominator_from == defining.GIVEN:
        if denominator is None:
            raise RuleBroken("Give the denominator: the figure is worked out from both.", field="denominator")
        _check_number(denominator, "denominator")
        if denominator == 0:
            raise RuleBroken(
                "The denominator is 0, so nothing can be worked out. Leave the figure out if nothing was counted.",
                field="denominator",
            )
        if details.factor == defining.PERCENT and numerator > denominator:
            raise RuleBroken(
                "The numerator is above the denominator: a part cannot be larger than the whole.", field="numerator"
            )
    elif denominator is not None:
        source = "the population" if details.denominator_from == defining.POPULATION else "nothing else"
        raise RuleBroken(
            f"Leave the denominator empty: this indicator is worked out from {source}.", field="denominator"
        )
    return Parts(numerator, denominator)


def _check_number(number: Decimal, field: str) -> None:
    if not number.is_finite() or number > LIMIT:
        raise RuleBroken("Enter a number.", field=field)
    if number < 0:
        raise RuleBroken("Enter 0 or more: nothing can be counted less than no times.", field=field)


def added(parts: Sequence[Parts], details: Details) -> Parts:
    """Return several parts as one: numerators added, and denominators where each part has its own."""
    if not parts:
        raise ValueError("Nothing to add.")
    numerator = sum((each.numerator for each in parts), Decimal(0))
    if details.denominator_from != defining.GIVEN:
        return Parts(numerator, parts[0].denominator)
    known = [each.denominator for each in parts if each.denominator is not None]
    return Parts(numerator, sum(known, Decimal(0)) if len(known) == len(parts) else None)


def mean(parts: Sequence[Parts], details: Details) -> Decimal | None:
    """Return the mean of the values of several periods, rounded once; None where one is missing."""
    exact = [_exact(each, details) for each in parts]
    known = [each for each in exact if each is not None]
    if not known or len(known) < len(exact):
        return None
    return half_up(sum(known, Decimal(0)) / len(known), details.decimals)


def tiles(whole: Period, pieces: Sequence[Period]) -> list[int] | None:
    """Return the places of pieces that fill a period day by day without overlap, the fewest there are; None if none do."""
    inside = [(place, each) for place, each in enumerate(pieces) if whole.covers(each) and each != whole]

    @cache
    def fill(day: int) -> tuple[int, ...] | None:
        if day > whole.end.toordinal():
            return ()
        best: tuple[int, ...] | None = None
        for place, each in inside:
            if each.start.toordinal() == day:
                rest = fill(each.end.toordinal() + 1)
                if rest is not None and (best is None or len(rest) + 1 < len(best)):
                    best = (place, *rest)
        return best

    found = fill(whole.start.toordinal())
    return list(found) if found else None


def share(part: Decimal, whole: Decimal, decimals: int = 1) -> Decimal | None:
    """Return a part as a percentage of the whole; None of nothing."""
    return half_up(part * 100 / whole, decimals) if whole else None


def comparable(one: Period, other: Period, covered: Coverage | None, before: Coverage | None) -> bool:
    """Whether two figures may be set side by side without a word: as long, and as fully covered."""
    alike = one.months == other.months if one.months and other.months else abs(one.days - other.days) <= 3
    return alike and all(each is None or each.whole for each in (covered, before))


def better(change: Decimal, polarity: str) -> str:
    """Return how a change reads: better, worse, or neutral."""
    if not change or polarity == defining.NEITHER:
        return "neutral"
    return "better" if (change > 0) == (polarity == defining.HIGH) else "worse"
