"""Targets: which can be, how a figure stands to one, and whether a shortfall is accepted on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

OPEN_END = date(9999, 12, 31)
MET, NEARLY, MISSED, ACCEPTED = "met", "nearly", "missed", "accepted"
STATES = {MET: "Met", NEARLY: "Nearly met", MISSED: "Missed", ACCEPTED: "Missed, and accepted for now"}


@dataclass(frozen=True, slots=True)
class Aim:
    """A target for a stretch of time, in the unit of the values. ``near`` is the value from which it counts as nearly met.

    ``at_least``: whether the value should reach it, else stay at or below it.
    """

    period: Period
    value: Decimal
    at_least: bool
    near: Decimal | None = None

    def met(self, value: Decimal) -> bool:
        """Whether a value meets the target."""
        return value >= self.value if self.at_least else value <= self.value

    def nearly(self, value: Decimal) -> bool:
        """Whether a value misses the target but comes near it."""
        if self.near is None or self.met(value):
            return False
        return value >= self.near if self.at_least else value <= self.near


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From when to when a shortfall is accepted; ``ended`` is the first day on which it no longer is, where it was ended early."""

    period: Period
    ended: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a shortfall is accepted on a day. After its end it no longer is, without anybody doing anything."""
        return self.period.holds(day) and (self.ended is None or day < self.ended)


def aim(period: Period, value: Decimal, near: Decimal | None, *, at_least: bool, details: Details) -> Aim:
    """Return a target if it can be one of an indicator; raises `RuleBroken` naming the field."""
    if not value.is_finite() or value < 0:
        raise RuleBroken("Enter the target as a number, 0 or more.", field="value")
    if details.factor == defining.PERCENT and value > 100:
        raise RuleBroken("A percentage is at most 100.", field="value")
    good = {defining.HIGH: True, defining.LOW: False}.get(details.polarity, at_least)
    if good != at_least:
        way = "Higher is better" if good else "Lower is better"
        raise RuleBroken(f"{way} here: the target is {'at least' if good else 'at most'} a value.", field="at_least")
    made = Aim(period, value, at_least, near)
    if near is not None and near != value and made.met(near):
        raise RuleBroken("Nearly met lies on the side on which the target is missed.", field="near")
    return made


def check_apart(period: Period, others: Iterable[Period]) -> None:
    """Raise `RuleBroken` where another target holds on one of the days."""
    if any(period.meets(each) for each in others):
        raise RuleBroken("Another target holds in this time. End it first, or change it.", field="start")


def stands(value: Decimal | None, target: Aim | None, *, accepted: bool) -> str:
    """Return how a figure stands to its target: a key of `STATES`, or "" where either is missing."""
    if value is None or target is None:
        return ""
    if target.met(value):
        return MET
    if accepted:
        return ACCEPTED
    return NEARLY if target.nearly(value) else MISSED
