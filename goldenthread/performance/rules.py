"""What a profile is made of, and what can be said of a hundred children. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

MULTIPLES, TABLE, LEVELS, HUNDRED, PARTS, BESIDE = "multiples", "table", "levels", "hundred", "parts", "beside"
SHAPES = {
    MULTIPLES: "Small charts, one for each indicator",
    TABLE: "A table of the newest periods",
    LEVELS: "Numbers, rates and bars on the last day of a year",
    HUNDRED: "Of 100 children",
    PARTS: "By group, in the newest period",
    BESIDE: "Partnership beside partnership",
}
PROFILE, SPOTLIGHT, FRAMEWORK = "profile", "spotlight", "framework"
FORMS = {
    PROFILE: "Profile: a topic, looked at again and again",
    SPOTLIGHT: "Spotlight: one issue, for one quarter",
    FRAMEWORK: "Outcomes framework: how much, how well, so what",
}
HOW_MUCH, HOW_WELL, SO_WHAT = "how_much", "how_well", "so_what"
ASKED = {HOW_MUCH: "How much did we do?", HOW_WELL: "How well did we do it?", SO_WHAT: "So what? Is anyone better off?"}
MOST_SECTIONS, MOST_INDICATORS = 24, 24


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a profile: a title, how it is shown, the codes of its indicators; ``asks`` is a key of `ASKED`, or empty."""

    title: str
    shape: str
    indicators: tuple[str, ...]
    asks: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """The section as it is kept."""
        return {"title": self.title, "shape": self.shape, "indicators": list(self.indicators), "asks": self.asks}


def section(title: str, shape: str, indicators: Sequence[str], asks: str = "") -> Section:
    """Return a section if it can be shown; raises `RuleBroken` naming the field."""
    words = clean(title)[:120]
    if not words:
        raise RuleBroken("Give the section a title.", field="title")
    if shape not in SHAPES:
        raise RuleBroken("Choose how the section is shown.", field="shape")
    if asks and asks not in ASKED:
        raise RuleBroken("Choose which of the three questions it answers.", field="asks")
    codes = tuple(dict.fromkeys(indicators))
    if not codes:
        raise RuleBroken("Choose at least one indicator.", field="indicators")
    if len(codes) > MOST_INDICATORS:
        raise RuleBroken(f"A section shows {MOST_INDICATORS} indicators at most. Make two of it.", field="indicators")
    return Section(words, shape, codes, asks)


def read(kept: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    """Return sections as they were kept."""
    return tuple(Section(e["title"], e["shape"], tuple(e["indicators"]), e.get("asks", "")) for e in kept)


@dataclass(frozen=True, slots=True)
class OfHundred:
    """How many of 100 a share stands for. ``words`` are "18 of 100", or "fewer than 1 of 100" where some are but not one."""

    count: int
    words: str


def of_hundred(share: Decimal) -> OfHundred:
    """Return a share, from 0 to 1, as whole children of 100, rounded half up.

    Some children never become none: a share that rounds to 0 is "fewer than 1". Shares of different things are rounded each by
    itself; `hundred` is for parts of one whole.
    """
    if not 0 <= share <= 1:
        raise ValueError("A share lies from 0 to 1.")
    count = int((share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if count == 0 and share > 0:
        return OfHundred(0, "fewer than 1 of 100")
    if count == 100 and share < 1:
        return OfHundred(99, "more than 99 of 100")
    return OfHundred(count, "none of 100" if count == 0 else f"{count} of 100")


def hundred(parts: Sequence[Decimal]) -> list[int]:
    """Return the parts of one whole as whole numbers that add to 100, by the largest remainder (Hamilton's method).

    Raises `ValueError` for a negative part or when nothing is there. Of two equal remainders the earlier part is given one more.
    """
    total = sum(parts, Decimal(0))
    if any(part < 0 for part in parts) or total <= 0:
        raise ValueError("Parts of a whole are 0 or more, and some are there.")
    exact = [part * 100 / total for part in parts]
    whole = [int(each) for each in exact]
    largest = sorted(range(len(parts)), key=lambda place: (whole[place] - exact[place], place))
    for place in largest[: 100 - sum(whole)]:
        whole[place] += 1
    return whole
