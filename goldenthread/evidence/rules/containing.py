"""A measure that holds another: children on a plan for neglect are among children on a plan. The part is never the larger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

Numerators = Mapping[tuple[Period, str], Decimal]
"""What was counted, by period and group."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A part that is larger than what holds it."""

    period: Period
    cut: str
    part: Decimal
    whole: Decimal


def check(part: Details, whole: Details) -> None:
    """Raise `RuleBroken` where one cannot hold the other: children, families and episodes are different units."""
    if part.counts.lower() != whole.counts.lower():
        raise RuleBroken(
            f"One counts {part.counts}, the other {whole.counts}. Different units are never mixed.", field="whole"
        )


def check_no_circle(part: str, whole: str, known: Iterable[tuple[str, str]]) -> None:
    """Raise `RuleBroken` where the whole would be, by steps, a part of its own part. ``known``: pairs of part and whole."""
    wholes: dict[str, set[str]] = {}
    for one, other in known:
        wholes.setdefault(one, set()).add(other)
    reached, waiting = set(), [whole]
    while waiting:
        here = waiting.pop()
        if here == part:
            raise RuleBroken("It would be a part of itself.", field="whole")
        if here not in reached:
            reached.add(here)
            waiting += wholes.get(here, ())


def clashes(part: Numerators, whole: Numerators) -> list[Clash]:
    """Return where the part is larger than the whole, for the same period and group, newest first."""
    found = [
        Clash(period, cut, number, whole[period, cut])
        for (period, cut), number in part.items()
        if (period, cut) in whole and number > whole[period, cut]
    ]
    return sorted(found, key=lambda each: (each.period.end, each.cut), reverse=True)
