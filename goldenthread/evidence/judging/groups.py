"""For whom is it worse? Each group against the rest of the others, with how sure that is.

The rest, not the whole: a whole that holds the group pulls every ratio towards 1. A group of which nobody knows how many there are
has a share of all that were counted and no rate: none is made up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.statistics import rate_ratio_interval
from goldenthread.ui import charts

SMALL: Final = 5
"""From 1 to this many, a count of people can point at one: the Department for Education hides these."""


@dataclass(frozen=True, slots=True)
class Group:
    """What is known of a group. ``people``: how many it could have been; None where nobody knows."""

    cut: str
    numerator: Decimal
    people: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A group against the rest.

    ``ratio``: how many times as likely, from ``lower`` to ``upper`` (95 %, may be infinite); None without people of the group or
    of any other. ``signal``: worse, better or neutral when it is more than chance, else common. ``share`` of all that were
    counted, ``share_of_people`` of all people, both in per cent.
    """

    group: Group
    ratio: float | None
    lower: float | None
    upper: float | None
    signal: str
    share: Decimal | None
    share_of_people: Decimal | None
    small: bool

    @property
    def name(self) -> str:
        """The group, in words."""
        return cuts.words(self.group.cut)

    @property
    def sure(self) -> bool:
        """Whether it is more than chance."""
        return self.signal != "common"


def compare(groups: Sequence[Group], details: Details, whole: Group | None = None) -> list[Compared]:
    """Return each group against the rest, in the order given.

    The rest are the other groups whose people are known; with none, what is left of ``whole``. Where people are counted a
    number from 1 to `SMALL` is marked small.
    """
    total = whole.numerator if whole else sum((each.numerator for each in groups), Decimal(0))
    people = sum((each.people for each in groups if each.people), Decimal(0))
    return [_compared(each, _rest(each, groups, whole), details, total, people) for each in groups]


def _rest(one: Group, groups: Sequence[Group], whole: Group | None) -> tuple[Decimal, Decimal] | None:
    others = [each for each in groups if each is not one and each.people]
    if others:
        return sum((each.numerator for each in others), Decimal(0)), sum(
            (each.people or Decimal(0) for each in others), Decimal(0)
        )
    if whole is None or not whole.people or not one.people or whole.people <= one.people:
        return None
    left = whole.numerator - one.numerator
    return (left, whole.people - one.people) if left >= 0 else None


def _compared(
    one: Group, rest: tuple[Decimal, Decimal] | None, details: Details, total: Decimal, people: Decimal
) -> Compared:
    ratio, lower, upper = _ratio(one, rest)
    return Compared(
        one,
        ratio,
        lower,
        upper,
        _signal(lower, upper, details),
        deriving.share(one.numerator, total) if total else None,
        deriving.share(one.people, people) if one.people and people else None,
        details.of_people and 0 < one.numerator <= SMALL,
    )


def _ratio(one: Group, rest: tuple[Decimal, Decimal] | None) -> tuple[float | None, float | None, float | None]:
    if rest is None or not one.people or not rest[1]:
        return None, None, None
    interval = rate_ratio_interval(one.numerator, one.people, *rest)
    if interval is None:
        return None, None, None
    here, there = float(one.numerator / one.people), float(rest[0] / rest[1])
    ratio = here / there if there else (math.inf if here else None)
    return ratio, *interval


def _signal(lower: float | None, upper: float | None, details: Details) -> str:
    if lower is None or upper is None or lower <= 1 <= upper:
        return "common"
    if details.polarity == defining.NEITHER:
        return "neutral"
    return "better" if (lower > 1) == (details.polarity == defining.HIGH) else "worse"


def headline(found: Sequence[Compared], details: Details) -> tuple[str, str]:
    """Return who stands furthest apart by more than chance, and a sentence on the others."""
    known = [each for each in found if each.ratio is not None]
    if not known:
        return "No rates, shares only.", "Nobody has said how many people each group has, so no rate is made up."
    sure = sorted((each for each in known if each.sure), key=_furthest)
    if not sure:
        return "No group differs by more than chance.", "Small groups may differ and not show it."
    first, more = sure[0], len(sure) - 1
    rest = f"{_also(more)} " if more else ""
    unknown = len(found) - len(known)
    ending = f"Of {unknown} no number of people is kept: shares only." if unknown else ""
    return f"{likely(first, details)}.", f"{rest}{ending}".strip()


_ORDER: Final = {"worse": 0, "neutral": 1, "better": 2}


def _furthest(one: Compared) -> tuple[int, float, bool]:
    """Put what is worse first, then what lies furthest from the rest; of two groups that mirror each other, the likelier."""
    return _ORDER[one.signal], -round(_apart(one), 6), (one.ratio or 0) < 1


def _also(more: int) -> str:
    return f"{'One other group differs' if more == 1 else f'{more} other groups differ'} by more than chance too."


def _apart(one: Compared) -> float:
    """How far from 1 the nearer end of its interval lies, as a factor."""
    lower, upper = one.lower or 0.0, one.upper or math.inf
    return lower if lower > 1 else 1 / max(upper, 1e-9)


def likely(one: Compared, details: Details) -> str:
    """Return how likely a group is: "Children recorded as Mixed are 1.8 times as likely as the rest, 1.3 to 2.5"."""
    if one.ratio is None:
        return f"{who(one.group.cut, details)}: no number of people is kept"
    times = "none of the rest were counted" if math.isinf(one.ratio) else f"{one.ratio:.1f} times as likely as the rest"
    return f"{who(one.group.cut, details)} are {times}, {interval_words(one)}"


def interval_words(one: Compared) -> str:
    """Return the interval of a ratio: "1.3 to 2.5"."""
    if one.lower is None or one.upper is None:
        return ""
    return f"{one.lower:.1f} or more" if math.isinf(one.upper) else f"{one.lower:.1f} to {one.upper:.1f}"


def who(cut: str, details: Details) -> str:
    """Return a group as a sentence begins with it: "Children aged 10 to 15", "Girls"."""
    ((dimension, value), *more) = cuts.breakdown(cut).items()
    if more or dimension == "sex":
        return cuts.words(cut)
    how = {"age": "aged", "area": "in"}.get(dimension, "recorded as")
    return f"{details.counts.capitalize()} {how} {value}"


def picture(found: Sequence[Compared], title: str, description: str) -> charts.Chart | None:
    """Draw the ratios with their intervals against 1, the rest; None where there are none."""
    known = [each for each in found if each.ratio is not None and not math.isinf(each.ratio)]
    if not known:
        return None
    spans = [charts.Span(each.name, each.ratio, each.lower, each.upper, each.signal) for each in known]
    return charts.interval(
        title, spans, reference=1, reference_name="The rest", unit="times as likely", description=description
    )


def ratio_words(one: Compared) -> str:
    """Return a ratio with its interval and whether it is more than chance: "1.8 times as likely, 1.3 to 2.5"."""
    if one.ratio is None:
        return ""
    times = "Counted here alone" if math.isinf(one.ratio) else f"{one.ratio:.1f} times as likely"
    chance = "" if one.sure else ": no more than chance"
    return f"{times}, {interval_words(one)}{chance}"
